// Snapshots of an item's stock at past moments. A job follows the documents in their order and writes one whenever
// enough has happened to an item since its last; a fact that comes later and happened earlier takes away those it
// belongs into. Without any snapshot every question has the same answer, only later.
import { type Database, type Statement, transaction } from '#platform'
import { legsOf } from './stock-legs.ts'

/** How snapshots are paced: documents a transaction, movements that make one due, the newest of them left out, documents a mark. */
export type Pace = { readonly batch: number; readonly due: number; readonly leave: number; readonly mark: number }

const usual: Pace = { batch: 20_000, due: 512, leave: 128, mark: 2_000 }

const lockProgress: Statement = {
  name: 'ledger.lock-snapshot-progress',
  text: `select p.position as done, least(s.last_position, p.position + $1) as upto
    from ledger.snapshot_progress p, platform.sequencer s for update of p`,
}
// What the batch brings to each item; snapshots that lack a fact which happened before them go.
const takeIn: Statement = {
  name: 'ledger.take-in-for-snapshots',
  text: `with touched as materialized (
      select m.item_id, count(*) as movements, min(m.occurred_at) as earliest
      from platform.sequence q join ledger.movement m on m.document_id = q.document_id
      where q.position > $1 and q.position <= $2 group by m.item_id),
    gone as (
      delete from ledger.snapshot s using touched t where s.item_id = t.item_id and s.at >= t.earliest
      returning s.item_id, s.at, s.movements),
    emptied as (
      delete from ledger.snapshot_row r using gone g where (r.item_id, r.at) = (g.item_id, g.at))
    insert into ledger.snapshot_due as d (item_id, movements)
    select t.item_id, t.movements + coalesce((select sum(g.movements) from gone g where g.item_id = t.item_id), 0)
    from touched t
    on conflict (item_id) do update set movements = d.movements + excluded.movements`,
}
const moveProgress: Statement = {
  name: 'ledger.move-snapshot-progress',
  text: `with moved as (
      update ledger.snapshot_progress set position = $2, latest = greatest(latest, coalesce((
        select max(m.occurred_at) from platform.sequence q join ledger.movement m on m.document_id = q.document_id
        where q.position > $1 and q.position <= $2), '-infinity'))
      returning position, latest)
    insert into ledger.snapshot_mark (position, latest) select p.position, p.latest from moved p
    where p.position >= $3 + coalesce((select max(k.position) from ledger.snapshot_mark k), 0)`,
}
// From the last snapshot on: everything but the newest few, which others may still come before.
const write: Statement = {
  name: 'ledger.write-snapshots',
  text: `with due as materialized (
      select d.item_id, coalesce(s.at, '-infinity') as base_at, coalesce(s.position, 0) as base_position
      from ledger.snapshot_due d left join lateral (select s.at, s.position, s.rows from ledger.snapshot s
        where s.item_id = d.item_id order by s.at desc limit 1) s on true
      where d.movements >= $2 + coalesce(s.rows, 0)),
    newer as materialized (
      select m.*, q.position, row_number() over (partition by m.item_id order by m.occurred_at desc) as age
      from due d join ledger.movement m on m.item_id = d.item_id and m.occurred_at > d.base_at
        join platform.sequence q on q.document_id = m.document_id and q.position <= $1),
    moment as materialized (
      select d.item_id, d.base_at, d.base_position, max(n.occurred_at) as at
      from due d join newer n on n.item_id = d.item_id and n.age > $3 group by 1, 2, 3),
    taken as materialized (select n.*, w.at from newer n join moment w on w.item_id = n.item_id and n.occurred_at <= w.at),
    made as (
      select g.item_id, w.at, g.owner_id, g.lot_id, g.location_id, sum(g.quantity)::bigint as quantity,
        sum(g.possibly_gone)::bigint as possibly_gone, sum(g.picked)::bigint as picked
      from (${legsOf('taken')}
        union all select null, r.item_id, r.owner_id, r.lot_id, r.location_id, r.quantity, r.possibly_gone, r.picked
        from moment b join ledger.snapshot_row r on (r.item_id, r.at) = (b.item_id, b.base_at)) g
        join moment w on w.item_id = g.item_id join locations.location p on p.id = g.location_id and p.own
      group by 1, 2, 3, 4, 5 having sum(g.quantity) <> 0 or sum(g.possibly_gone) <> 0 or sum(g.picked) <> 0),
    rows as (insert into ledger.snapshot_row (item_id, at, owner_id, lot_id, location_id, quantity, possibly_gone, picked)
      select * from made returning item_id),
    heads as (insert into ledger.snapshot (item_id, at, position, movements, rows)
      select w.item_id, w.at, greatest(w.base_position, max(t.position)), count(*),
        (select count(*) from made k where k.item_id = w.item_id)
      from moment w join taken t on t.item_id = w.item_id group by w.item_id, w.at, w.base_position
      returning item_id, movements)
    update ledger.snapshot_due d set movements = greatest(d.movements - h.movements, 0) from heads h where h.item_id = d.item_id`,
}

/** Writes the snapshots that are due, up to the last position. Safe in several processes: they take turns. */
export async function writeSnapshots(database: Database, { batch, due, leave, mark }: Pace = usual): Promise<void> {
  for (;;) {
    const isThere = await transaction(database, async (tx) => {
      const [progress] = await tx.read<{ done: bigint; upto: bigint }>(lockProgress, [batch])
      if (progress === undefined) throw new Error('ledger.snapshot_progress has no row.')
      const { done, upto } = progress
      if (upto === done) return true
      await tx.read(takeIn, [done, upto])
      await tx.read(write, [upto, due, leave])
      tx.write(moveProgress, [done, upto, mark])
      return upto - done < BigInt(batch)
    })
    if (isThere) return
  }
}

/** SQL: snapshots that are not what the facts give, for the check. */
export const snapshotDifferences = `with lasts as materialized (
      select (select min(k.position) from ledger.snapshot_mark k where k.position >= q.position) as position, max(m.occurred_at) as latest
      from ledger.movement m join platform.sequence q on q.document_id = m.document_id group by 1),
    placed as materialized (
      select m.*, q.position, (select min(s.at) from ledger.snapshot s where s.item_id = m.item_id and s.at >= m.occurred_at) as first_at
      from ledger.movement m join platform.sequence q on q.document_id = m.document_id
      where q.position <= (select position from ledger.snapshot_progress)
        and m.item_id in (select s.item_id from ledger.snapshot s)),
    step as (
      select g.item_id, g.tag as first_at, g.owner_id, g.lot_id, g.location_id, sum(g.quantity) as quantity,
        sum(g.possibly_gone) as possibly_gone, sum(g.picked) as picked
      from (${legsOf('placed', 'm.first_at')}) g join locations.location p on p.id = g.location_id and p.own
      where g.tag is not null group by 1, 2, 3, 4, 5),
    rebuilt as (
      select s.item_id, s.at, g.owner_id, g.lot_id, g.location_id, sum(g.quantity)::bigint as quantity,
        sum(g.possibly_gone)::bigint as possibly_gone, sum(g.picked)::bigint as picked
      from ledger.snapshot s join step g on g.item_id = s.item_id and g.first_at <= s.at
      group by 1, 2, 3, 4, 5 having sum(g.quantity) <> 0 or sum(g.possibly_gone) <> 0 or sum(g.picked) <> 0),
    head as (
      select s.item_id, s.at, s.position, max(p.position) as rebuilt
      from ledger.snapshot s left join placed p on p.item_id = s.item_id and p.first_at <= s.at group by 1, 2, 3)
  select concat_ws(' ', item_id, at, owner_id, lot_id, location_id) as key,
    concat_ws(' ', k.quantity, k.possibly_gone, k.picked) as kept,
    concat_ws(' ', r.quantity, r.possibly_gone, r.picked) as rebuilt
  from ledger.snapshot_row k full join rebuilt r using (item_id, at, owner_id, lot_id, location_id)
  where (k.quantity, k.possibly_gone, k.picked) is distinct from (r.quantity, r.possibly_gone, r.picked)
  union all
  select concat_ws(' ', item_id, at), position::text, rebuilt::text from head where position is distinct from rebuilt
  union all
  select 'known by ' || k.position, k.latest::text, r.latest::text from ledger.snapshot_mark k cross join lateral (
    select max(l.latest) as latest from lasts l where l.position <= k.position) r
  where k.latest is distinct from coalesce(r.latest, '-infinity')`
