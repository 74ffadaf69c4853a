// What crosses the wire about what people take away: exports of lists as they see them.
import { type Static, Type } from 'typebox'
import { WireId, WireNewId, WireText } from '#kernel/contract'

const strict = { additionalProperties: false }
const Short = Type.String({ maxLength: 200 })
const few = { maxProperties: 500 }

/** How a file is written. */
export const FileFormat = Type.Enum(['csv', 'xlsx'], { description: 'CSV (RFC 4180, UTF-8), or a workbook with real numbers and dates.' })
export type FileFormat = Static<typeof FileFormat>

/** A column as it is shown: the member of a row it tells, what it is called, and how what it tells is said. */
export const Column = Type.Object(
  {
    of: Type.String({ pattern: '^[A-Za-z]{1,50}(\\.[A-Za-z]{1,50})?$', description: 'A member of the row, or `dates.bestBefore` of a member that has members.' }),
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
export const Asked = Type.Record(Type.String({ pattern: '^[A-Za-z]{1,50}$' }), Short, { maxProperties: 30 })
export type Asked = Static<typeof Asked>

/** A list as somebody sees it. */
const seen = {
  list: Type.String({ pattern: '^/[a-z-]{1,50}$', description: 'The path of the list, `/lots`.' }),
  title: WireText,
  asked: Asked,
  columns: Type.Array(Column, { minItems: 1, maxItems: 60 }),
  /** Filters in words, for the head of the file. */
  filters: Type.Optional(Type.Array(Type.String({ maxLength: 300 }), { maxItems: 30 })),
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
