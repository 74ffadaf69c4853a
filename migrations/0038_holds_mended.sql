-- What earlier versions left of holds. A hold names no owner, yet where it came to, only the balance of the owner whose goods
-- were laid there counted it; a hold of what came with another date stood on its own lot alone, not on those read as the
-- same; and of what stood before holds' covers were kept, 0036 took the hold's own document also where a merge came later.

-- The document by which two lots became one: the last of the merges on their ways to the first lot they share.
alter table ledger.hold_cover disable trigger facts_only;
with recursive way as (
    select l.id as lot_id, l.id as end_id, 0::bigint as position, null::uuid as document_id
    from lots.lot l where exists (select 1 from lots.merge m where l.id in (m.lot_id, m.into_lot_id))
    union all
    select w.lot_id, m.into_lot_id, greatest(w.position, q.position), case when q.position > w.position then m.document_id else w.document_id end
    from way w join lots.merge m on m.lot_id = w.end_id join platform.sequence q on q.document_id = m.document_id),
  one as (
    select distinct on (a.lot_id, b.lot_id) a.lot_id, b.lot_id as other_id, greatest(a.position, b.position) as position,
      case when a.position > b.position then a.document_id else b.document_id end as document_id
    from way a join way b on b.end_id = a.end_id and b.lot_id <> a.lot_id
    order by a.lot_id, b.lot_id, greatest(a.position, b.position))
update ledger.hold_cover c set document_id = o.document_id
from ledger.hold h join platform.sequence q on q.document_id = h.document_id join one o on o.lot_id = h.lot_id
where h.id = c.hold_id and c.document_id = h.document_id and o.other_id = c.lot_id and o.position > q.position;
alter table ledger.hold_cover enable trigger facts_only;

with recursive root as (
    select l.id as lot_id, l.id as end_id, l.merged_into_id from lots.lot l
    where l.merged_into_id is not null or exists (select 1 from lots.merge m where m.into_lot_id = l.id)
    union all
    select r.lot_id, l.id, l.merged_into_id from root r join lots.lot l on l.id = r.merged_into_id),
  missing as (
    select h.document_id, h.id as hold_id, h.item_id, b.lot_id, h.location_id
    from ledger.hold h join root a on a.lot_id = h.lot_id and a.merged_into_id is null
      join root b on b.end_id = a.end_id and b.merged_into_id is null and b.lot_id <> h.lot_id
    where h.scope = 'lot_in_location' and not exists (select 1 from ledger.hold_release r where r.hold_id = h.id)
      and not exists (select 1 from ledger.standing_hold s where (s.hold_id, s.lot_id) = (h.id, b.lot_id))),
  cover as (
    insert into ledger.hold_cover (document_id, hold_id, item_id, lot_id, location_id)
    select document_id, hold_id, item_id, lot_id, location_id from missing)
insert into ledger.standing_hold (hold_id, item_id, lot_id, location_id)
  select hold_id, item_id, lot_id, location_id from missing;

-- Where something is picked nobody can say here what becomes of the pick: the check goes on telling it.
with held as (
    select b.item_id, b.owner_id, b.site_id, b.lot_id, b.location_id, count(s.hold_id)::int as holds
    from ledger.balance b left join ledger.standing_hold s on s.item_id = b.item_id and s.lot_id = b.lot_id
      and (s.location_id is null or s.location_id = b.location_id)
    where b.picked = 0 group by 1, 2, 3, 4, 5, b.holds having b.holds <> count(s.hold_id)),
  mended as (
    update ledger.balance b set holds = h.holds from held h
    where (b.item_id, b.owner_id, b.site_id, b.lot_id, b.location_id) = (h.item_id, h.owner_id, h.site_id, h.lot_id, h.location_id)
    returning b.item_id, b.owner_id, b.site_id)
update ledger.pool p set version = p.version + 1
from (select distinct item_id, owner_id, site_id from mended) m
where (p.item_id, p.owner_id, p.site_id) = (m.item_id, m.owner_id, m.site_id);
