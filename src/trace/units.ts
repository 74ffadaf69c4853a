// The units with their own number that a trace's start names: where each is, and how it came and went. Units of items
// that have no lots are traced by this alone.
import type { Static } from 'typebox'
import { NIL } from '#kernel'
import type { Statement } from '#platform'
import type { Trace } from './contract.ts'
import type { StartKind } from './store.ts'

type Answer = Static<typeof Trace>
/** What a trace tells of units. */
type Units = Required<Pick<Answer, 'units' | 'unitMovements'>>
type Read = <Row extends object>(statement: Statement, values: unknown[]) => Promise<Row[]>

const shippedFor = (orders: string) => `select m.serial_id as id from orders.sales_order o join orders.line l on l.order_id = o.id
      join ledger.movement m on m.reference_id = l.id
      where ${orders} and m.kind in ('ship', 'correct') and m.serial_id is not null and ($3::uuid is null or m.item_id = $3)`

/** How a start becomes units; $1 id, $2 code, $3 item. A lot, or what a supplier calls one, names no units. */
const named = {
  serial: `select s.id from ledger.serial s where s.id = $1 or (s.code = $2 and ($3::uuid is null or s.item_id = $3))
    union select a.serial_id from ledger.serial_alias a where a.code = $2 and ($3::uuid is null or a.item_id = $3)`,
  order: shippedFor('(o.id = $1 or o.number = $2)'),
  receipt: `select m.serial_id from ledger.movement m
      where m.document_id = coalesce($1, (select r.document_id from receiving.receipt r where r.number = $2))
        and m.serial_id is not null and ($3::uuid is null or m.item_id = $3)`,
  customer: shippedFor('o.customer_id = coalesce($1, (select p.id from partners.partner p where p.code = $2))'),
} as const satisfies { readonly [from in Exclude<StartKind, 'lot' | 'supplier_lot'>]: string }

// A unit is where more of its movements came to than went from; one that was never received is nowhere.
function unitsOf(from: keyof typeof named): Statement {
  return {
    name: `trace.units-of-${from}`,
    text: `with asked(id) as materialized (select distinct * from (${named[from]}) named)
    select s.id as "serialId", s.code as serial, s.item_id as "itemId", i.sku, nullif(s.lot_id, '${NIL}') as lot_id, t.code as lot,
      p.id as "locationId", p.code as location, p.partner_id as "partnerId", w.code as partner
    from asked join ledger.serial s on s.id = asked.id join catalog.item i on i.id = s.item_id
      left join lots.lot t on t.id = s.lot_id
      left join lateral (select leg.id from (
          select m.to_location_id as id, 1 as way from ledger.movement m where m.serial_id = s.id
          union all select m.from_location_id, -1 from ledger.movement m where m.serial_id = s.id) leg
        group by leg.id having sum(leg.way) > 0 limit 1) at on true
      left join locations.location p on p.id = at.id left join partners.partner w on w.id = p.partner_id
    order by i.sku, s.code, s.id`,
  }
}
const movementsOf: Statement = {
  name: 'trace.movements-of-units',
  text: `select m.document_id || '.' || m.line as id, m.document_id as "documentId", m.kind, m.serial_id as "serialId", s.code as serial,
      a.code as "from", b.code as "to", l.order_id as "orderId", o.number as "order", r.number as receipt,
      to_char(m.occurred_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "occurredAt"
    from ledger.movement m join ledger.serial s on s.id = m.serial_id
      join locations.location a on a.id = m.from_location_id join locations.location b on b.id = m.to_location_id
      left join orders.line l on l.id = m.reference_id left join orders.sales_order o on o.id = l.order_id
      left join receiving.receipt r on r.document_id = m.document_id
    where m.serial_id = any($1::uuid[]) and a.own <> b.own
    order by m.occurred_at, m.document_id, m.line`,
}

/** Reads the units a start names; null where it names none. */
export async function readUnits(read: Read, from: StartKind, asked: readonly unknown[]): Promise<Units | null> {
  if (from === 'lot' || from === 'supplier_lot') return null
  const units = await read<Units['units'][number]>(unitsOf(from), asked.slice(0, 3))
  if (units.length === 0) return null
  return { units, unitMovements: await read<Units['unitMovements'][number]>(movementsOf, [units.map(({ serialId }) => serialId)]) }
}

/** Tells the units beside the lots; a limit cuts their lists as the others. */
export function withUnits(told: Answer, found: Units | null, limit: string | undefined): Answer {
  if (found === null) return told
  const { units, unitMovements } = found
  const most = limit === undefined ? undefined : Number(limit)
  return {
    ...told, units: units.slice(0, most), unitMovements: unitMovements.slice(0, most),
    totals: { ...told.totals, units: units.length, unitMovements: unitMovements.length },
  }
}
