// What ends when: stretches of days, a map of the months, a table that says the same, and the lots of the days one chooses.
import { addDays } from '#kernel'
import { ActionIcon, Button, Center, Group, Loader, SegmentedControl, Text, Title } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconDownload } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useQuestion } from '~/asking'
import { daysBetween, labelDate, quantity, today as todayHere } from '~/format'
import { stockColumns } from '~/pages/ledger/stock'
import { amount, text, value } from '~/ui/columns'
import { csvOf, saveCsv } from '~/ui/csv'
import { Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { type ListFilter, ListFilters } from '~/ui/list-filters'
import { ListPart } from '~/ui/list-page'
import type { ListInput } from '~/ui/list-rows'
import { Page } from '~/ui/page'
import { PlainTable } from '~/ui/plain-table'
import { Problem } from '~/ui/problem'
import { HoldLots, lotsOf } from '~/pages/lots/hold-lots'
import { words } from '~/words'
import { Bands } from './bands'
import { Calendar } from './calendar'
import { addressOf, bandsOf, type Ending, lastDayOf, type Measure, measureOf, measuresOf, monthAfter, type Sum, totalOf } from './expiry-rules'

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
          <Bands bands={bandsOf(today, soon.data)} isValued={isValued(soon.data)} chosen={within} />
          <Months first={first} ending={shown.data} search={search} set={set} chosen={within} />
        </>
      )}
      {within === undefined ? <Text c="dimmed">{said.choose}</Text> : <Lots within={within} of={of} />}
    </Page>
  )
}

/** Whether anything that ends has a value: where nothing has one, values are no matter. */
const isValued = ({ before, days }: Ending) => [...before, ...days.flatMap(({ sums }) => sums)].some(({ currency }) => currency !== null)

type Set = (more: { readonly [name: string]: string | undefined }) => void

function Months({ first, ending, search, set, chosen }: {
  readonly first: string
  readonly ending: Ending
  readonly search: ListInput
  readonly set: Set
  readonly chosen: string | undefined
}) {
  const by = search['by'] ?? ''
  const measures = measuresOf(ending.days, by)
  const measure = measureOf(measures, by)
  const isTable = search['view'] === 'table'
  const to = (months: number) => (before: ListInput) => ({ ...before, month: monthAfter(first, months) })
  const rows = ending.days.flatMap(({ day, sums }) => sums.map((sum) => ({ day, ...sum })))
  const { unvalued } = totalOf(rows)
  // The file says beside an amount what it is in; the table has it with the amount.
  const told = columns.filter(({ id }) => isValued(ending) || !['value', 'currency'].includes(id))
  return (
    <Section
      title={said.stretch(labelDate(first), labelDate(monthAfter(first, MONTHS - 1)))}
      actions={(
        <Group gap="xs" justify="end">
          {!isTable && <SegmentedControl size="xs" aria-label={said.by} value={addressOf(measure)} onChange={(next) => set({ by: next })} data={measures.map((one) => ({ value: addressOf(one), label: nameOf(one) }))} />}
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
          <Button mb="xs" size="compact-sm" variant="default" leftSection={<IconDownload size={14} aria-hidden="true" />} onClick={() => saveCsv(words.places.expiry, csvOf(told, rows))}>{words.grid.export}</Button>
          <PlainTable label={words.places.expiry} columns={told.filter(({ id }) => id !== 'currency')} rows={rows} rowId={({ day, unit, currency }) => `${day} ${unit} ${currency}`} none={said.nothing} />
        </>
      ) : (
        <>
          <Calendar first={first} months={MONTHS} ending={ending} measure={measure} isValued={isValued(ending)} chosen={chosen} />
          {measure.by === 'value' && rows.length > 0 && unvalued > 0 && <Text c="dimmed" size="sm" mt="sm" role="status">{measure.currency === null ? said.withoutAny : said.without(unvalued, measure.currency)}</Text>}
          {rows.length === 0 && <Text c="dimmed" mt="sm">{said.nothing}</Text>}
        </>
      )}
    </Section>
  )
}

const nameOf = (measure: Measure) =>
  measure.by === 'lots' ? said.byLots : measure.by === 'unit' ? measure.unit : measure.currency === null ? said.byValue : said.byValueIn(measure.currency)

const worth = value<Sum & { readonly day: string }>('value', named.value, (row) => row, 'sum')

const columns: readonly GridColumn<Sum & { readonly day: string }>[] = [
  { ...text<Sum & { readonly day: string }>('day', named.lastsTo, ({ day }) => day), cell: ({ day }) => <Link to="." search={(before: ListInput) => ({ ...before, within: `${day}/${day}` })} resetScroll={false}><time dateTime={day}>{labelDate(day)}</time></Link> },
  text('left', said.left, ({ day }) => words.lots.lasts(daysBetween(todayHere(), day))),
  amount('lots', words.places.lots, ({ lots }) => lots),
  amount('quantity', named.onHand, ({ quantity: much }) => much),
  amount('held', named.held, ({ held }) => held),
  text('unit', named.unit, ({ unit }) => unit),
  { ...worth, cell: (row) => (row.currency === null ? <Text c="dimmed" span inherit>{said.noValue}</Text> : worth.cell?.(row)) },
  text('currency', named.currency, ({ currency }) => currency),
]

// How much ends and what it is worth stand beside the day; a list of stock tells the value only to whoever asks for it.
const much = ['quantity', 'value']
const lotColumns = stockColumns.flatMap((column) => (
  much.includes(column.id) ? [] : column.id !== 'bindingOn' ? [column] : [column, ...stockColumns.filter(({ id }) => much.includes(id)).map((one) => ({ ...one, isExtra: false }))]
))

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
        key={within} path="/balances" name={words.places.expiry} columns={lotColumns} filters={[]} fixed={{ ...of, bindingWithin: within, sort: 'bindingOn' }}
        rowId={(row) => `${row.itemId}.${row.lotId}.${row.ownerId}.${row.locationId}`} rowAddress={(row) => `/lots/${row.lotId}`}
        bulk={(rows, clear) => {
          const lots = lotsOf(rows)
          return <HoldLots lots={lots} clear={clear} does={words.acting.holdMany(lots.length)} />
        }}
        empty={{ title: said.nothing, text: said.nothingHint }}
      />
    </section>
  )
}
