// The statements of the ledger: locks and reads of pools, and the few writes that save a sheet.
import type { Statement } from '#platform'

const keys = `unnest($1::uuid[], $2::uuid[], $3::uuid[]) as k(item_id, owner_id, site_id)`
const ofPool = `(t.item_id, t.owner_id, t.site_id) = (k.item_id, k.owner_id, k.site_id)`

/**
 * Locks pools and counts their versions up, in the order of their keys: whichever way it is planned it goes by these,
 * sorted, or by the pools' own index. Two that would all the same wait for each other are tried again.
 */
export const lockPools: Statement = {
  name: 'ledger.lock-pools',
  text: `with k as materialized (select distinct * from ${keys} order by 1, 2, 3)
    update ledger.pool p set version = p.version + 1 from k
    where (p.item_id, p.owner_id, p.site_id) = (k.item_id, k.owner_id, k.site_id)
    returning p.item_id, p.owner_id, p.site_id, p.version`,
}
const numbered = `unnest($1::uuid[], $2::uuid[], $3::uuid[]) with ordinality as k(item_id, owner_id, site_id, nth)`
/**
 * What lies in the pools, each balance by the number of its pool among the keys and with its lot's dates; and
 * the lots named besides, without a number.
 */
export const readStock: Statement = {
  name: 'ledger.read-stock',
  text: `select k.nth::int as nth, t.lot_id, t.location_id, t.quantity, t.picked, t.holds,
      null::uuid as lot_item_id, l.binding_on, l.use_by_on, l.received_on
    from ${numbered} join ledger.balance t on ${ofPool} left join lots.lot l on l.id = t.lot_id
    union all
    select null, l.id, null, null, null, null, l.item_id, l.binding_on, l.use_by_on, l.received_on
    from lots.lot l where l.id = any($4::uuid[])`,
}
/** So many balances of a pool are read where only some of its lots are named; a pool of no more is read whole so. */
export const FEW = 32
/**
 * The first balances of each pool, one more than few ($1 to $3), and what the named lots ($5) have in the pools of
 * their numbers ($4); a named lot that has nothing comes with no place.
 */
export const readFewStock: Statement = {
  name: 'ledger.read-few-stock',
  text: `with k as materialized (select * from ${numbered})
    select k.nth::int as nth, t.lot_id, t.location_id, t.quantity, t.picked, t.holds,
      null::uuid as lot_item_id, l.binding_on, l.use_by_on, l.received_on
    from k cross join lateral (select * from ledger.balance t where ${ofPool} limit ${FEW + 1}) t
    left join lots.lot l on l.id = t.lot_id
    union all
    select n.nth, n.lot_id, t.location_id, t.quantity, t.picked, t.holds,
      l.item_id, l.binding_on, l.use_by_on, l.received_on
    from unnest($4::int[], $5::uuid[]) as n(nth, lot_id) join k on k.nth = n.nth
    left join ledger.balance t on ${ofPool} and t.lot_id = n.lot_id
    left join lots.lot l on l.id = n.lot_id`,
}
/** What is set aside in the pools: what is reserved, what is picked, and what left as one of several lots. */
export const readAside: Statement = {
  name: 'ledger.read-aside',
  text: `select 'reserved' as what, t.item_id, t.owner_id, t.site_id, t.id, t.quantity, t.least_on, t.sale_on,
      t.wanted_lot_id, t.reserved_at, null::uuid as lot_id, null::uuid as location_id,
      null::uuid as from_location_id, null::uuid as serial_id, null::uuid[] as candidate_ids, null::int as line
    from ${keys} join ledger.reservation t on ${ofPool}
    union all
    select 'picked', t.item_id, t.owner_id, t.site_id, t.reservation_id, t.quantity, t.least_on, t.sale_on,
      t.wanted_lot_id, t.reserved_at, t.lot_id, t.location_id, t.from_location_id, t.serial_id, null, null
    from ${keys} join ledger.pick t on ${ofPool}
    union all
    select 'unresolved', t.item_id, t.owner_id, t.site_id, t.document_id, t.quantity, null, null,
      null, null, null, t.location_id, null, null, t.candidate_ids, t.line
    from ${keys} join ledger.unresolved t on ${ofPool}`,
}
/** Items, how they are followed on the day, and the holds that stand on them: a row for each hold. */
export const readItems: Statement = {
  name: 'ledger.read-items',
  text: `select i.id, i.segregation_class, coalesce(f.mode, 'none') as mode, n.item_id is not null as numbered,
      h.hold_id, h.lot_id, h.location_id, h.serial_id, h.supplier_id
    from catalog.item i
    left join lateral (select m.mode from catalog.tracking_mode m
      where m.item_id = i.id and m.from_on <= $2 order by m.from_on desc, m.nth desc limit 1) f on true
    left join lateral (select m.item_id from catalog.tracking_mode m
      where m.item_id = i.id and m.mode in ('serial', 'lot+serial', 'serial_at_shipment') limit 1) n on true
    left join ledger.standing_hold h on h.item_id = i.id where i.id = any($1::uuid[])`,
}
const placeColumns = `p.id, p.own, p.kind, p.role, p.site_id, p.one_lot, p.one_owner, p.segregation_class,
      p.closed_at is not null as closed`
const otherPlaces = `union select t.from_location_id from ${keys} join ledger.pick t on ${ofPool}
      union select unnest($4::uuid[])
      union select unnest($5::uuid[])
      union select s.id from locations.location s
        where s.site_id = any($6::uuid[]) and s.role <> 'storage'`
// Apart, so that places which do not ask cost nothing: joined, all balances would be read.
const lyingThere = (asking: string) => `left join lateral (select t.item_id, t.owner_id, t.lot_id from ledger.balance t
      where (p.one_lot or p.one_owner) and p.id = any(${asking}::uuid[]) and t.location_id = p.id offset 0) b on true`
/**
 * Places that hold the pools' stock or that picks were taken from (empty since, perhaps), the special places
 * of the sites ($6), and the places named ($4, $5); with what lies in those of $4 that take one lot or one owner.
 */
export const readPlaces: Statement = {
  name: 'ledger.read-places',
  text: `select ${placeColumns}, b.item_id, b.owner_id, b.lot_id
    from locations.location p
    join (select t.location_id as id from ${keys} join ledger.balance t on ${ofPool} ${otherPlaces}) wanted
      on wanted.id = p.id
    ${lyingThere('$4')}`,
}
/** The same where no pool has to be read. */
export const readNamedPlaces: Statement = {
  name: 'ledger.read-named-places',
  text: `select ${placeColumns}, b.item_id, b.owner_id, b.lot_id
    from (select p.* from locations.location p where p.id = any($1::uuid[] || $2::uuid[])
      union select p.* from locations.location p where p.site_id = any($3::uuid[]) and p.role <> 'storage') p
    ${lyingThere('$1')}`,
}
/** The same for the first balances of each pool, without what else lies there. */
export const readFewPlaces: Statement = {
  name: 'ledger.read-few-places',
  text: `select ${placeColumns}, null::uuid as item_id, null::uuid as owner_id, null::uuid as lot_id
    from locations.location p
    join (select t.location_id as id from ${keys}
        cross join lateral (select t.location_id from ledger.balance t where ${ofPool} limit ${FEW + 1}) t
      ${otherPlaces}) wanted on wanted.id = p.id`,
}
export const lockGates: Statement = {
  name: 'ledger.lock-gates',
  text: 'select item_id from ledger.item_gate where item_id = any($1::uuid[]) order by item_id for share',
}
export const addGates: Statement = {
  name: 'ledger.add-gates',
  text: `insert into ledger.item_gate (item_id)
    select distinct unnest($1::uuid[]) order by 1 on conflict do nothing`,
}
export const addPools: Statement = {
  name: 'ledger.add-pools',
  text: `insert into ledger.pool (item_id, owner_id, site_id)
    select distinct * from ${keys} order by 1, 2, 3 on conflict do nothing`,
}
export const closeGates: Statement = {
  name: 'ledger.close-gates',
  text: 'select item_id from ledger.item_gate where item_id = any($1::uuid[]) order by item_id for update',
}
export const poolsOfItems: Statement = {
  name: 'ledger.pools-of-items',
  text: 'select item_id, owner_id, site_id from ledger.pool where item_id = any($1::uuid[])',
}

export const insertMovements: Statement = {
  name: 'ledger.insert-movements',
  text: `insert into ledger.movement (document_id, line, kind, item_id, lot_id, serial_id, owner_id,
      from_location_id, to_location_id, quantity, second_quantity, occurred_at, reference_id,
      corrects_document_id, corrects_line, entered_quantity, entered_unit)
    select * from unnest($1::uuid[], $2::int[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[],
      $7::uuid[], $8::uuid[], $9::uuid[], $10::bigint[], $11::bigint[], $12::timestamptz[],
      $13::uuid[], $14::uuid[], $15::int[], $16::text[], $17::text[])`,
}
export const insertCandidates: Statement = {
  name: 'ledger.insert-candidates',
  text: `insert into ledger.movement_candidate (document_id, line, lot_id)
    select * from unnest($1::uuid[], $2::int[], $3::uuid[])`,
}
const changed = (table: string, count: number) =>
  `select platform.must_equal((select count(*) from changed), $${count}::bigint, '${table}')`

export const insertBalances: Statement = {
  name: 'ledger.insert-balances',
  text: `insert into ledger.balance
      (item_id, owner_id, site_id, lot_id, location_id, quantity, picked, holds)
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::bigint[],
      $7::bigint[], $8::int[])`,
}
/** Adds to balances; a row that is not there or falls below zero fails the whole set. */
export const changeBalances: Statement = {
  name: 'ledger.change-balances',
  text: `with changed as (
      update ledger.balance b
      set quantity = b.quantity + d.quantity, picked = b.picked + d.picked, holds = b.holds + d.holds
      from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::bigint[],
        $7::bigint[], $8::int[]) as d(item_id, owner_id, site_id, lot_id, location_id, quantity, picked, holds)
      where (b.item_id, b.owner_id, b.site_id, b.lot_id, b.location_id)
        = (d.item_id, d.owner_id, d.site_id, d.lot_id, d.location_id)
      returning 1)
    ${changed('ledger.balance', 9)}`,
}
/** Removes balances that came to zero; one that has another quantity fails the whole set. */
export const removeBalances: Statement = {
  name: 'ledger.remove-balances',
  text: `with changed as (
      delete from ledger.balance b
      using unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::bigint[])
        as d(item_id, owner_id, site_id, lot_id, location_id, quantity)
      where (b.item_id, b.owner_id, b.site_id, b.lot_id, b.location_id, b.quantity)
        = (d.item_id, d.owner_id, d.site_id, d.lot_id, d.location_id, d.quantity)
      returning 1)
    ${changed('ledger.balance', 7)}`,
}
export const insertReservationChanges: Statement = {
  name: 'ledger.insert-reservation-changes',
  text: `insert into ledger.reservation_change (reservation_id, document_id, change, cause)
    select * from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[])`,
}
export const insertReservations: Statement = {
  name: 'ledger.insert-reservations',
  text: `insert into ledger.reservation (item_id, owner_id, site_id, id, least_on, sale_on,
      wanted_lot_id, quantity, reserved_at)
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::date[], $6::date[],
      $7::uuid[], $8::bigint[], $9::timestamptz[])`,
}
export const changeReservations: Statement = {
  name: 'ledger.change-reservations',
  text: `with changed as (
      update ledger.reservation r set quantity = r.quantity + d.change
      from unnest($1::uuid[], $2::bigint[]) as d(id, change) where r.id = d.id returning 1)
    ${changed('ledger.reservation', 3)}`,
}
/** Other needs than before; a reservation that is gone by now has none. */
export const renewReservations: Statement = {
  name: 'ledger.renew-reservations',
  text: `update ledger.reservation r set least_on = d.least_on, sale_on = d.sale_on
    from unnest($1::uuid[], $2::date[], $3::date[]) as d(id, least_on, sale_on) where r.id = d.id`,
}
export const removeReservations: Statement = {
  name: 'ledger.remove-reservations',
  text: `with changed as (
      delete from ledger.reservation r using unnest($1::uuid[], $2::bigint[]) as d(id, quantity)
      where r.id = d.id and r.quantity = d.quantity returning 1)
    ${changed('ledger.reservation', 3)}`,
}
export const insertPicks: Statement = {
  name: 'ledger.insert-picks',
  text: `insert into ledger.pick (item_id, owner_id, site_id, reservation_id, lot_id, location_id,
      from_location_id, serial_id, quantity, least_on, sale_on, wanted_lot_id, reserved_at)
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[],
      $7::uuid[], $8::uuid[], $9::bigint[], $10::date[], $11::date[], $12::uuid[], $13::timestamptz[])`,
}
const pickKey = `(p.reservation_id, p.lot_id, p.location_id, p.from_location_id, p.serial_id)
        = (d.reservation_id, d.lot_id, d.location_id, d.from_location_id, d.serial_id)`
const pickRows = `unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::bigint[])
        as d(reservation_id, lot_id, location_id, from_location_id, serial_id, quantity)`
export const changePicks: Statement = {
  name: 'ledger.change-picks',
  text: `with changed as (
      update ledger.pick p set quantity = p.quantity + d.quantity from ${pickRows}
      where ${pickKey} returning 1)
    ${changed('ledger.pick', 7)}`,
}
export const removePicks: Statement = {
  name: 'ledger.remove-picks',
  text: `with changed as (
      delete from ledger.pick p using ${pickRows}
      where ${pickKey} and p.quantity = d.quantity returning 1)
    ${changed('ledger.pick', 7)}`,
}
export const insertUnresolved: Statement = {
  name: 'ledger.insert-unresolved',
  text: `insert into ledger.unresolved (document_id, line, item_id, owner_id, site_id, location_id,
      candidate_ids, quantity)
    select document_id, line, item_id, owner_id, site_id, location_id,
      string_to_array(candidates, ' ')::uuid[], quantity
    from unnest($1::uuid[], $2::int[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[],
      $8::bigint[]) as d(document_id, line, item_id, owner_id, site_id, location_id, candidates, quantity)`,
}
export const removeUnresolved: Statement = {
  name: 'ledger.remove-unresolved',
  text: `delete from ledger.unresolved u using unnest($1::uuid[], $2::int[]) as d(document_id, line)
    where (u.document_id, u.line) = (d.document_id, d.line)`,
}
/** What holds came to cover: the fact, and that it stands. */
export const insertStandingHolds: Statement = {
  name: 'ledger.insert-standing-holds',
  text: `with cover as (
      insert into ledger.hold_cover (document_id, hold_id, item_id, lot_id, location_id, serial_id, supplier_id)
      select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[])
      returning hold_id, item_id, lot_id, location_id, serial_id, supplier_id)
    insert into ledger.standing_hold (hold_id, item_id, lot_id, location_id, serial_id, supplier_id) select * from cover`,
}
/** Decisions come as lines of one text: in an array every quote of them would have to be escaped. */
export const insertDecisions: Statement = {
  name: 'ledger.insert-decisions',
  text: `insert into ledger.decision (document_id, decided)
    select document_id, decided::json from unnest($1::uuid[], string_to_array($2, chr(10))) as d(document_id, decided)`,
}
export const insertSerials: Statement = {
  name: 'ledger.insert-serials',
  text: `insert into ledger.serial (id, item_id, code, lot_id, owner_id, location_id, first_location_id)
    select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[])`,
}
export const moveSerials: Statement = {
  name: 'ledger.move-serials',
  text: `with changed as (
      update ledger.serial s set location_id = d.location_id, owner_id = d.owner_id, lot_id = d.lot_id
      from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) as d(id, location_id, owner_id, lot_id)
      where s.id = d.id returning 1)
    ${changed('ledger.serial', 5)}`,
}
export const readSerials: Statement = {
  name: 'ledger.read-serials',
  text: `select s.id, s.item_id, s.code, s.lot_id, s.owner_id, s.location_id, s.holds, w.code as asked
    from unnest($1::uuid[], $2::text[]) as w(item_id, code)
    left join ledger.serial_alias a on (a.item_id, a.code) = (w.item_id, w.code)
    join ledger.serial s on s.id = a.serial_id
      or (a.serial_id is null and (s.item_id, s.code) = (w.item_id, w.code))
    order by s.id for update of s`,
}
