// The lists of orders and returns.
import { NIL } from '#kernel'
import { WireId } from '#kernel/contract'
import { itemFilters } from '#catalog'
import { shipments } from '#ledger'
import { locationFilters } from '#locations'
import { lotFilters } from '#lots'
import { partnerFilters } from '#partners'
import { begins, between, byCode, byText, listOf, oneState, sortsOfPapers } from '#platform'
import { OrderRow, ReturnRow, ShippedRow } from './questions-contract.ts'
import { stateOf } from './state.ts'

const waits = (table: string, id: string) =>
  `t.id in (select l.order_id from ledger.${table} k join orders.line l on l.id = k.${id})`
const did = (step: string) => `t.id in (select s.order_id from orders.step s where s.step = '${step}')`
const has = (which: string) => `t.id in (select l.order_id from orders.line l where ${which})`
const ofLot = (movements: string) => has(`l.id in (${movements})`)

export const orderList = listOf(OrderRow, {
  path: '/orders',
  summary: 'Orders, the last placed first',
  from: 'orders.sales_order t',
  joins: `left join partners.partner p on p.id = t.customer_id
    left join partners.partner_detail d on d.partner_id = p.id join orders.channel c on c.id = t.channel_id
    left join locations.location s on s.id = t.site_id`,
  columns: {
    id: 't.id',
    number: 't.number',
    customerId: 't.customer_id',
    customer: 'coalesce(d.name, p.code)',
    customerCode: 'p.code',
    channelId: 't.channel_id',
    channel: 'c.code',
    siteId: 't.site_id',
    site: 's.code',
    placedAt: 't.placed_at',
    lines: '(select count(*)::int from orders.line l where l.order_id = t.id)',
    state: stateOf('t'),
  },
  filters: {
    q: begins(['t.number'], [], 'The beginning of the number.'),
    number: byText('t.number = ?', 'The whole number.'),
    ...partnerFilters('customer', 't.customer_id = ?'),
    channelId: { is: WireId, where: 't.channel_id = ?' },
    channel: byCode('t.channel_id = ?', 'select id from orders.channel where code = $1', 'The code of the channel.'),
    ...locationFilters('site', 't.site_id = ?'),
    ...itemFilters(has('l.item_id = ?')),
    ...lotFilters([
      ofLot('select m.reference_id from ledger.movement m where m.lot_id = ? and m.reference_id is not null'),
      ofLot('select k.reservation_id from ledger.pick k where k.lot_id = ?'),
      ofLot('select r.id from ledger.reservation r where r.wanted_lot_id = ?'),
    ]),
    state: oneState(
      {
        reserved: waits('reservation', 'id'), picked: waits('pick', 'reservation_id'), packed: did('packed'),
        shipped: did('shipped'), delivered: did('delivered'), cancelled: did('cancelled'), guest: `t.customer_id = '${NIL}'`,
      },
      'Only orders with stock reserved or picked, ever packed, shipped, delivered or cancelled, or of guests.',
    ),
    ...between('placed', 't.placed_at', '-placedAt'),
  },
  sorts: sortsOfPapers('placedAt', 't.placed_at'),
  sort: '-placedAt',
  key: [['t.id', 'uuid']],
})

export const shipmentList = listOf(ShippedRow, {
  ...shipments,
  joins: `${shipments.joins} left join orders.line r on r.id = t.reference_id left join orders.sales_order o on o.id = r.order_id
    left join partners.partner_detail n on n.partner_id = g.partner_id`,
  columns: { ...shipments.columns, orderId: 'o.id', order: 'o.number', customerName: 'n.name' },
})

const returned = (which: string) =>
  `t.document_id in (select m.document_id from ledger.movement m where m.kind = 'return' and ${which})`

export const returnList = listOf(ReturnRow, {
  path: '/returns',
  summary: 'What came back, the last first',
  from: 'orders.customer_return t',
  joins: `join platform.document d on d.id = t.document_id left join partners.partner p on p.id = t.customer_id left join partners.partner_detail n on n.partner_id = p.id
    left join locations.location s on s.id = t.site_id`,
  columns: {
    id: 't.document_id',
    number: 't.number',
    customerId: 't.customer_id',
    customer: 'coalesce(n.name, p.code)',
    customerCode: 'p.code',
    siteId: 't.site_id',
    site: 's.code',
    occurredAt: 't.occurred_at',
    recordedAt: 'd.recorded_at',
    lines: '(select count(*)::int from orders.return_line l where l.document_id = t.document_id)',
    unmatched: `(select count(*)::int from orders.return_line l where l.document_id = t.document_id and l.matched = 'nothing')`,
  },
  filters: {
    q: begins(['t.number'], [], 'The beginning of the number.'),
    ...partnerFilters('customer', 't.customer_id = ?'),
    ...locationFilters('site', 't.site_id = ?'),
    ...itemFilters(returned('m.item_id = ?')),
    ...lotFilters([
      returned('m.lot_id = ?'),
      't.document_id in (select c.document_id from ledger.movement_candidate c where c.lot_id = ?)',
    ]),
    ...between('occurred', 't.occurred_at', '-occurredAt'),
  },
  sorts: sortsOfPapers('occurredAt', 't.occurred_at'),
  sort: '-occurredAt',
  key: [['t.document_id', 'uuid']],
})
