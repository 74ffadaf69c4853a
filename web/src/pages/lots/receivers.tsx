// Who got it: every customer with what they had and still have, and everything that went out with its order. Whoever got it in
// something that was made of it is among them. All of them: a recall that forgets one is none.
import { Alert, Center, Loader } from '@mantine/core'
import type { AnswerOf } from '~/api'
import { useQuestion } from '~/asking'
import { amount, code, link, text, when } from '~/ui/columns'
import type { GridColumn } from '~/ui/grid-columns'
import { GridPart } from '~/ui/grid-part'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { isNobody } from './who-has'

type Trace = AnswerOf<'/trace'>
type Row = Trace['customers'][number]
type Sent = Trace['shipments'][number] & { readonly unit: string; readonly certainty: 'certain' | 'possible'; readonly name: string | null }
const { columns: said, lots } = words
/** More than anybody sends letters to by hand; what would be left out is said. */
const MOST = '20000'

const hasOf = (row: Row) => String(BigInt(row.shipped) - BigInt(row.returned))
const addressOf = (customerId: string | null) => (customerId === null || isNobody(customerId) ? null : `/partners/${customerId}`)

const customerColumns: readonly GridColumn<Row>[] = [
  link('customer', said.customer, (row) => (isNobody(row.customerId) ? lots.guests : (row.name ?? row.customer)), (row) => addressOf(row.customerId), { width: 200 }),
  code('code', said.code, (row) => (isNobody(row.customerId) ? '' : row.customer), (row) => addressOf(row.customerId), { width: 120 }),
  code('sku', said.item, (row) => row.sku, (row) => `/items/${row.itemId}`, { width: 170 }),
  amount('has', lots.has, hasOf, { unit: (row) => row.unit, width: 130 }),
  amount('shipped', lots.sums.shipped, (row) => row.shipped),
  amount('returned', lots.sums.returned, (row) => row.returned),
  amount('possible', lots.possible, (row) => row.possible),
  text('unit', said.unit, (row) => row.unit, { width: 90 }),
  text('certainty', lots.certainty, (row) => lots.certainties[row.certainty], { width: 110 }),
]

const sentColumns: readonly GridColumn<Sent>[] = [
  when('shippedAt', said.shippedAt, (row) => row.shippedAt),
  code('order', said.order, (row) => row.order, (row) => (row.orderId === null ? null : `/orders/${row.orderId}`), { width: 130 }),
  link('customer', said.customer, (row) => (row.customerId === null || isNobody(row.customerId) ? words.guest : (row.name ?? row.customer)), (row) => addressOf(row.customerId), { width: 200 }),
  code('sku', said.item, (row) => row.sku, () => null, { width: 170 }),
  code('lot', said.lot, (row) => row.lot, (row) => `/lots/${row.lot_id}`, { width: 130 }),
  amount('quantity', said.quantity, (row) => row.quantity, { unit: (row) => row.unit, width: 130 }),
  text('serial', said.serial, (row) => row.serial, { width: 130 }),
  text('certainty', lots.certainty, (row) => lots.certainties[row.certainty], { width: 110 }),
]

function sentOf({ shipments, possible, lots: reached, customers }: Trace): Sent[] {
  const units = new Map(reached.map(({ id, unit }) => [id, unit]))
  const names = new Map(customers.map(({ customerId, name }) => [customerId, name]))
  const more = (row: Trace['shipments'][number], certainty: Sent['certainty']): Sent =>
    ({ ...row, certainty, unit: units.get(row.lot_id) ?? '', name: names.get(row.customerId ?? '') ?? null })
  return [...shipments.map((row) => more(row, 'certain')), ...possible.map((row) => more(row, 'possible'))].sort((a, b) => (a.shippedAt < b.shippedAt ? 1 : -1))
}

// A column nobody has anything in is left out.
const useful = <Row,>(columns: readonly GridColumn<Row>[], rows: readonly Row[], names: readonly string[]) =>
  columns.filter(({ id, text: read }) => !names.includes(id) || rows.some((row) => !['', '0'].includes(read(row))))

export function Receivers({ lotId }: { readonly lotId: string }) {
  const { data, error, refetch } = useQuestion('/trace', { direction: 'forward', from: 'lot', id: lotId, limit: MOST }, { keep: true })
  if (data === undefined) return error === null ? <Center h={160}><Loader aria-label={words.waiting} /></Center> : <Problem failure={error} again={() => void refetch()} />
  const { customers, totals } = data
  const sent = sentOf(data)
  const left = totals.customers - customers.length + (totals.shipments - data.shipments.length)
  return (
    <>
      {left > 0 && <Alert color="orange" variant="light" title={lots.more(left)} />}
      <GridPart title={lots.customers(new Set(customers.map(({ customerId }) => customerId)).size)} columns={useful(customerColumns, customers, ['possible', 'returned'])} rows={customers}
        rowId={(row) => `${row.customerId} ${row.itemId}`} rowAddress={(row) => addressOf(row.customerId)} none={lots.nobody.text} />
      <GridPart title={lots.allOf} columns={useful(sentColumns, sent, ['serial'])} rows={sent} rowId={(row) => `${row.id} ${row.lot_id}`}
        rowAddress={(row) => (row.orderId === null ? null : `/orders/${row.orderId}`)} none={lots.nobody.text} />
    </>
  )
}
