// Who has the lot, at first sight: every place and the customers who had the most of it.
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AnswerOf } from '~/api'
import { quantity } from '~/format'
import { words } from '~/words'

const MOST = 6
const NOBODY = /^0{8}-/

type Holder = { readonly customerId: string; readonly customer: string | null; readonly has: bigint }

// The sums of customers are by item: they are the lot's own when no other lot of the item was reached. Else its shipments are
// added up, where all of them were read.
function holdersOf(trace: AnswerOf<'/trace'>, lot: AnswerOf<'/lots/{id}'>['lot']): Holder[] {
  const { lots, totals, customers, shipments, returns } = trace
  const isAlone = totals.lots === lots.length && lots.filter(({ itemId }) => itemId === lot.itemId).length === 1
  if (isAlone) {
    return customers.filter(({ itemId }) => itemId === lot.itemId).map((row) => ({ ...row, has: BigInt(row.shipped) - BigInt(row.returned) }))
  }
  const isWhole = totals.shipments === shipments.length && totals.returns === returns.length
  const holders = new Map<string, Holder>()
  const add = (row: (typeof shipments)[number] | (typeof returns)[number], much: bigint) => {
    if (row.lot_id !== lot.id || row.customerId === null) return
    holders.set(row.customerId, { customerId: row.customerId, customer: row.customer, has: (holders.get(row.customerId)?.has ?? 0n) + much })
  }
  for (const row of isWhole ? shipments : []) add(row, BigInt(row.quantity))
  for (const row of isWhole ? returns : []) add(row, -BigInt(row.quantity))
  return [...holders.values()]
}

export function WhoHas({ trace, lot }: { readonly trace: AnswerOf<'/trace'>; readonly lot: AnswerOf<'/lots/{id}'>['lot'] }) {
  const stock = trace.stock.filter(({ lot_id }) => lot_id === lot.id)
  const customers = holdersOf(trace, lot).filter(({ has }) => has > 0n).sort((a, b) => (a.has < b.has ? 1 : a.has > b.has ? -1 : 0))
  const more = Math.max(0, customers.length - MOST) + (trace.totals.customers - trace.customers.length) + Math.max(0, stock.length - MOST)
  const parts: ReactNode[] = [
    ...stock.slice(0, MOST).map((row) => <span key={`${row.locationId} ${row.ownerId}`}><Link to={`/locations/${row.locationId}`}>{row.location}</Link> {quantity(row.quantity)}{row.held !== null && row.held !== '0' ? ` (${words.lots.heldShort})` : ''}</span>),
    ...customers.slice(0, MOST).map((row) => <span key={row.customerId}>{NOBODY.test(row.customerId) ? words.guest : <Link to={`/partners/${row.customerId}`}>{row.customer}</Link>} {quantity(row.has)}</span>),
  ]
  if (parts.length === 0) return null
  return (
    <Text mt={6}>
      <strong>{words.lots.whoHas}</strong> {parts.map((part, nth) => [nth === 0 ? '' : ' · ', part])}
      {more > 0 && <> · <Link to="." search={{ tab: 'who' }} resetScroll={false}>{words.lots.andMore(more)}</Link></>}
    </Text>
  )
}
