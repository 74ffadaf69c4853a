// Where an order stands, summed from the facts of its lines.
import { movedAs } from './store.ts'

/** Where an order stands, by its least line: `waiting` when stock was asked for it and there is none, `placed` when nobody asked; `of` is the name its row has. */
export const stateOf = (of: string) => `(select case
      when sum(x.ordered) = 0 then 'cancelled'
      when bool_and(x.shipped >= x.ordered) then case
        when sum(x.returned) >= sum(x.shipped) then 'returned' when sum(x.returned) > 0 then 'partly_returned'
        when exists (select 1 from orders.step s where s.order_id = ${of}.id and s.step = 'delivered') then 'delivered'
        else 'shipped' end
      when sum(x.shipped) > 0 then 'partly_shipped'
      when bool_and(x.picked >= x.ordered) then case
        when exists (select 1 from orders.step s where s.order_id = ${of}.id and s.step = 'packed') then 'packed'
        else 'picked' end
      when sum(x.picked) > 0 then 'partly_picked'
      when bool_and(x.reserved >= x.ordered) then 'reserved'
      when sum(x.reserved) > 0 then 'partly_reserved'
      when bool_or(x.asked) then 'waiting' else 'placed' end
    from (select l.quantity + coalesce((select sum(c.change) from orders.line_change c where c.line_id = l.id), 0) as ordered,
        exists (select 1 from orders.waiting w where w.line_id = l.id)
          or exists (select 1 from ledger.reservation_change c where c.reservation_id = l.id) as asked,
        coalesce((select r.quantity from ledger.reservation r where r.id = l.id), 0) as reserved,
        coalesce((select sum(k.quantity) from ledger.pick k where k.reservation_id = l.id), 0) as picked, g.shipped, g.returned
      from orders.line l cross join lateral (select
          coalesce(sum(case when e.own then -m.quantity else m.quantity end) filter (where ${movedAs('ship')}), 0) as shipped,
          coalesce(sum(case when e.own then m.quantity else -m.quantity end) filter (where ${movedAs('return')}), 0) as returned
        from ledger.movement m join locations.location e on e.id = m.to_location_id where m.reference_id = l.id) g
      where l.order_id = ${of}.id) x)`
