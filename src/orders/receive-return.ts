// Goods that come back: what they were matched to is posted. Nobody guesses a lot: what it may be of becomes a
// candidate set, also a lot only its label tells.
import { NIL, type Refusal } from '#kernel'
import { attempt, openSheet, type PoolKey, post, saveSheet, type Sheet } from '#ledger'
import { GUESTS } from '#locations'
import type { Accepted, Action, Command, Statement } from '#platform'
import type { ReturnReceived } from './contract.ts'
import { refuseCustomer } from './line-rules.ts'
import { matchReturn } from './match-returns.ts'
import { askedUnits, look, type Matched, type NewReturn, ownersOf, type Seen } from './read-returns.ts'
import { refuse } from './refusals.ts'

const insertReturns: Statement = {
  name: 'orders.insert-returns',
  text: `insert into orders.customer_return (document_id, number, customer_id, site_id, occurred_at)
    select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::timestamptz[])`,
}
const insertReturnLines: Statement = {
  name: 'orders.insert-return-lines',
  text: `insert into orders.return_line (document_id, line, matched, order_line_id)
    select * from unnest($1::uuid[], $2::int[], $3::text[], $4::uuid[])`,
}

/** Receives returns. More of an order line than went out is refused; more than a customer had is kept apart. */
export const receiveReturn: Action<NewReturn, ReturnReceived> = {
  kind: 'return',
  permission: 'return.receive',
  constraints: {
    customer_return_number_key: ({ payload }) => refuse('return_number_taken', { number: payload.number }),
    serial_code_key: () => refuse('serial_taken'),
  },
  async run(ctx, commands) {
    const seen = await look(ctx, commands)
    const keys = commands.flatMap(({ payload: { siteId, customerId, lines } }) =>
      seen.places.has(`${siteId} quarantine`)
        ? lines.flatMap((line): PoolKey[] => ownersOf(line, customerId, seen)
            .flatMap((ownerId) => (seen.items.has(line.itemId) ? [{ itemId: line.itemId, ownerId, siteId }] : [])))
        : [],
    )
    const sheet = await openSheet(ctx, keys, {
      growing: [],
      placeIds: [
        ...seen.places.values(), ...seen.customerPlaces.values(), GUESTS,
        ...[...seen.units.values()].map(({ locationId }) => locationId),
      ],
      serials: askedUnits(commands),
      lotIds: [
        ...seen.shipped.map(({ lotId }) => lotId), ...seen.unsure.flatMap(({ lotIds }) => lotIds),
        ...commands.flatMap(({ payload }) => payload.lines.flatMap(({ lotId }) => lotId ?? [])),
      ],
    })
    const made: Command<NewReturn>[] = []
    const rows: { documentId: string; line: number; matched: Matched; orderLineId: string | null }[] = []
    const results = commands.map((command): Accepted<ReturnReceived> | Refusal =>
      attempt(sheet, () => {
        const answer = takeBack(sheet, command, seen)
        made.push(command)
        rows.push(...answer.map(({ line, matched, orderLineId }) => ({ documentId: command.id, line, matched, orderLineId })))
        return { answer: { documentId: command.id, lines: answer } }
      }),
    )
    saveSheet(ctx.tx, sheet)
    if (made.length > 0) {
      ctx.tx.write(insertReturns, [
        made.map(({ id }) => id), made.map(({ payload }) => payload.number),
        made.map(({ payload }) => payload.customerId), made.map(({ payload }) => payload.siteId),
        made.map(({ occurredAt }) => occurredAt),
      ])
      ctx.tx.write(insertReturnLines, [
        rows.map((r) => r.documentId), rows.map((r) => r.line), rows.map((r) => r.matched),
        rows.map((r) => r.orderLineId),
      ])
    }
    return results
  },
}

function takeBack(sheet: Sheet, command: Command<NewReturn>, seen: Seen) {
  const { siteId, customerId, lines } = command.payload
  const returns = seen.places.get(`${siteId} returns`)
  const quarantine = seen.places.get(`${siteId} quarantine`)
  if (returns === undefined || quarantine === undefined) throw refuse('returns_missing', { siteId })
  refuseCustomer(customerId, seen.partners)
  const fromLocationId = customerId === NIL ? GUESTS : seen.customerPlaces.get(customerId)
  if (fromLocationId === undefined) throw refuse('customer_unknown', { customerId })
  // What is known to have gone to somebody comes back from there, whoever brings it.
  const soldTo = (orderLineId: string | null) => {
    const buyer = seen.sold.get(orderLineId ?? '')?.customerId
    return buyer === undefined ? undefined : buyer === NIL ? GUESTS : seen.customerPlaces.get(buyer)
  }
  return matchReturn(sheet, customerId, lines, seen).flatMap((came, at) => came.map(({ matched, part, unit, orderLineId, ownerId }) => {
    const sure = 'lotId' in part
    const known = matched !== 'nothing' && part.apart === undefined && (sure || part.candidateIds.length === 0)
    const line = post(sheet, command, {
      kind: 'return', itemId: lines[at]?.itemId ?? NIL, lotId: sure ? part.lotId : NIL,
      ...(sure ? {} : { candidateIds: part.candidateIds }), ...(unit === null ? {} : { serial: unit }), ownerId,
      fromLocationId: unit?.locationId ?? soldTo(orderLineId) ?? fromLocationId,
      toLocationId: known ? returns : quarantine,
      quantity: part.quantity, ...(matched === 'order' && orderLineId !== null ? { referenceId: orderLineId } : {}),
      fromSiteId: null, toSiteId: siteId,
    })
    const lotIds = (sure ? [part.lotId] : part.candidateIds).filter((id) => id !== NIL)
    return {
      source: at + 1, line, matched, orderLineId, lotIds, quantity: String(part.quantity),
      certainty: lotIds.length === 0 ? null : sure ? 'certain' as const : 'possible' as const,
      ...(unit === null ? {} : { serial: unit.code }),
    }
  }))
}
