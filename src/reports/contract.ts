// What crosses the wire about what people take away: lists as they see them, kept under a name and written as files.
import { type Static, Type } from 'typebox'
import { orNull, WireId, WireMoment, WireNewId, WireText } from '#kernel/contract'

const strict = { additionalProperties: false }
const member = '[A-Za-z]{1,50}(\\.[A-Za-z][A-Za-z0-9_]{0,49})?'
const Short = Type.String({ maxLength: 200 })
const few = { maxProperties: 500 }

/** How a file is written. */
export const FileFormat = Type.Enum(['csv', 'xlsx', 'pdf'], { description: 'CSV (RFC 4180, UTF-8), a workbook with real numbers and dates, or a table to print of at most 2,000 rows.' })
export type FileFormat = Static<typeof FileFormat>

/** A column as it is shown: the member of a row it tells, what it is called, and how what it tells is said. */
export const Column = Type.Object(
  {
    of: Type.String({ pattern: `^${member}$`, description: 'A member of the row, or `dates.bestBefore`, `attributes.grade` of a member that has members.' }),
    heading: WireText,
    as: Type.Optional(
      Type.Enum(['text', 'number', 'day', 'moment', 'name', 'flags'], {
        description: '`name`: what the id of it is called; `flags`: the words of the members that are so. Without it, as the list says.',
      }),
    ),
    words: Type.Optional(Type.Record(Type.String({ pattern: '^[^\\u0000]{1,100}$' }), Type.String({ maxLength: 300 }), { ...few, description: 'What is said for a value; `{member}` in it is what another member says.' })),
    none: Type.Optional(Type.String({ maxLength: 200, description: 'What is said when there is nothing.' })),
  },
  strict,
)
export type Column = Static<typeof Column>

/** What is asked of a list: its filters and its sort. */
export const Asked = Type.Record(Type.String({ pattern: '^[A-Za-z]{1,50}$' }), Type.String({ maxLength: 600 }), { maxProperties: 30 })
export type Asked = Static<typeof Asked>

/** A list as somebody sees it. */
const seen = {
  list: Type.String({ pattern: '^/[a-z-]{1,50}$', description: 'The path of the list, `/lots`.' }),
  title: WireText,
  asked: Asked,
  columns: Type.Array(Column, { minItems: 1, maxItems: 60 }),
  /** Filters in words, for the head of the file. */
  filters: Type.Optional(Type.Array(Type.String({ maxLength: 800 }), { maxItems: 30 })),
}

/** The most rows that can be named one by one. */
export const MOST_TICKED = 10_000

/** An export that is made ready. `ticked` are single rows, each by the members that make it the only one. */
export const ExportBody = Type.Object(
  {
    id: WireNewId,
    ...seen,
    format: FileFormat,
    zone: Type.Optional(Type.String({ maxLength: 60, description: 'The time zone moments are told in; without it UTC.' })),
    ticked: Type.Optional(Type.Array(Type.Record(Type.String({ pattern: '^[A-Za-z]{1,50}$' }), Short, { maxProperties: 20 }), { minItems: 1, maxItems: MOST_TICKED })),
  },
  strict,
)
export type ExportBody = Static<typeof ExportBody>

/** Where a file that is ready is fetched, and how many rows it will have. */
export const ExportReady = Type.Object({
  id: WireId,
  address: Type.String({ description: 'For an hour and for whoever asked.' }),
  total: Type.Integer({ description: 'Counted up to 10,000.' }),
  totalIsExact: Type.Boolean(),
})
export type ExportReady = Static<typeof ExportReady>

/** A column of a view: as a file tells it, and the id the grid knows it by. */
export const ViewColumn = Type.Object({ ...Column.properties, id: Type.String({ pattern: `^${member}$`, description: 'A name of letters, at most 50, or two joined by a point.' }) }, strict)
export type ViewColumn = Static<typeof ViewColumn>

const Name = Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' })
const ofView = {
  list: seen.list,
  page: Type.String({ pattern: '^/[a-z/-]{1,60}$', description: 'The page of the app it is shown on.' }),
  name: Name,
  isShared: Type.Boolean({ description: 'Everybody sees it; needs `view.share`.' }),
  asked: Asked,
  columns: Type.Array(ViewColumn, { minItems: 1, maxItems: 60 }),
  filters: Type.Array(Type.String({ maxLength: 800 }), { maxItems: 30, description: 'What is asked, in words.' }),
}

/** A list as somebody wants to see it again. */
export const CreateView = Type.Object({ viewId: Type.Optional(WireNewId), ...ofView }, strict)

/** What is left out stays. */
export const ChangeView = Type.Object(
  {
    viewId: WireId,
    name: Type.Optional(ofView.name),
    isShared: Type.Optional(ofView.isShared),
    asked: Type.Optional(ofView.asked),
    columns: Type.Optional(ofView.columns),
    filters: Type.Optional(ofView.filters),
  },
  strict,
)
export type ChangeView = Static<typeof ChangeView>

export const RemoveView = Type.Object({ viewId: WireId }, strict)
export type RemoveView = Static<typeof RemoveView>

export const ViewAnswer = Type.Object({ viewId: WireId })
export type ViewAnswer = Static<typeof ViewAnswer>

/** A view. `by` is who keeps it. */
export const View = Type.Object({ id: WireId, ...ofView, isOwn: Type.Boolean(), by: Type.Union([Type.String(), Type.Null()]) })
export type View = Static<typeof View>

/** The views of whoever asks and those that everybody sees; of one page, or all. */
export const AskViews = Type.Object({ page: Type.Optional(ofView.page) }, strict)
export const ViewList = Type.Object({ views: Type.Array(View) })

const schedule = {
  every: Type.Enum(['day', 'week', 'month']),
  onDay: Type.Integer({ minimum: 1, maximum: 31, description: 'Of a week from Monday (1) on; of a month the day, or its last when it has not so many.' }),
  at: Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', description: 'By the clocks of the zone.' }),
  zone: Type.String({ maxLength: 60, description: 'A time zone, `Europe/Dublin`.' }),
}
const ofReport = {
  name: Name,
  format: FileFormat,
  ...schedule,
  mailTo: Type.Array(WireId, { maxItems: 50, uniqueItems: true, description: 'The accounts it is sent to.' }),
}

/** A view as a report by the clock. */
export const CreateReport = Type.Object({ reportId: Type.Optional(WireNewId), viewId: WireId, ...ofReport }, strict)

/** What is left out stays. Whoever goes on with one that stopped says `isPaused: false`. */
export const ChangeReport = Type.Object(
  {
    reportId: WireId, name: Type.Optional(Name), format: Type.Optional(FileFormat), every: Type.Optional(schedule.every), onDay: Type.Optional(schedule.onDay),
    at: Type.Optional(schedule.at), zone: Type.Optional(schedule.zone), mailTo: Type.Optional(ofReport.mailTo), isPaused: Type.Optional(Type.Boolean()),
  },
  strict,
)
export type ChangeReport = Static<typeof ChangeReport>

export const OneReport = Type.Object({ reportId: WireId }, strict)
export type OneReport = Static<typeof OneReport>

export const ReportAnswer = Type.Object({ reportId: WireId })
export type ReportAnswer = Static<typeof ReportAnswer>

export const RunAnswer = Type.Object({ reportId: WireId, runId: WireId })
export type RunAnswer = Static<typeof RunAnswer>

const RunState = Type.Enum(['waiting', 'done', 'failed'])
const Count = Type.Integer({ minimum: 0 })

/** A report, and how it last went. */
export const Report = Type.Object({
  id: WireId,
  ...ofReport,
  viewId: WireId,
  view: Type.String(),
  page: Type.String(),
  list: Type.String(),
  owner: orNull(Type.String()),
  isOwn: Type.Boolean(),
  people: Type.Array(Type.Object({ id: WireId, name: Type.String(), hasMail: Type.Boolean() })),
  isPaused: Type.Boolean(),
  stopped: orNull(Type.Enum(['owner_closed', 'not_permitted'])),
  nextAt: orNull(WireMoment),
  last: orNull(Type.Object({ id: WireId, state: RunState, dueAt: WireMoment, rows: orNull(Count), bytes: orNull(Type.String()), failure: orNull(Type.String()), hasFile: Type.Boolean() })),
})
export type Report = Static<typeof Report>
export const ReportList = Type.Object({ reports: Type.Array(Report) })

/** One run of a report. */
export const RunRow = Type.Object({
  id: WireId,
  reportId: WireId,
  report: Type.String(),
  format: FileFormat,
  dueAt: WireMoment,
  state: RunState,
  attempts: Count,
  endedAt: orNull(WireMoment),
  rows: orNull(Count),
  bytes: orNull(Type.String({ description: 'The size of its file.' })),
  letters: Type.Integer({ minimum: 0, description: 'How many people it was sent to.' }),
  failure: orNull(Type.String()),
  hasFile: Type.Boolean({ description: 'Its file can be fetched: files are kept for 35 days.' }),
})
