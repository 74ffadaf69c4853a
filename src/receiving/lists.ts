// The lists of receipts and of what is expected.
import { itemFilters } from '#catalog'
import { locationFilters } from '#locations'
import { lotFilters } from '#lots'
import { partnerFilters } from '#partners'
import { begins, between, betweenDays, byId, byText, listOf, oneOf, oneState, sortsOfPapers } from '#platform'
import { AnnouncementRow, ReceiptRow } from './contract.ts'
import { announcedNow, cameOf } from './store.ts'

const has = (which: string) => `t.document_id in (select l.document_id from receiving.receipt_line l where ${which})`

export const receiptList = listOf(ReceiptRow, {
  path: '/receipts',
  summary: 'Receipts, the last first',
  from: 'receiving.receipt t',
  joins: `join platform.document d on d.id = t.document_id join partners.partner p on p.id = t.supplier_id left join locations.location s on s.id = t.site_id
    left join receiving.announcement a on a.id = t.announcement_id`,
  columns: {
    id: 't.document_id',
    number: 't.number',
    supplierId: 't.supplier_id',
    supplier: 'p.code',
    siteId: 't.site_id',
    site: 's.code',
    announcementId: 't.announcement_id',
    announcement: 'a.number',
    occurredAt: 't.occurred_at',
    recordedAt: 'd.recorded_at',
    lines: '(select count(*)::int from receiving.receipt_line l where l.document_id = t.document_id)',
  },
  filters: {
    q: begins(['t.number'], [], 'The beginning of the number.'),
    number: byText('t.number = ?', 'The whole number.'),
    ...partnerFilters('supplier', 't.supplier_id = ?'),
    ...locationFilters('site', 't.site_id = ?'),
    announcementId: byId('t.announcement_id = ?', 'The purchase order or advance notice it answers.'),
    supplierLotCode: byText(has('l.supplier_lot_code = ?'), "The supplier's own code of a lot in it."),
    ...lotFilters(has('l.lot_id = ?')),
    ...itemFilters(
      "t.document_id in (select m.document_id from ledger.movement m where m.item_id = ? and m.kind = 'receipt')",
    ),
    ...between('occurred', 't.occurred_at', '-occurredAt'),
  },
  sorts: sortsOfPapers('occurredAt', 't.occurred_at'),
  sort: '-occurredAt',
  key: [['t.document_id', 'uuid']],
})

const status = `(select case when t.closed_at is not null then 'closed' when bool_and(c.came >= c.quantity) then 'received'
      when bool_or(c.came > 0) then 'partly_received' else 'open' end
    from (select ${announcedNow('l')} as quantity, ${cameOf('l')} as came from receiving.announcement_line l where l.announcement_id = t.id) c)`
// Nothing closes what has come in full: what is still to come is told by its lines.
const isMissing = `exists (select 1 from receiving.announcement_line l where l.announcement_id = t.id and ${announcedNow('l')} > ${cameOf('l')})`

export const announcementList = listOf(AnnouncementRow, {
  path: '/announcements',
  summary: 'What is expected, the last announced first',
  from: 'receiving.announcement t',
  joins: 'join partners.partner p on p.id = t.supplier_id left join locations.location s on s.id = t.site_id',
  columns: {
    id: 't.id',
    number: 't.number',
    kind: 't.kind',
    supplierId: 't.supplier_id',
    supplier: 'p.code',
    siteId: 't.site_id',
    site: 's.code',
    expectedOn: 't.expected_on',
    closed: 't.closed_at is not null',
    status: status,
  },
  filters: {
    q: begins(['t.number'], [], 'The beginning of the number.'),
    number: byText('t.number = ?', 'The whole number.'),
    ...partnerFilters('supplier', 't.supplier_id = ?'),
    ...locationFilters('site', 't.site_id = ?'),
    kind: oneOf(['purchase_order', 'advance_notice'], 't.kind = ?', 'Only of this kind.'),
    state: oneState(
      { open: 't.closed_at is null', expected: `t.closed_at is null and ${isMissing}`, closed: 't.closed_at is not null' },
      'Only those not closed, of which something is still to come, or closed.',
    ),
    ...itemFilters('t.id in (select l.announcement_id from receiving.announcement_line l where l.item_id = ?)'),
    ...betweenDays('expected', 't.expected_on', 'expectedOn'),
  },
  sorts: {
    id: { by: [] },
    number: { by: [['lower(t.number) collate "C"', 'text']] },
    expectedOn: { by: [["coalesce(t.expected_on, 'infinity')", 'date']] },
  },
  sort: '-id',
  key: [['t.id', 'uuid']],
})
