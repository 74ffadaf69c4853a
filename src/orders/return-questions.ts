// What people ask about what came back.
import { Type } from 'typebox'
import { NIL } from '#kernel'
import { WireId } from '#kernel/contract'
import { listDoor, query, queryDoor, type Statement, type Unwritten } from '#platform'
import { returnList } from './lists.ts'
import { ReturnPage } from './questions-contract.ts'

/** SQL: the lots a movement may have been of, with their codes; `of` is the name its row has. */
export const candidatesOf = (of: string) => `(select coalesce(json_agg(json_build_object('lotId', y.id, 'lot', y.code)
      order by y.code, y.id), '[]') from ledger.movement_candidate z join lots.lot y on y.id = z.lot_id
      where (z.document_id, z.line) = (${of}.document_id, ${of}.line))`

const oneReturn: Statement = {
  name: 'orders.one-return',
  text: `select r.document_id as id, r.number, r.customer_id as "customerId", coalesce(n.name, p.code) as customer,
      p.code as "customerCode", r.site_id as "siteId", s.code as site, d.occurred_at as "occurredAt",
      d.recorded_at as "recordedAt", d.actor_id as "actorId", d.reason
    from orders.customer_return r join platform.document d on d.id = r.document_id
    join locations.location s on s.id = r.site_id left join partners.partner p on p.id = r.customer_id
    left join partners.partner_detail n on n.partner_id = p.id where r.document_id = $1`,
}
const returnLines: Statement = {
  name: 'orders.lines-of-return',
  text: `select m.document_id || '.' || m.line as id, x.line, m.item_id as "itemId", i.sku, i.name, m.quantity::text as quantity,
      i.base_unit as unit, x.matched, x.order_line_id as "orderLineId", l.line as "orderLine", o.id as "orderId",
      o.number as order, case when m.lot_id <> '${NIL}' then 'certain' when exists (select 1 from ledger.movement_candidate z
        where (z.document_id, z.line) = (m.document_id, m.line)) then 'possible' end as certainty,
      nullif(m.lot_id, '${NIL}') as "lotId", t.code as lot, ${candidatesOf('m')} as candidates, m.serial_id as "serialId",
      u.code as serial, m.owner_id as "ownerId", w.code as owner, m.from_location_id as "fromLocationId", f.code as "from",
      m.to_location_id as "locationId", g.code as location, g.role, array(
        select distinct k.document_id from ledger.movement k where (k.corrects_document_id, k.corrects_line) = (m.document_id, m.line)
        order by 1) as "correctedBy"
    from orders.return_line x join ledger.movement m on (m.document_id, m.line) = (x.document_id, x.line)
    join catalog.item i on i.id = m.item_id join locations.location f on f.id = m.from_location_id
    join locations.location g on g.id = m.to_location_id left join orders.line l on l.id = x.order_line_id
    left join orders.sales_order o on o.id = l.order_id left join lots.lot t on t.id = m.lot_id
    left join ledger.serial u on u.id = m.serial_id left join partners.partner w on w.id = m.owner_id
    where x.document_id = $1 order by x.line`,
}

type Return = Unwritten<ReturnPage>

export const returnQuestions = [
  listDoor(returnList),
  queryDoor({
    path: '/returns/:id',
    summary: 'One return: what each line was matched to, its lot, and where it was put',
    permission: 'record.read',
    input: Type.Object({ id: WireId }),
    answer: ReturnPage,
    ask: async (database, { id }) => {
      const [[head], lines] = await Promise.all([
        query<Omit<Return, 'lines'>>(database, oneReturn, [id]),
        query<Return['lines'][number]>(database, returnLines, [id]),
      ])
      return head === undefined ? null : { ...head, lines }
    },
  }),
]
