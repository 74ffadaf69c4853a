// Why these lots: for every line the lots that were looked at, in their order, which were taken and why the others were not.
import { Badge, Text } from '@mantine/core'
import { quantity } from '~/format'
import { amount, code, text } from '~/ui/columns'
import { Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { LastDay } from '~/ui/last-day'
import { PlainTable } from '~/ui/plain-table'
import { labelDate } from '~/format'
import { words } from '~/words'
import type { OrderPage } from './order'

type Decided = OrderPage['decisions'][number]['decided'][number]
type Considered = Decided['considered'][number]
const { columns: said, orders } = words

const columns: readonly GridColumn<Considered>[] = [
  code('lot', said.lot, (row) => row.lot, (row) => `/lots/${row.lotId}`),
  text('bindingOn', said.lastsTo, (row) => row.bindingOn, { cell: (row) => <LastDay day={row.bindingOn} isShort /> }),
  code('location', said.location, (row) => row.location, (row) => `/locations/${row.locationId}`),
  amount('free', said.free, (row) => row.free),
  amount('taken', orders.taken, (row) => row.taken),
  text('why', orders.because, (row) => orders.reasons[row.why], {
    cell: (row) => <Badge color={row.why === 'taken' ? 'teal' : row.why === 'not_needed' ? 'gray' : 'orange'}>{orders.reasons[row.why]}</Badge>,
  }),
]

export function Decisions({ order }: { readonly order: OrderPage }) {
  const mine = new Set(order.lines.map(({ id }) => id))
  const decided = order.decisions.flatMap((one) => one.decided.map((line) => ({ documentId: one.documentId, line }))).filter(({ line }) => mine.has(line.lineId))
  if (decided.length === 0) return <Text c="dimmed">{orders.nothingChosen}</Text>
  return (
    <>
      {decided.map(({ documentId, line }) => (
        <Section key={`${documentId} ${line.lineId}`} title={orders.lineOf(line.sku ?? '', quantity(line.asked, line.unit ?? ''))}>
          <Text size="sm" mb="xs">
            {line.scanned === true ? orders.scanned : orders.policies[line.policy]}
            {line.need.leastOn !== null && ` ${orders.mustLast(labelDate(line.need.leastOn))}`}
          </Text>
          <PlainTable label={orders.why} columns={columns} rows={line.considered} rowId={(row) => `${row.lotId} ${row.locationId}`} none={orders.nothingThere} />
        </Section>
      ))}
    </>
  )
}
