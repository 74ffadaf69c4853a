// Who has the lot, at first sight: every place and the customers who have the most of it.
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AnswerOf } from '~/api'
import { quantity } from '~/format'
import { words } from '~/words'

const MOST = 6
const NOBODY = /^0{8}-/

/** Whether an id stands for a guest: a customer who has no record. */
export const isNobody = (id: string) => NOBODY.test(id)

export function WhoHas({ trace, lot }: { readonly trace: AnswerOf<'/trace'>; readonly lot: AnswerOf<'/lots/{id}'>['lot'] }) {
  const stock = trace.stock.filter(({ lot_id }) => lot_id === lot.id)
  const holders = trace.holders.filter(({ lot_id }) => lot_id === lot.id)
  const more = Math.max(0, holders.length - MOST) + (trace.totals.holders - trace.holders.length) + Math.max(0, stock.length - MOST)
  const parts: ReactNode[] = [
    ...stock.slice(0, MOST).map((row) => <span key={`${row.locationId} ${row.ownerId}`}><Link to={`/locations/${row.locationId}`}>{row.location}</Link> {quantity(row.quantity)}{row.held !== '0' ? ` (${words.lots.heldShort})` : ''}</span>),
    ...holders.slice(0, MOST).map((row) => <span key={row.customerId}>{isNobody(row.customerId) ? words.lots.guests : <Link to={`/partners/${row.customerId}`}>{row.name ?? row.customer}</Link>} {quantity(row.quantity)}</span>),
  ]
  if (parts.length === 0) return null
  return (
    <Text mt={6}>
      <strong>{words.lots.whoHas}</strong> {parts.map((part, nth) => [nth === 0 ? '' : ' · ', part])}
      {more > 0 && <> · <Link to="." search={{ tab: 'who' }} resetScroll={false}>{words.lots.andMore(more)}</Link></>}
    </Text>
  )
}
