// What there is and what is to come of an item of a reorder point `p`, as SQL: at its site, or everywhere together.
import { NIL } from '#kernel'
import { announcedNow, cameOf } from '#receiving'

const there = (site: string) => `(p.site_id = '${NIL}' or ${site} = p.site_id)`

/** What is on hand, neither held nor past its use-by date. */
export const usable = `coalesce((select sum(b.quantity) from ledger.balance b join locations.location s on s.id = b.site_id left join lots.lot l on l.id = b.lot_id
    where b.item_id = p.item_id and b.holds = 0 and ${there('b.site_id')} and coalesce(l.use_by_on, 'infinity') >= (now() at time zone s.time_zone)::date), 0)`

/** What is announced and did not come yet. */
export const expected = `coalesce((select sum(greatest(0, ${announcedNow('n')} - ${cameOf('n')}))
    from receiving.announcement_line n join receiving.announcement a on a.id = n.announcement_id
    where n.item_id = p.item_id and a.closed_at is null and ${there('a.site_id')}), 0)`
