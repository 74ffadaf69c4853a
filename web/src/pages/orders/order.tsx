// An order: where each line stands, which lots it got and why these, and everything that was done for it.
import { Alert, Badge, Group, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { AnswerOf } from '~/api'
import { useQuestion } from '~/asking'
import { exactMoment, moment } from '~/format'
import { amount, code, link, text, when } from '~/ui/columns'
import { Facts, Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { ObjectPage } from '~/ui/object-page'
import { PlainTable } from '~/ui/plain-table'
import { TraceLink } from '~/pages/trace/trace-link'
import { useMay } from '~/session'
import { Tabs } from '~/ui/tabs'
import { useId } from '~/ui/use-id'
import { words } from '~/words'
import { Decisions } from './decisions'
import { OrderActions } from './order-actions'
import { Timeline } from './timeline'
import { Walk } from './walk'

export type OrderPage = AnswerOf<'/orders/{id}'>
type Line = OrderPage['lines'][number]
const { columns: said, orders } = words

const lines: readonly GridColumn<Line>[] = [
  text('line', orders.line, (row) => String(row.line), { isNumber: true }),
  code('sku', said.item, (row) => row.sku, (row) => `/items/${row.itemId}`),
  text('name', said.itemName, (row) => row.name),
  amount('ordered', orders.ordered, (row) => row.ordered),
  amount('reserved', orders.reserved, (row) => row.reserved),
  amount('picked', said.picked, (row) => row.picked),
  amount('shipped', orders.shipped, (row) => row.shipped),
  amount('returned', orders.returned, (row) => row.returned),
  amount('short', orders.short, (row) => row.short),
  text('unit', said.unit, (row) => row.unit),
]

export default function Order() {
  const id = useId()
  const asked = useQuestion('/orders/{id}', { id })
  return (
    <ObjectPage
      asked={asked}
      titleOf={({ number }) => `${words.kinds.order} ${number}`}
      heading={({ number, state }) => (
        <Group gap="sm">
          <Title order={1} size="h2" tabIndex={-1}>{words.kinds.order} <span className="code">{number}</span></Title>
          <Badge size="lg">{words.orderStates[state] ?? state}</Badge>
        </Group>
      )}
      actions={(order) => <><TraceLink start={{ from: 'order', id }} /><OrderActions order={order} /></>}
    >
      {(order) => <Contents order={order} />}
    </ObjectPage>
  )
}

function Contents({ order }: { readonly order: OrderPage }) {
  const may = useMay()
  const short = order.lines.filter((line) => line.short !== '0')
  const bySku = new Map(order.lines.map((line) => [line.id, line]))
  const moved: readonly GridColumn<OrderPage['movements'][number]>[] = [
    when('occurredAt', said.when, (row) => row.occurredAt),
    link('kind', said.what, (row) => words.movements[row.kind] ?? row.kind, (row) => `/documents/${row.id.split('.')[0]}`),
    text('line', said.item, (row) => bySku.get(row.lineId)?.sku),
    code('lot', said.lot, (row) => row.lot, (row) => `/lots/${row.lotId}`),
    amount('quantity', said.quantity, (row) => row.quantity, { unit: (row) => row.unit }),
  ]
  return (
    <>
      {short.length > 0 && <Alert color="orange" variant="light" title={orders.isShort(short.length)}>{orders.isShortHint}</Alert>}
      {may('order.pick') && <Walk order={order} />}
      <Section title={words.object.facts}>
        <Facts
          facts={[
            [said.customer, order.customer === null ? words.guest : <Link key="customer" to={`/partners/${order.customerId}`}>{order.customer}</Link>],
            [said.channel, order.channel],
            [said.site, <Link key="site" to={`/locations/${order.siteId}`}>{order.site}</Link>],
            [said.placed, <time key="placed" dateTime={order.placedAt} title={exactMoment(order.placedAt)}>{moment(order.placedAt)}</time>],
            [orders.shipTo, order.shipTo === null ? null : [order.shipTo.name, order.shipTo.address, order.shipTo.country].filter((part) => part !== null).join(', ')],
          ]}
        />
      </Section>
      <Section title={said.lines}>
        <PlainTable label={said.lines} columns={lines} rows={order.lines} rowId={(row) => row.id} none={words.empty.orders.title} />
      </Section>
      <Tabs
        tabs={[
          { name: 'steps', label: orders.timeline, show: () => <Timeline order={order} /> },
          { name: 'why', label: orders.why, show: () => <Decisions order={order} /> },
          { name: 'lots', label: orders.moved, show: () => <PlainTable label={orders.moved} columns={moved} rows={order.movements.toReversed()} rowId={(row) => row.id} none={orders.nothingMoved} /> },
        ]}
      />
    </>
  )
}
