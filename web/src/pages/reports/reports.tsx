// Reports by the clock: what is written when and for whom, how it last went, and the files that are kept.
import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { addressOf, type AnswerOf, type RowOf } from '~/api'
import { useQuestion } from '~/asking'
import { bytes, count, moment, weekdays } from '~/format'
import { useMay } from '~/session'
import { text, when } from '~/ui/columns'
import { Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { ListPart } from '~/ui/list-page'
import { Page } from '~/ui/page'
import { PlainTable } from '~/ui/plain-table'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { ReportActions } from './report-actions'
import { ReportForm } from './report-form'

const said = words.reports

/** A report as the page shows it. */
export type Report = AnswerOf<'/reports'>['reports'][number]
type Run = RowOf<'/report-runs'>

export default function Reports() {
  const may = useMay()
  const search: { readonly view?: string } = useSearch({ strict: false })
  const navigate = useNavigate()
  const [changed, change] = useState<Report | 'new' | null>(null)
  const { data, error, refetch } = useQuestion('/reports', {}, { every: (last) => (last?.reports.some((one) => one.last?.state === 'waiting') === true ? 3000 : false) })
  const close = () => {
    change(null)
    if (search.view !== undefined) void navigate({ to: '.', search: {}, replace: true })
  }
  const isMaking = changed !== null || (search.view !== undefined && may('report.write'))
  return (
    <Page title={words.places.reports} actions={may('report.write') && <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => change('new')}>{said.make}</Button>}>
      <Stack gap="md">
        <Text size="sm" c="dimmed" maw="70ch">{said.hint}</Text>
        {error !== null ? <Problem failure={error} again={() => void refetch()} /> : (
          <PlainTable label={words.places.reports} columns={columnsFor(may('report.write'), change)} rows={data?.reports ?? []} rowId={({ id }) => id} none={data === undefined ? words.waiting : `${said.none.title}. ${said.none.text}`} />
        )}
        <Section title={said.runs}>
          <ListPart path="/report-runs" name={said.runs} columns={runColumns} filters={[{ kind: 'choice', name: 'state', label: words.columns.state, options: Object.entries(said.states) }]} rowId={({ id }) => id} empty={said.noRuns} />
        </Section>
      </Stack>
      {isMaking && <ReportForm known={changed === 'new' || changed === null ? null : changed} viewId={search.view ?? null} close={close} />}
    </Page>
  )
}

function columnsFor(mayWrite: boolean, change: (report: Report) => void): readonly GridColumn<Report>[] {
  return [
    { ...text<Report>('name', words.columns.name, ({ name }) => name), cell: (row) => <Stack gap={0}><Text size="sm" fw={600}>{row.name}</Text><Link to={row.page} search={{ saved: row.viewId }}>{row.view}</Link></Stack> },
    text('format', said.format, ({ format }) => said.formats[format]),
    text('when', said.when, whenOf),
    text('people', said.mailTo, ({ people }) => people.map(({ name, hasMail }) => (hasMail ? name : said.noMail(name))).join(', ') || said.nobody),
    text('owner', said.owner, ({ owner }) => owner),
    { ...text<Report>('next', said.next, (row) => (row.nextAt === null ? stateOf(row) : moment(row.nextAt))), cell: (row) => (row.nextAt === null ? <Badge color={row.stopped === null ? 'gray' : 'orange'} variant="light" h="auto" styles={{ label: { whiteSpace: 'normal' } }}>{stateOf(row)}</Badge> : <time dateTime={row.nextAt}>{moment(row.nextAt)}</time>) },
    { ...text<Report>('last', said.last, ({ last }) => (last === null ? said.never : said.states[last.state])), cell: (row) => <Last report={row} /> },
    ...(mayWrite ? [{ id: 'actions', label: said.actions, text: () => '', cell: (row: Report) => <ReportActions report={row} change={change} /> }] : []),
  ]
}

const stateOf = ({ stopped, isPaused }: Report) => (stopped !== null ? said.stopped[stopped] : isPaused ? said.isPaused : '')

function whenOf({ every, onDay, at, zone }: Report): string {
  const what = every === 'day' ? said.daily : every === 'week' ? said.onDays(weekdays[onDay - 1] ?? '') : said.onDayOfMonth(onDay)
  return said.atIn(what, at, zone)
}

function Last({ report: { name, last } }: { readonly report: Report }) {
  if (last === null) return <Text size="sm" c="dimmed">{said.never}</Text>
  const { state, failure, dueAt, rows } = last
  return (
    <Stack gap={0}>
      <Text size="sm">{said.states[state]}{rows === null ? '' : ` · ${words.grid.total(rows)}`}</Text>
      {state === 'failed' && failure !== null && <Text size="xs" maw="34ch">{failure}</Text>}
      {last.hasFile && <a href={addressOf('/report-runs/{id}/file', { id: last.id })} download aria-label={said.downloadWhich(name, moment(dueAt))}>{said.download}</a>}
    </Stack>
  )
}

const runColumns: readonly GridColumn<Run>[] = [
  when('dueAt', said.due, (row) => row.dueAt, { sort: 'dueAt' }),
  text('report', said.report, (row) => row.report, { width: 190 }),
  text('state', words.columns.state, (row) => said.states[row.state], { width: 110, told: { words: said.states } }),
  text('rows', said.rows, (row) => (row.rows === null ? '' : String(row.rows)), { isNumber: true, width: 100, cell: (row) => (row.rows === null ? '' : count(row.rows)) }),
  text('bytes', said.size, (row) => row.bytes, { isNumber: true, width: 110, told: { as: 'number' }, cell: (row) => (row.bytes === null ? '' : bytes(Number(row.bytes))) }),
  text('letters', said.letters, (row) => String(row.letters), { width: 100, told: { as: 'number' }, cell: (row) => (row.letters === 0 ? '' : said.lettersTo(row.letters)) }),
  text('failure', said.failure, (row) => row.failure, { width: 210 }),
  { ...text<Run>('file', said.file, () => '', { width: 100, told: { of: 'hasFile' } }), cell: (row) => (row.hasFile ? <Group><a href={addressOf('/report-runs/{id}/file', { id: row.id })} download aria-label={said.downloadWhich(row.report, moment(row.dueAt))}>{said.download}</a></Group> : '') },
]
