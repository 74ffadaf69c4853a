// The lists of movements and of shipments.
import { NIL } from '#kernel'
import { itemFilters } from '#catalog'
import { locationFilters } from '#locations'
import { lotFilters } from '#lots'
import { partnerFilters } from '#partners'
import { between, byCode, byId, byText, inOrder, listOf, type ListFilter } from '#platform'
import { MovementRow } from './contract.ts'

const mayBe = (value: string) => `(t.document_id, t.line) in (
  select c.document_id, c.line from ledger.movement_candidate c where c.lot_id = ${value})`
// A lot's movements, and those that may have been of it.
const lots = lotFilters(['t.lot_id = ?', mayBe('?')])
const placesOf = (which: string) => `select l.id from locations.location l where l.partner_id in (
  select p.id from partners.partner p where ${which})`
// A movement happens when its document does, and documents have an index on that: one on movements would cost every
// posting as much as the rest of the row.
const from = 'ledger.movement t left join platform.document d on d.id = t.document_id'
const along = ['t.occurred_at', 'd.occurred_at'] as const
// Kinds that make the bulk of all movements have no index: they are found on the way along the others.
const bulk = ['pick', 'ship']
const kind: ListFilter = {
  ...byText("t.kind = ? and t.kind not in ('pick', 'ship')", 'Only of this kind, for example ship.'),
  states: Object.fromEntries(bulk.map((one) => [one, `t.kind = '${one}'`])),
  inOrder: (value) => !bulk.includes(value),
}
const key = [['t.document_id', 'uuid'], ['t.line', 'integer']] as const
const sorts = {
  occurredAt: { by: [['t.occurred_at', 'timestamptz']] },
  id: { by: [] },
  quantity: { by: [['t.quantity', 'bigint']], narrow: true },
} as const

const columns = {
  id: "t.document_id || '.' || t.line",
  documentId: 't.document_id',
  line: 't.line',
  kind: 't.kind',
  itemId: 't.item_id',
  sku: 'i.sku',
  lotId: `nullif(t.lot_id, '${NIL}')`,
  lot: 'l.code',
  serialId: 't.serial_id',
  serial: 'u.code',
  ownerId: 't.owner_id',
  owner: 'w.code',
  fromLocationId: 't.from_location_id',
  from: 'f.code',
  toLocationId: 't.to_location_id',
  to: 'g.code',
  quantity: 't.quantity::text',
  unit: 'i.base_unit',
  secondQuantity: 't.second_quantity::text',
  occurredAt: 't.occurred_at',
  recordedAt: 'd.recorded_at',
  actorId: 'd.actor_id',
  reason: 'd.reason',
  referenceId: 't.reference_id',
  enteredQuantity: 't.entered_quantity',
  enteredUnit: 't.entered_unit',
  corrects: "t.corrects_document_id || '.' || t.corrects_line",
  position: 'q.position::text',
  candidateIds: `coalesce((select json_agg(c.lot_id order by c.lot_id) from ledger.movement_candidate c
      where (c.document_id, c.line) = (t.document_id, t.line)), '[]')`,
}

export const movementList = listOf(MovementRow, {
  path: '/movements',
  summary: 'Movements, the last that happened first',
  from,
  along,
  joins: `join catalog.item i on i.id = t.item_id join locations.location f on f.id = t.from_location_id
    join locations.location g on g.id = t.to_location_id left join lots.lot l on l.id = t.lot_id
    left join ledger.serial u on u.id = t.serial_id left join partners.partner w on w.id = t.owner_id
    left join platform.document d on d.id = t.document_id left join platform.sequence q on q.document_id = t.document_id`,
  columns,
  filters: {
    documentId: byId('t.document_id = ?', 'The document that posted them.'),
    ...inOrder(itemFilters('t.item_id = ?')),
    ...lots,
    serialId: byId('t.serial_id = ?', 'The unit.'),
    referenceId: byId('t.reference_id = ?', 'The order line, announced line or transformation they serve.'),
    kind,
    ...inOrder(locationFilters('location', ['t.from_location_id = ?', 't.to_location_id = ?'])),
    ...inOrder(locationFilters('from', 't.from_location_id = ?')),
    ...inOrder(locationFilters('to', 't.to_location_id = ?')),
    ...inOrder({
      partnerId: byCode(['t.from_location_id = ?', 't.to_location_id = ?'], placesOf('p.id = $1::uuid'), 'The id of who sent or got them.'),
      partner: byCode(['t.from_location_id = ?', 't.to_location_id = ?'], placesOf('p.code = $1'), 'The code of who sent or got them.'),
    }),
    ...partnerFilters('owner', 't.owner_id = ?'),
    ...between('occurred', 't.occurred_at', '-occurredAt'),
  },
  sorts,
  sort: '-occurredAt',
  key,
})

// What went to customers, each movement with what corrections left of it; the orders add which order it was for.
export const shipments = {
  path: '/shipments',
  summary: 'What went to customers, by lot, the last first',
  from,
  along,
  always: "t.kind = 'ship'",
  joins: `join catalog.item i on i.id = t.item_id join locations.location f on f.id = t.from_location_id
    join locations.location g on g.id = t.to_location_id left join lots.lot l on l.id = t.lot_id
    left join ledger.serial u on u.id = t.serial_id left join partners.partner p on p.id = g.partner_id`,
  columns: {
    id: columns.id,
    documentId: columns.documentId,
    orderLineId: 't.reference_id',
    customerId: 'g.partner_id',
    customer: 'p.code',
    itemId: columns.itemId,
    sku: columns.sku,
    lotId: columns.lotId,
    lot: columns.lot,
    serialId: columns.serialId,
    serial: columns.serial,
    siteId: 'f.site_id',
    quantity: columns.quantity,
    unit: columns.unit,
    /** Less than the quantity when a correction took some back. */
    standing: `(with recursive back as (
        select t.document_id, t.line, t.quantity as signed, true as ahead
        union all
        select k.document_id, k.line, case when k.from_location_id = t.from_location_id then k.quantity else -k.quantity end,
          k.from_location_id = t.from_location_id
        from back b join ledger.movement k on (k.corrects_document_id, k.corrects_line) = (b.document_id, b.line)
        where k.lot_id = t.lot_id)
      select sum(signed)::text from back)`,
    candidateIds: columns.candidateIds,
    shippedAt: 't.occurred_at',
  },
  filters: {
    ...inOrder(itemFilters('t.item_id = ?')),
    ...lots,
    serialId: byId('t.serial_id = ?', 'The unit.'),
    orderLineId: byId('t.reference_id = ?', 'The order line.'),
    ...inOrder({
      customerId: byCode('t.to_location_id = ?', placesOf('p.id = $1::uuid'), 'The id of the customer.'),
      customer: byCode('t.to_location_id = ?', placesOf('p.code = $1'), 'The code of the customer.'),
    }),
    ...between('shipped', 't.occurred_at', '-shippedAt'),
  },
  sorts: { shippedAt: sorts.occurredAt, id: sorts.id, quantity: sorts.quantity },
  sort: '-shippedAt',
  key,
} as const
