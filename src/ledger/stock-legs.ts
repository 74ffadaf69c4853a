// What a movement does to stock, as SQL: it comes to one place and goes from another.
import { NIL } from '#kernel'

/** SQL: a movement `m` left as one of several lots; it lowers no lot's stock and counts as possibly gone. */
export const isUnsure = `(m.lot_id = '${NIL}' and exists (select 1 from ledger.movement_candidate c
      where (c.document_id, c.line) = (m.document_id, m.line)))`

/** SQL: a movement `m` takes such a one back, and gives nothing to a balance either. */
export const isLifting = `(m.lot_id = '${NIL}' and m.corrects_document_id is not null and exists (
      select 1 from ledger.movement o join ledger.movement_candidate c on (c.document_id, c.line) = (o.document_id, o.line)
      where (o.document_id, o.line) = (m.corrects_document_id, m.corrects_line)
        and o.lot_id = '${NIL}' and o.from_location_id = m.to_location_id))`

/** SQL: a movement `m` of kind ship takes what was picked; what is handed over at once leaves from where it lies instead. */
const isOfPick = `m.from_location_id in (select s.id from locations.location s where s.role = 'staging')`

/** SQL: a movement `m` binds goods to their lot for an order line: a pick, or a shipment that was never picked. */
export const isBinding = `(m.kind = 'pick' or m.kind = 'ship' and not ${isOfPick})`

/** SQL: a movement `m` of an order line takes goods out of its picks. */
export const endsPick = `(m.kind = 'unpick' or m.kind = 'ship' and ${isOfPick})`

/** SQL: rows of what the movements of `moved` do: `tag`, item, owner, lot, location, quantity, possibly_gone, picked. */
export const legsOf = (moved: string, tag = 'null') => `select ${tag} as tag, m.item_id, m.owner_id, m.lot_id, m.to_location_id as location_id,
      case when ${isLifting} then 0 else m.quantity end as quantity,
      case when ${isLifting} then -m.quantity else 0 end as possibly_gone,
      case when m.kind = 'pick' and m.reference_id is not null then m.quantity else 0 end as picked
    from ${moved} m
    union all
    select ${tag}, m.item_id, m.owner_id, m.lot_id, m.from_location_id,
      case when ${isUnsure} then 0 else -m.quantity end, case when ${isUnsure} then m.quantity else 0 end,
      case when m.reference_id is not null and ${endsPick} then -m.quantity else 0 end
    from ${moved} m`
