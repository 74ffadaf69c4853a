// What ends when: stretches of days, a map of the months, a table that says the same, and the lots of the days one chooses.
import { addDays } from '#kernel'
import { ActionIcon, Button, Center, Group, Loader, SegmentedControl, Text, Title } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconDownload } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useQuestion } from '~/asking'
import { daysBetween, labelDate, quantity, today as todayHere } from '~/format'
import { stockColumns } from '~/pages/ledger/stock'
import { amount, text } from '~/ui/columns'
import { csvOf, saveCsv } from '~/ui/csv'

import { Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { type ListFilter, ListFilters } from '~/ui/list-filters'
import { ListPart } from '~/ui/list-page'
import type { ListInput } from '~/ui/list-rows'
import { Page } from '~/ui/page'
import { PlainTable } from '~/ui/plain-table'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { Bands } from './bands'
import { Calendar } from './calendar'
import { bandsOf, type Ending, lastDayOf, type Measure, monthAfter, type Sum } from './expiry-rules'
import { HoldTicked } from './hold-ticked'

const MONTHS = 6
const { expiry: said, filters: asked, columns: named } = words
const filters: readonly ListFilter[] = [
  { kind: 'text', name: 'item', label: asked.item },
  { kind: 'text', name: 'site', label: asked.site },
  { kind: 'text', name: 'owner', label: asked.owner },
]

export default function Expiry() {
  const search: ListInput = useSearch({ strict: false })
  const navigate = useNavigate()
  const set = (more: { readonly [name: string]: string | undefined }) =>
    void navigate({ to: '.', search: (before: ListInput) => ({ ...before, ...more }), replace: true, resetScroll: false })
  const today = todayHere()
  const of = Object.fromEntries(filters.flatMap(({ name }) => ((search[name] ?? '') === '' ? [] : [[name, search[name] ?? '']])))
  const first = /^\d{4}-(0[1-9]|1[0-2])$/.test(search['month'] ?? '') ? (search['month'] ?? '') : monthAfter(today.slice(0, 7), -1)
  const soon = useQuestion('/stock/ending', { ...of, from: today, to: addDays(today, 90) }, { keep: true })
  const shown = useQuestion('/stock/ending', { ...of, from: `${first}-01`, to: lastDayOf(monthAfter(first, MONTHS - 1)) }, { keep: true })
  const within = /^[\d-]*\/[\d-]*$/.test(search['within'] ?? '') ? search['within'] : undefined
  const failure = soon.error ?? shown.error
  return (
    <Page title={words.places.expiry}>
      <ListFilters filters={filters} input={search} change={(name, value) => set({ [name]: value })} />
      {failure !== null ? <Problem failure={failure} again={() => { void soon.refetch(); void shown.refetch() }} /> : soon.data === undefined || shown.data === undefined ? (
        <Center h={300}><Loader aria-label={words.waiting} /></Center>
      ) : (
        <>
          <Bands bands={bandsOf(today, soon.data)} chosen={within} />
          <Months first={first} ending={shown.data} search={search} set={set} chosen={within} />
        </>
      )}
      {within === undefined ? <Text c="dimmed">{said.choose}</Text> : <Lots within={within} of={of} />}
    </Page>
  )
}

type Set = (more: { readonly [name: string]: string | undefined }) => void

function Months({ first, ending, search, set, chosen }: {
  readonly first: string
  readonly ending: Ending
  readonly search: ListInput
  readonly set: Set
  readonly chosen: string | undefined
}) {
  const units = [...new Set(ending.days.flatMap(({ sums }) => sums.map(({ unit }) => unit)))].sort()
  const by = search['by'] ?? ''
  const measure: Measure = units.includes(by) ? { by: 'unit', unit: by } : { by: 'lots' }
  const isTable = search['view'] === 'table'
  const to = (months: number) => (before: ListInput) => ({ ...before, month: monthAfter(first, months) })
  const rows = ending.days.flatMap(({ day, sums }) => sums.map((sum) => ({ day, ...sum })))
  return (
    <Section
      title={said.stretch(labelDate(first), labelDate(monthAfter(first, MONTHS - 1)))}
      actions={(
        <Group gap="xs" justify="end">
          {!isTable && <SegmentedControl size="xs" aria-label={said.by} value={measure.by === 'lots' ? '' : measure.unit} onChange={(value) => set({ by: value })} data={[{ value: '', label: said.byLots }, ...units.map((unit) => ({ value: unit, label: unit }))]} />}
          <SegmentedControl size="xs" aria-label={words.trace.view} value={isTable ? 'table' : 'map'} onChange={(view) => set({ view: view === 'table' ? 'table' : '' })} data={[{ value: 'map', label: said.calendar }, { value: 'table', label: words.trace.table }]} />
          <Group gap={4}>
            <ActionIcon variant="default" aria-label={said.earlier} title={said.earlier} renderRoot={(props) => <Link to="." search={to(-3)} resetScroll={false} {...props} />}><IconChevronLeft size={16} aria-hidden="true" /></ActionIcon>
            <ActionIcon variant="default" aria-label={said.later} title={said.later} renderRoot={(props) => <Link to="." search={to(3)} resetScroll={false} {...props} />}><IconChevronRight size={16} aria-hidden="true" /></ActionIcon>
          </Group>
        </Group>
      )}
    >
      {isTable ? (
        <>
          <Button mb="xs" size="compact-sm" variant="default" leftSection={<IconDownload size={14} aria-hidden="true" />} onClick={() => saveCsv(words.places.expiry, csvOf(columns, rows))}>{words.grid.export}</Button>
          <PlainTable label={words.places.expiry} columns={columns} rows={rows} rowId={({ day, unit }) => `${day} ${unit}`} none={said.nothing} />
        </>
      ) : (
        <>
          <Calendar first={first} months={MONTHS} ending={ending} measure={measure} chosen={chosen} />
          {rows.length === 0 && <Text c="dimmed" mt="sm">{said.nothing}</Text>}
        </>
      )}
    </Section>
  )
}

const columns: readonly GridColumn<Sum & { readonly day: string }>[] = [
  { ...text<Sum & { readonly day: string }>('day', named.lastsTo, ({ day }) => day), cell: ({ day }) => <Link to="." search={(before: ListInput) => ({ ...before, within: `${day}/${day}` })} resetScroll={false}><time dateTime={day}>{labelDate(day)}</time></Link> },
  text('left', said.left, ({ day }) => words.lots.lasts(daysBetween(todayHere(), day))),
  amount('lots', words.places.lots, ({ lots }) => lots),
  amount('quantity', named.onHand, ({ quantity: much }) => much),
  amount('held', named.held, ({ held }) => held),
  text('unit', named.unit, ({ unit }) => unit),
]

// What ends in the days that were chosen, lot by lot and place by place.
function Lots({ within, of }: { readonly within: string; readonly of: ListInput }) {
  const [from = '', to = ''] = within.split('/')
  const title = from === to ? said.onDay(labelDate(from)) : from === '' ? said.upTo(labelDate(to)) : said.between(labelDate(from), labelDate(to))
  const part = useQuestion('/stock', { ...of, bindingWithin: within, by: 'item', limit: '100' }, { keep: true })
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">{title}</Title>
        {part.data !== undefined && part.data.next === null && <Text size="sm" c="dimmed">{part.data.rows.slice(0, 4).map((row) => `${row.code} ${quantity(row.quantity)}`).join(' · ')}{part.data.rows.length > 4 ? ` · ${words.lots.andMore(part.data.rows.length - 4)}` : ''}</Text>}
      </Group>
      <ListPart
        key={within} path="/balances" name={words.places.expiry} columns={stockColumns} filters={[]} fixed={{ ...of, bindingWithin: within, sort: 'bindingOn' }}
        rowId={(row) => `${row.itemId}.${row.lotId}.${row.ownerId}.${row.locationId}`} rowAddress={(row) => `/lots/${row.lotId}`}
        bulk={(rows, clear) => <HoldTicked rows={rows} clear={clear} />} empty={{ title: said.nothing, text: said.nothingHint }}
      />
    </section>
  )
}
