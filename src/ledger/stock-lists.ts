// The lists of what is where: balances, units, holds.
import { Type } from 'typebox'
import { NIL } from '#kernel'
import { itemFilters } from '#catalog'
import { locationFilters } from '#locations'
import { lotFilters } from '#lots'
import { partnerFilters } from '#partners'
import { begins, between, byCode, byId, byIds, type ListFilter, listOf, oneState } from '#platform'
import { BalanceRow, HoldRow, UnitRow } from './contract.ts'
import { freeOf, heldOf, possiblyGone } from './free-stock.ts'

const inPlaces = (which: string) => `t.location_id in (select p.id from locations.location p where ${which})`

/** Stock in a state, as SQL over a balance `t`. */
export const stockStates = {
  free: `${freeOf('t')} > 0`,
  picked: `(t.item_id, t.owner_id, t.site_id, t.lot_id, t.location_id) in (
    select k.item_id, k.owner_id, k.site_id, k.lot_id, k.location_id from ledger.pick k) and t.picked > 0`,
  held: `(t.holds > 0 or (t.item_id, t.owner_id, t.lot_id, t.location_id) in (
    select h.item_id, h.owner_id, h.lot_id, h.location_id from ledger.serial h where h.holds > 0))`,
  in_transit: inPlaces("p.kind = 'transit'"),
  quarantine: inPlaces("p.own and p.role = 'quarantine'"),
  staging: inPlaces("p.own and p.role = 'staging'"),
  receiving: inPlaces("p.own and p.role = 'receiving'"),
  returns: inPlaces("p.own and p.role = 'returns'"),
  expired: `t.lot_id in (select l.id from lots.lot l where l.use_by_on < (now() at time zone 'utc')::date)`,
  unknown_lot: `t.lot_id = '${NIL}'`,
} as const

// One filter and not two: each alone fits half of all lots, both together a few days.
const end = (part: 1 | 2, open: string) => `coalesce(nullif(split_part(?::text, '/', ${part}), ''), '${open}')::date`
const bindingWithin: ListFilter = {
  is: Type.String({
    pattern: '^([0-9]{4}-[0-9]{2}-[0-9]{2})?/([0-9]{4}-[0-9]{2}-[0-9]{2})?$',
    description: 'Only of lots that last to a day of these: the first and the last, `2026-11-01/2026-11-30`; either may be left out.',
  }),
  where: `t.lot_id in (select l.id from lots.lot l where l.binding_on >= ${end(1, '-infinity')} and l.binding_on <= ${end(2, 'infinity')})`,
}

/** The filters of everything that is told of balances. */
export const balanceFilters = {
  ...itemFilters('t.item_id = ?'),
  ...lotFilters('t.lot_id = ?'),
  ...locationFilters('location', 't.location_id = ?'),
  ...locationFilters('site', 't.site_id = ?'),
  ...partnerFilters('owner', 't.owner_id = ?'),
  bindingWithin,
  state: oneState(
    stockStates,
    'Only stock that is free, picked, held, on its way between sites, in such a place, past its use-by date, or of no known lot.',
  ),
}

// Where the lines of a receipt brought what they brought, as they were told and as they were corrected to.
const broughtBy = `(t.item_id, t.owner_id, t.lot_id, t.location_id) in (with recursive line as (
      select m.document_id, m.line, m.item_id, m.owner_id, m.lot_id, m.to_location_id
      from ledger.movement m where m.document_id = ? and m.kind = 'receipt'
      union
      select m.document_id, m.line, m.item_id, m.owner_id, m.lot_id, m.to_location_id
      from line c join ledger.movement m on (m.corrects_document_id, m.corrects_line) = (c.document_id, c.line))
    select c.item_id, c.owner_id, c.lot_id, c.to_location_id from line c)`

export const balanceList = listOf(BalanceRow, {
  path: '/balances',
  summary: 'What each lot has in each location',
  from: 'ledger.balance t',
  joins: `join catalog.item i on i.id = t.item_id join locations.location p on p.id = t.location_id
    join locations.location s on s.id = t.site_id left join partners.partner w on w.id = t.owner_id
    left join lots.lot l on l.id = t.lot_id`,
  columns: {
    itemId: 't.item_id',
    sku: 'i.sku',
    name: 'i.name',
    lotId: 't.lot_id',
    lot: 'l.code',
    ownerId: 't.owner_id',
    owner: 'w.code',
    siteId: 't.site_id',
    site: 's.code',
    locationId: 't.location_id',
    location: 'p.code',
    role: 'p.role',
    quantity: 't.quantity::text',
    unit: 'i.base_unit',
    picked: 't.picked::text',
    free: `(${freeOf('t')})::text`,
    held: `(${heldOf('t')})::text`,
    holds: 't.holds',
    bindingOn: 'l.binding_on',
    possiblyGone: `(${possiblyGone('t')})::text`,
    value: 'trim_scale(t.quantity * i.value)::text',
    currency: 'i.currency',
  },
  filters: {
    ...balanceFilters,
    receiptId: byId(broughtBy, 'The receipt: of what it brought, what lies where it was received.'),
  },
  sorts: {
    item: { by: [] },
    sku: { by: [['lower(x.sku) collate "C"', 'text']], joins: 'join catalog.item x on x.id = t.item_id' },
    lot: { by: [["coalesce(x.code, '') collate \"C\"", 'text']], joins: 'left join lots.lot x on x.id = t.lot_id', narrow: true },
    location: { by: [['lower(x.code) collate "C"', 'text']], joins: 'join locations.location x on x.id = t.location_id', narrow: true },
    bindingOn: { by: [["coalesce(x.binding_on, 'infinity')", 'date']], joins: 'left join lots.lot x on x.id = t.lot_id', narrow: true },
    quantity: { by: [['t.quantity', 'bigint']], narrow: true },
  },
  sort: 'item',
  key: [['t.item_id', 'uuid'], ['t.owner_id', 'uuid'], ['t.site_id', 'uuid'], ['t.lot_id', 'uuid'], ['t.location_id', 'uuid']],
})

/** What is told of a unit, over `t` and what `unitJoins` joins. */
export const unitColumns = {
  id: 't.id',
  itemId: 't.item_id',
  sku: 'i.sku',
  code: 't.code',
  lotId: `nullif(t.lot_id, '${NIL}')`,
  lot: 'l.code',
  ownerId: 't.owner_id',
  owner: 'w.code',
  siteId: 'p.site_id',
  locationId: 't.location_id',
  location: 'p.code',
  kind: 'p.kind',
  role: "case when p.own then p.role else 'outside' end",
  partnerId: 'p.partner_id',
  partner: 'a.code',
  held: "case when t.holds > 0 then '1' else '0' end",
  pickedFor: '(select k.reservation_id from ledger.pick k where k.serial_id = t.id limit 1)',
  aliases: 'array(select x.code from ledger.serial_alias x where x.serial_id = t.id order by x.code)',
}
export const unitJoins = `join catalog.item i on i.id = t.item_id join locations.location p on p.id = t.location_id
    left join lots.lot l on l.id = t.lot_id left join partners.partner a on a.id = p.partner_id
    left join partners.partner w on w.id = t.owner_id`

const aliased = (which: string) => `t.id in (select x.serial_id from ledger.serial_alias x where ${which})`
const ownPlace = (value: string) => `(select p.own from locations.location p where p.id = t.location_id) = ${value}`

export const unitList = listOf(UnitRow, {
  path: '/serials',
  summary: 'Units with their own number: where they are and who has them',
  from: 'ledger.serial t',
  joins: unitJoins,
  columns: unitColumns,
  filters: {
    q: begins(['t.code'], [], 'The beginning of the number.'),
    code: { ...byId(['t.code = ?', aliased('x.code = ?')]), is: Type.String({ minLength: 1, maxLength: 100, description: 'The number, or another code that means the unit.' }) },
    ...itemFilters('t.item_id = ?'),
    ...lotFilters('t.lot_id = ?'),
    ...locationFilters('location', 't.location_id = ?'),
    ...locationFilters('site', inPlaces('p.site_id = ?')),
    partnerId: byCode('t.location_id = ?', 'select l.id from locations.location l where l.partner_id = $1::uuid', 'The id of the customer or supplier who has them.'),
    partner: byCode(
      't.location_id = ?',
      'select l.id from locations.location l join partners.partner p on p.id = l.partner_id where p.code = $1',
      'The code of the customer or supplier who has them.',
    ),
    state: oneState(
      {
        in_stock: ownPlace('true'), outside: ownPlace('false'), held: 't.holds > 0',
        picked: 't.id in (select k.serial_id from ledger.pick k)',
      },
      'Only units in stock, picked, held, or outside.',
    ),
  },
  sorts: { id: { by: [] }, code: { by: [['lower(t.code) collate "C"', 'text']] } },
  sort: 'id',
  key: [['t.id', 'uuid']],
})

export const holdList = listOf(HoldRow, {
  path: '/holds',
  summary: 'Holds, standing or all, the last placed first',
  from: 'ledger.hold t left join ledger.hold_release r on r.hold_id = t.id',
  picked: 't.*, r.released_at, r.reason as release_reason, r.document_id as release_id',
  joins: `join catalog.item i on i.id = t.item_id left join lots.lot l on l.id = t.lot_id
    left join ledger.serial u on u.id = t.serial_id left join locations.location p on p.id = t.location_id
    left join partners.partner v on v.id = t.supplier_id left join platform.document d on d.id = t.document_id
    left join platform.document e on e.id = t.release_id`,
  columns: {
    id: 't.id',
    documentId: 't.document_id',
    scope: 't.scope',
    itemId: 't.item_id',
    sku: 'i.sku',
    lotId: 't.lot_id',
    lot: 'l.code',
    locationId: 't.location_id',
    location: 'p.code',
    serialId: 't.serial_id',
    serial: 'u.code',
    supplierId: 't.supplier_id',
    supplier: 'v.code',
    reason: 't.reason',
    placedAt: 't.placed_at',
    placedBy: 'd.actor_id',
    releasedAt: 't.released_at',
    releaseReason: 't.release_reason',
    releasedBy: 'e.actor_id',
    quantity: `((select coalesce(sum(b.quantity), 0) from ledger.balance b where b.lot_id <> '${NIL}'
        and b.lot_id in (select c.lot_id from ledger.standing_hold c where c.hold_id = t.id) and b.item_id = t.item_id and exists (
          select 1 from ledger.standing_hold c where c.hold_id = t.id and c.item_id = b.item_id
            and c.lot_id = b.lot_id and (c.location_id is null or c.location_id = b.location_id)))
      + (select count(*) from ledger.serial n join locations.location o on o.id = n.location_id
        where n.id = t.serial_id and o.own and t.released_at is null))::text`,
    unit: 'i.base_unit',
  },
  filters: {
    ...itemFilters('t.item_id = ?'),
    ...lotFilters('t.lot_id = ?'),
    ...locationFilters('location', 't.location_id = ?'),
    ...partnerFilters('supplier', 't.supplier_id = ?'),
    serialId: byId('t.serial_id = ?', 'The unit.'),
    covers: byIds(`t.id in (select c.hold_id from ledger.standing_hold c where c.lot_id = any(string_to_array(?, ',')::uuid[])
      and c.item_id in (select l.item_id from lots.lot l where l.id = any(string_to_array(?, ',')::uuid[])))`,
    'Ids of at most 100 lots, parted by commas: what stands on any of them, also because of a lot it is read as, a place or a supplier.'),
    which: oneState({ standing: 'r.hold_id is null', released: 'r.hold_id is not null', all: 'true' }, 'Those that stand (when nothing is said), that were released, or all.'),
    ...between('placed', 't.placed_at', '-placedAt'),
  },
  defaults: { which: 'standing' },
  sorts: { placedAt: { by: [['t.placed_at', 'timestamptz']] }, id: { by: [] } },
  sort: '-placedAt',
  key: [['t.id', 'uuid']],
})
