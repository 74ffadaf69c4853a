// The parts the first page is put together of.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { addDays } from '#kernel'
import type { AnswerOf, Failure, RowOf } from '~/api'
import { useQuestion } from '~/asking'
import { today } from '~/format'
import { documentsColumns } from '~/pages/documents/documents-columns'
import { holdsColumns } from '~/pages/ledger/holds-columns'
import { ordersColumns } from '~/pages/orders/orders-columns'
import { returnsColumns } from '~/pages/orders/returns-columns'
import { announcementsColumns } from '~/pages/receiving/announcements-columns'
import { amount, code, day, link } from '~/ui/columns'
import { Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { LastDay, SOON_DAYS } from '~/ui/last-day'
import type { ListInput } from '~/ui/list-rows'
import { PlainTable } from '~/ui/plain-table'
import { sentenceOf } from '~/ui/problem'
import { words } from '~/words'

const { home, columns: said } = words
const pick = <Row,>(columns: readonly GridColumn<Row>[], names: readonly string[]) => names.flatMap((name) => columns.filter(({ id }) => id === name))

function Part<Row>({ title, all, search, columns, question: { data, error }, rowId, none }: {
  readonly title: string
  readonly all: string
  readonly search?: ListInput
  readonly columns: readonly GridColumn<Row>[]
  readonly question: { readonly data: { readonly rows: readonly Row[] } | undefined; readonly error: Failure | null }
  readonly rowId: (row: Row) => string
  readonly none: string
}): ReactNode {
  return (
    <Section title={title} actions={<Link to={all} search={search ?? {}} aria-label={`${home.all}: ${title}`}>{home.all}</Link>}>
      <PlainTable label={title} columns={columns} rows={data?.rows ?? []} rowId={rowId} none={data !== undefined ? none : error === null ? words.waiting : error.code === 'sort_needs_filter' ? home.tooMany : sentenceOf(error)} />
    </Section>
  )
}

type Balance = RowOf<'/balances'>
const endingColumns: readonly GridColumn<Balance>[] = [
  code('lot', said.lot, (row) => row.lot, (row) => `/lots/${row.lotId}`),
  code('sku', said.item, (row) => row.sku, (row) => `/items/${row.itemId}`),
  day('bindingOn', said.lastsTo, (row) => row.bindingOn, { cell: (row) => <LastDay day={row.bindingOn} isShort mayWrap /> }),
  code('location', said.location, (row) => row.location, (row) => `/locations/${row.locationId}`),
  amount('quantity', said.onHand, (row) => row.quantity, { unit: (row) => row.unit }),
]

export function Ending() {
  const within = `/${addDays(today(), SOON_DAYS)}`
  const question = useQuestion('/balances', { bindingWithin: within, sort: 'bindingOn', limit: '10' })
  return <Part title={home.ending(SOON_DAYS)} all="/expiry" search={{ within }} columns={endingColumns} question={question} rowId={(row) => `${row.lotId} ${row.locationId} ${row.ownerId}`} none={home.nothingEnds(SOON_DAYS)} />
}

export function Holds({ isOldest }: { readonly isOldest?: boolean }) {
  const question = useQuestion('/holds', { limit: '8', ...(isOldest === true && { sort: 'placedAt' }) })
  const names = isOldest === true ? ['lot', 'reason', 'quantity', 'placedAt'] : ['lot', 'sku', 'reason', 'quantity']
  return <Part title={isOldest === true ? home.holdsOldest : home.holds} all="/holds" columns={pick(holdsColumns, names)} question={question} rowId={(row) => row.id} none={words.empty.holds.title} />
}

export function ToPick() {
  const asked = { state: 'reserved', sort: 'placedAt' } as const
  const question = useQuestion('/orders', { ...asked, limit: '10' })
  return <Part title={home.pickNext} all="/orders" search={asked} columns={pick(ordersColumns, ['number', 'customer', 'lines', 'placedAt'])} question={question} rowId={(row) => row.id} none={home.nothingToPick} />
}

export function LatestOrders() {
  const question = useQuestion('/orders', { limit: '8' })
  return <Part title={home.latestOrders} all="/orders" columns={pick(ordersColumns, ['number', 'customer', 'state', 'placedAt'])} question={question} rowId={(row) => row.id} none={words.empty.orders.title} />
}

export function Comes() {
  const asked = { state: 'expected', sort: 'expectedOn' } as const
  const question = useQuestion('/announcements', { ...asked, limit: '8' })
  return <Part title={home.comes} all="/announcements" search={asked} columns={pick(announcementsColumns, ['number', 'supplier', 'expectedOn', 'status'])} question={question} rowId={(row) => row.id} none={home.nothingComes} />
}

type Waiting = AnswerOf<'/orders/waiting'>['rows'][number]
const waitingColumns: readonly GridColumn<Waiting>[] = [
  code('number', said.order, (row) => row.number, (row) => `/orders/${row.orderId}`),
  link('customer', said.customer, (row) => row.customer ?? words.guest, (row) => (row.customerCode === null ? null : `/partners/${row.customerId}`)),
  code('sku', said.item, (row) => row.sku, (row) => `/items/${row.itemId}`),
  amount('short', words.orders.short, (row) => row.short, { unit: (row) => row.unit }),
]

export function WaitingOrders() {
  const question = useQuestion('/orders/waiting', { limit: '8' })
  return <Part title={home.waiting} all="/orders/waiting" columns={waitingColumns} question={question} rowId={(row) => row.lineId} none={home.noneWaits} />
}

export function CameBack() {
  const question = useQuestion('/returns', { limit: '8' })
  return <Part title={home.returns} all="/returns" columns={pick(returnsColumns, ['number', 'customer', 'occurredAt', 'unmatched'])} question={question} rowId={(row) => row.id} none={words.empty.returns.title} />
}

export function Last() {
  const question = useQuestion('/documents', { limit: '10' })
  return <Part title={home.last} all="/documents" columns={pick(documentsColumns, ['kind', 'occurredAt', 'reason'])} question={question} rowId={(row) => row.id} none={words.empty.documents.title} />
}
