// Rebuilds every derived table of the ledger from its facts and tells what differs; repairs none.
import pg from 'pg'
import type { Database } from '#platform'
import { snapshotDifferences } from './snapshots.ts'
import { endsPick, isLifting, isUnsure } from './stock-legs.ts'

/** Something kept that the facts do not give. `what` names the check, `key` the row. */
export type Difference = {
  readonly what: string
  readonly key: string
  readonly kept: string | null
  readonly rebuilt: string | null
}

/** The most differences one check tells one by one. */
export const MOST_DIFFERENCES = 1000

/** `isGentle`: by one processor at most. Halted, it gives null. */
type HowToCheck = { readonly isGentle?: boolean; readonly halt?: AbortSignal }

const nil = `'00000000-0000-0000-0000-000000000000'::uuid`
// What left as one of several lots lowers no balance; it stands as unresolved.
const balances = `with rebuilt as (
    select item_id, owner_id, site_id, lot_id, location_id, sum(quantity)::bigint as quantity from (
      select m.item_id, m.owner_id, p.site_id, m.lot_id, p.id as location_id, m.quantity
      from ledger.movement m join locations.location p on p.id = m.to_location_id
      where p.own and not ${isLifting}
      union all
      select m.item_id, m.owner_id, p.site_id, m.lot_id, p.id, -m.quantity
      from ledger.movement m join locations.location p on p.id = m.from_location_id
      where p.own and not ${isUnsure}) leg
    group by 1, 2, 3, 4, 5 having sum(quantity) <> 0)
  select concat_ws(' ', item_id, owner_id, site_id, lot_id, location_id) as key,
    b.quantity::text as kept, r.quantity::text as rebuilt
  from ledger.balance b full join rebuilt r using (item_id, owner_id, site_id, lot_id, location_id)
  where b.quantity is distinct from r.quantity`

const picked = `with rebuilt as (
    select item_id, owner_id, site_id, lot_id, location_id, sum(quantity)::bigint as quantity
    from ledger.pick group by 1, 2, 3, 4, 5)
  select concat_ws(' ', item_id, owner_id, site_id, lot_id, location_id) as key,
    b.picked::text as kept, coalesce(r.quantity, 0)::text as rebuilt
  from ledger.balance b full join rebuilt r using (item_id, owner_id, site_id, lot_id, location_id)
  where b.picked is distinct from coalesce(r.quantity, 0)`

// One that was taken back or told more exactly stands no longer.
const unresolved = `with rebuilt as (
    select m.document_id, m.line, m.item_id, m.owner_id, p.site_id, p.id as location_id, m.quantity
    from ledger.movement m join locations.location p on p.id = m.from_location_id and p.own
    where ${isUnsure} and not exists (select 1 from ledger.movement k
      where (k.corrects_document_id, k.corrects_line) = (m.document_id, m.line)))
  select coalesce(u.document_id, r.document_id) || '.' || coalesce(u.line, r.line) as key,
    concat_ws(' ', u.item_id, u.owner_id, u.site_id, u.location_id, u.quantity) as kept,
    concat_ws(' ', r.item_id, r.owner_id, r.site_id, r.location_id, r.quantity) as rebuilt
  from ledger.unresolved u full join rebuilt r using (document_id, line)
  where r.document_id is null or u.document_id is null
    or (u.item_id, u.owner_id, u.site_id, u.location_id, u.quantity)
      <> (r.item_id, r.owner_id, r.site_id, r.location_id, r.quantity)
    or (u.document_id is not null and array(select unnest(u.candidate_ids) order by 1) <> array(
      select c.lot_id from ledger.movement_candidate c
      where (c.document_id, c.line) = (r.document_id, r.line) order by 1))`

// Picks go by their order line: what went to staging, less what went back or away from there.
const pickLegs = `select m.reference_id, m.item_id, m.owner_id, m.lot_id,
      m.to_location_id as location_id, m.quantity
    from ledger.movement m where m.kind = 'pick' and m.reference_id is not null
    union all
    select m.reference_id, m.item_id, m.owner_id, m.lot_id, m.from_location_id, -m.quantity
    from ledger.movement m join locations.location p on p.id = m.from_location_id
    where m.reference_id is not null and p.own and ${endsPick}`
const picks = `with rebuilt as (
    select reference_id as reservation_id, item_id, owner_id, lot_id, location_id,
      sum(quantity)::bigint as quantity
    from (${pickLegs}) leg group by 1, 2, 3, 4, 5 having sum(quantity) <> 0),
  kept as (select reservation_id, item_id, owner_id, lot_id, location_id,
      sum(quantity)::bigint as quantity
    from ledger.pick group by 1, 2, 3, 4, 5)
  select concat_ws(' ', reservation_id, item_id, owner_id, lot_id, location_id) as key,
    k.quantity::text as kept, r.quantity::text as rebuilt
  from kept k full join rebuilt r using (reservation_id, item_id, owner_id, lot_id, location_id)
  where k.quantity is distinct from r.quantity`

const reservations = `with rebuilt as (
    select id, sum(quantity)::bigint as quantity from (
      select c.reservation_id as id, c.change as quantity from ledger.reservation_change c
      union all
      select m.reference_id, case m.kind when 'pick' then -m.quantity else m.quantity end
      from ledger.movement m where m.kind in ('pick', 'unpick') and m.reference_id is not null) leg
    group by 1 having sum(quantity) <> 0)
  select id::text as key, k.quantity::text as kept, r.quantity::text as rebuilt
  from ledger.reservation k full join rebuilt r using (id)
  where k.quantity is distinct from r.quantity`

// A lot and all it is read as, one after the other: two are the same when they come to the same in the end.
// Its names are its own: a lot called as one of them would be every lot.
const readAs = (lot: string) => `with recursive above as (
    select first_lot.id, first_lot.merged_into_id from lots.lot first_lot where first_lot.id = ${lot}
    union all
    select next_lot.id, next_lot.merged_into_id from above join lots.lot next_lot on next_lot.id = above.merged_into_id)
  select id from above where merged_into_id is null`
// Row by row, what a hold came to cover stands until its release.
const covers = (table: string, which: string) => `select concat_ws(' ', c.hold_id, c.item_id, c.lot_id, 'unit ' || c.serial_id,
      'supplier ' || c.supplier_id, 'in ' || c.location_id) as key, count(*)::text as times from ${table} c where ${which} group by 1`

// Every fact of a hold is of a document that is there, of its day, and within the hold's scope: what it was placed on, and
// where a document that brought goods of the lot, or said that two lots are one, made it grow to.
const covered = `select concat_ws(' ', c.hold_id, c.document_id, c.lot_id, c.location_id) as key, wrong.kept, wrong.rebuilt
  from ledger.hold_cover c join ledger.hold h on h.id = c.hold_id cross join lateral (
    select c.document_id::text as kept, 'no such document' as rebuilt
      where not exists (select 1 from platform.document d where d.id = c.document_id)
    union all select 'another scope', h.scope where c.item_id <> h.item_id or case h.scope
      when 'serial' then (c.serial_id, c.lot_id, c.location_id, c.supplier_id) is distinct from (h.serial_id, null::uuid, null::uuid, null::uuid)
      when 'item_supplier' then c.serial_id is not null or case when c.supplier_id is null then c.lot_id is null or c.location_id is null
        else c.supplier_id <> h.supplier_id or c.lot_id is not null or c.location_id is not null end
      else c.lot_id is null or (c.location_id is null) <> (h.scope = 'lot') or c.serial_id is not null or c.supplier_id is not null
        or c.lot_id <> h.lot_id and not exists (select 1 from (${readAs('c.lot_id')}) a join (${readAs('h.lot_id')}) b using (id)) end
    union all select c.document_id::text, 'the document by which it came to cover this'
      where c.document_id <> h.document_id and not exists (select 1 from lots.merge g where g.document_id = c.document_id)
        and not exists (select 1 from ledger.movement m where (m.document_id, m.item_id, m.lot_id, m.to_location_id)
          = (c.document_id, c.item_id, c.lot_id, c.location_id))) wrong
  union all
  select h.id::text, 'none', 'what it was placed on' from ledger.hold h
  where not exists (select 1 from ledger.hold_cover c where (c.hold_id, c.document_id) = (h.id, h.document_id)
    and (h.scope not in ('lot', 'lot_in_location') or c.lot_id = h.lot_id)
    and (h.scope <> 'lot_in_location' or c.location_id = h.location_id)
    and (h.scope <> 'item_supplier' or c.supplier_id = h.supplier_id))
  union all
  select o.hold_id::text, o.at::text, coalesce(d.occurred_at::text, 'no such document') from (
    select h.id as hold_id, h.document_id, h.placed_at as at from ledger.hold h
    union all select r.hold_id, r.document_id, r.released_at from ledger.hold_release r) o
  left join platform.document d on d.id = o.document_id where d.occurred_at is distinct from o.at`

// A hold of a lot stands on every lot that is read as the same.
const standing = `with kept as (${covers('ledger.standing_hold', 'true')}),
    rebuilt as (${covers('ledger.hold_cover', 'not exists (select 1 from ledger.hold_release r where r.hold_id = c.hold_id)')})
  select key, k.times as kept, r.times as rebuilt from kept k full join rebuilt r using (key) where k.times is distinct from r.times
  union all
  select h.id::text as key,
    case when s.hold_id is null then 'none' else 'standing' end as kept,
    case when r.hold_id is null then 'standing' else 'released' end as rebuilt
  from ledger.hold h left join ledger.hold_release r on r.hold_id = h.id
    left join (select hold_id from ledger.standing_hold group by 1) s on s.hold_id = h.id
  where (s.hold_id is null) = (r.hold_id is null)
  union all
  select h.id || ' ' || l.id, 'none', 'standing'
  from ledger.hold h join lots.lot l on l.item_id = h.item_id and l.id <> h.lot_id
  where h.scope in ('lot', 'lot_in_location')
    and (l.merged_into_id is not null or exists (select 1 from lots.merge m where m.into_lot_id = l.id))
    and not exists (select 1 from ledger.hold_release r where r.hold_id = h.id)
    and not exists (select 1 from ledger.standing_hold s where (s.hold_id, s.lot_id) = (h.id, l.id))
    and exists (select 1 from (${readAs('l.id')}) a join (${readAs('h.lot_id')}) b using (id))`

const held = `select b.holds::text as kept,
    concat_ws(' ', b.item_id, b.owner_id, b.site_id, b.lot_id, b.location_id) as key,
    coalesce(a.holds, 0) + coalesce(o.holds, 0) || '' as rebuilt
  from ledger.balance b
    left join (select item_id, lot_id, count(*)::int as holds from ledger.standing_hold
      where lot_id is not null and location_id is null group by 1, 2) a
      on (a.item_id, a.lot_id) = (b.item_id, b.lot_id)
    left join (select item_id, lot_id, location_id, count(*)::int as holds
      from ledger.standing_hold where lot_id is not null and location_id is not null
      group by 1, 2, 3) o
      on (o.item_id, o.lot_id, o.location_id) = (b.item_id, b.lot_id, b.location_id)
  where b.holds <> coalesce(a.holds, 0) + coalesce(o.holds, 0)`

const heldSerials = `select s.id::text as key, s.holds::text as kept,
    coalesce(h.holds, 0)::text as rebuilt
  from ledger.serial s left join (select serial_id, count(*)::int as holds from ledger.standing_hold
    where serial_id is not null group by 1) h on h.serial_id = s.id
  where s.holds <> coalesce(h.holds, 0)`

// A unit is where it came to once more than it left, with the lot and owner it came with; one that is
// nowhere of that kind is where the record first found it. In production it may be of another lot as it comes out.
const serials = `with leg as (
    select m.serial_id, m.lot_id, m.owner_id, w.location_id, w.way, p.kind = 'production' as within
    from ledger.movement m cross join lateral (values (m.to_location_id, 1), (m.from_location_id, -1)) w (location_id, way)
      join locations.location p on p.id = w.location_id
    where m.serial_id is not null),
  net as (
    select serial_id, case when within then ${nil} else lot_id end as lot_id,
      case when within then ${nil} else owner_id end as owner_id, location_id, within, sum(way) as net
    from leg group by 1, 2, 3, 4, 5),
  here as (select serial_id, lot_id, owner_id, location_id, within from net where net > 0)
  select s.id::text as key, concat_ws(' ', s.lot_id, s.owner_id, s.location_id) as kept,
    case when h.serial_id is null then s.first_location_id::text
      else concat_ws(' ', h.lot_id, h.owner_id, h.location_id) end as rebuilt
  from ledger.serial s left join here h on h.serial_id = s.id
  where case when h.serial_id is null then s.location_id <> s.first_location_id
    when h.within then s.location_id <> h.location_id
    else (h.lot_id, h.owner_id, h.location_id) <> (s.lot_id, s.owner_id, s.location_id) end
  union all
  select serial_id::text, null, location_id::text from here
  where not exists (select 1 from ledger.serial s where s.id = here.serial_id)
  union all
  select s.id::text, s.code, 'another unit has this code as an alias' from ledger.serial s
  join ledger.serial_alias a on (a.item_id, a.code) = (s.item_id, s.code)`

// Units with a number are part of their balance.
const units = `select concat_ws(' ', s.item_id, s.owner_id, s.lot_id, s.location_id) as key,
    coalesce(b.quantity, 0)::text as kept, 'at least ' || s.units as rebuilt
  from (select item_id, owner_id, lot_id, location_id, count(*) as units
      from ledger.serial s where exists (
        select 1 from locations.location p where p.id = s.location_id and p.own)
      group by 1, 2, 3, 4) s
    left join ledger.balance b on (b.item_id, b.owner_id, b.lot_id, b.location_id)
      = (s.item_id, s.owner_id, s.lot_id, s.location_id)
  where s.units > coalesce(b.quantity, 0)`

// The hot tables have no foreign keys: whatever a movement names must be there.
const references = `select m.document_id || '.' || m.line as key, named.id::text as kept,
    'no such ' || named.what as rebuilt
  from ledger.movement m cross join lateral (
    select 'document of that moment' as what, m.document_id as id
      where not exists (select 1 from platform.document d where (d.id, d.occurred_at) = (m.document_id, m.occurred_at))
    union all select 'item', m.item_id
      where not exists (select 1 from catalog.item i where i.id = m.item_id)
    union all select 'lot of that item', m.lot_id where m.lot_id <> ${nil}
      and not exists (select 1 from lots.lot l where (l.id, l.item_id) = (m.lot_id, m.item_id))
    union all select 'owner', m.owner_id
      where not exists (select 1 from partners.partner p where p.id = m.owner_id)
    union all select 'location', m.from_location_id
      where not exists (select 1 from locations.location p where p.id = m.from_location_id)
    union all select 'location', m.to_location_id
      where not exists (select 1 from locations.location p where p.id = m.to_location_id)
    union all select 'corrected movement', m.corrects_document_id
      where m.corrects_document_id is not null and not exists (select 1 from ledger.movement o
        where (o.document_id, o.line) = (m.corrects_document_id, m.corrects_line))) named
  union all
  select c.document_id || '.' || c.line, c.lot_id::text, 'no such movement or candidate lot'
  from ledger.movement_candidate c where not exists (select 1 from ledger.movement m
      where (m.document_id, m.line) = (c.document_id, c.line))
    or not exists (select 1 from lots.lot l where l.id = c.lot_id)`

const sequence = `select 'positions' as key,
    concat_ws(' ', count(*), min(position), max(position)) as kept,
    (select last_position::text from platform.sequencer) as rebuilt
  from platform.sequence
  having count(*) <> coalesce(max(position), 0) or coalesce(min(position), 1) <> 1
    or coalesce(max(position), 0) <> (select last_position from platform.sequencer)
  union all
  select d.id::text, null, 'a position, or waiting for one' from platform.document d
  where not exists (select 1 from platform.sequence s where s.document_id = d.id)
    and not exists (select 1 from platform.unsequenced u where u.document_id = d.id)
  union all
  select s.document_id::text, s.position::text, 'no such document' from platform.sequence s
  where not exists (select 1 from platform.document d where d.id = s.document_id)`

// A picked unit waits where its pick says.
const pickedUnits = `select concat_ws(' ', k.reservation_id, k.serial_id) as key,
    concat_ws(' ', k.lot_id, k.location_id, k.quantity) as kept,
    concat_ws(' ', s.lot_id, s.location_id, 1) as rebuilt
  from ledger.pick k left join ledger.serial s on s.id = k.serial_id
  where k.serial_id <> ${nil} and (k.item_id, k.owner_id, k.lot_id, k.location_id, k.quantity)
    is distinct from (s.item_id, s.owner_id, s.lot_id, s.location_id, 1::bigint)`

const checks: readonly (readonly [what: string, text: string])[] = [
  ['balance', balances],
  ['picked part of a balance', picked],
  ['unresolved movement', unresolved],
  ['pick', picks],
  ['reservation', reservations],
  ['what a hold covers', covered],
  ['standing hold', standing],
  ['holds on a balance', held],
  ['holds on a serial', heldSerials],
  ['serial location', serials],
  ['units of a balance', units],
  ['picked unit', pickedUnits],
  ['reference', references],
  ['sequence', sequence],
  ['snapshot', snapshotDifferences],
]

/**
 * Compares all derived tables with the facts, in one snapshot. Gives the first thousand differences
 * of each check; a last one tells how many more it found.
 */
export async function checkLedger(database: Database): Promise<Difference[]>
export async function checkLedger(database: Database, how: HowToCheck): Promise<Difference[] | null>
export async function checkLedger(database: Database, { isGentle = false, halt }: HowToCheck = {}): Promise<Difference[] | null> {
  const client = new pg.Client(database.config)
  await client.connect()
  // What is cut off fails, and is told as halted.
  const stop = () => void client.end().catch(() => undefined)
  halt?.addEventListener('abort', stop)
  try {
    await client.query('begin isolation level repeatable read read only')
    if (isGentle) await client.query('set local max_parallel_workers_per_gather = 0')
    const differences: Difference[] = []
    for (const [what, text] of checks) {
      if (halt?.aborted === true) return null
      differences.push(...(await runCheck(client, what, text)))
    }
    return differences
  } catch (error) {
    if (halt?.aborted === true) return null
    throw error
  } finally {
    halt?.removeEventListener('abort', stop)
    await client.end().catch(() => undefined)
  }
}

/** How many differences these are, with those that are only counted. */
export function countDifferences(differences: readonly Difference[]): number {
  return differences.reduce((sum, { key, kept, rebuilt }) => {
    const more = kept === null && rebuilt === null ? MORE.exec(key)?.[1] : undefined
    return sum + (more === undefined ? 1 : Number(more))
  }, 0)
}
const MORE = /^and (\d+) more$/

type Row = { key: string; kept: string | null; rebuilt: string | null; found: string }

async function runCheck(client: pg.Client, what: string, text: string): Promise<Difference[]> {
  const { rows } = await client.query<Row>(
    `select key, kept, rebuilt, (count(*) over ())::text as found from (${text}) difference
    order by key limit ${MOST_DIFFERENCES}`,
  )
  const told = rows.map(({ key, kept, rebuilt }) => ({ what, key, kept, rebuilt }))
  const more = Number(rows[0]?.found ?? 0) - rows.length
  if (more > 0) told.push({ what, key: `and ${more} more`, kept: null, rebuilt: null })
  return told
}
