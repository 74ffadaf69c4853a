import { Type } from 'typebox'
import { NIL } from '#kernel'
import { WireId } from '#kernel/contract'
import { SELF } from '#partners'
import { commandDoor, type Database, listDoor, query, queryDoor, type Statement, type Unwritten } from '#platform'
import { announce, closeAnnouncement, reopenAnnouncement } from './announce.ts'
import { changeAnnouncement } from './change-announcement.ts'
import {
  Announce, Announced, AnnouncementChanged, AnnouncementClosed, AnnouncementPage, ChangeAnnouncement, CloseAnnouncement, Open, ReceiptPage,
  Receive, Received,
} from './contract.ts'
import { announcementList, receiptList } from './lists.ts'
import type { ArrivedLine } from './judge-arrivals.ts'
import { openStock, receive } from './receive.ts'
import { announcedNow, cameOf } from './store.ts'

type WireLine = Type.Static<typeof Receive>['lines'][number]

function lineOf(line: WireLine): ArrivedLine {
  return {
    itemId: line.itemId,
    ownerId: line.ownerId ?? SELF,
    lot: line.lot ?? null,
    supplierLotCode: line.supplierLotCode ?? null,
    quantity: line.quantity,
    unit: line.unit ?? null,
    secondQuantity: line.secondQuantity === undefined ? null : BigInt(line.secondQuantity),
    serials: line.serials ?? [],
    toLocationId: line.toLocationId ?? null,
    announcementLineId: line.announcementLineId ?? null,
    overrideReason: line.overrideReason ?? null,
  }
}

export const receivingDoors = [
  commandDoor({
    path: '/announcements',
    summary: 'Record a purchase order or an advance notice',
    body: Announce,
    answer: Announced,
    action: announce,
    parse: (body, id) => ({
      announcementId: body.announcementId ?? id,
      number: body.number,
      kind: body.kind,
      supplierId: body.supplierId,
      siteId: body.siteId,
      expectedOn: body.expectedOn ?? null,
      lines: body.lines.map((line) => ({
        lineId: line.lineId ?? null,
        itemId: line.itemId,
        quantity: BigInt(line.quantity),
        lotCode: line.lotCode ?? null,
      })),
    }),
  }),
  commandDoor({
    path: '/announcements/change',
    summary: 'Change what is expected: when, how much of a line (0 calls it off), something else besides',
    body: ChangeAnnouncement,
    answer: AnnouncementChanged,
    action: changeAnnouncement,
    parse: (body) => ({
      announcementId: body.announcementId,
      reason: body.reason,
      ...(body.expectedOn !== undefined && { expectedOn: body.expectedOn }),
      lines: (body.lines ?? []).map(({ lineId, quantity }) => ({ lineId, quantity: BigInt(quantity) })),
      add: (body.add ?? []).map((line) => ({
        lineId: line.lineId ?? null, itemId: line.itemId, quantity: BigInt(line.quantity), lotCode: line.lotCode ?? null,
      })),
    }),
  }),
  commandDoor({
    path: '/announcements/close',
    summary: 'Say that nothing more is expected',
    body: CloseAnnouncement,
    answer: AnnouncementClosed,
    action: closeAnnouncement,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/announcements/reopen',
    summary: 'Open a closed announcement again: what is left of it may come after all',
    body: CloseAnnouncement,
    answer: AnnouncementClosed,
    action: reopenAnnouncement,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/receipts',
    summary: 'Receive goods from a supplier',
    body: Receive,
    answer: Received,
    action: receive,
    parse: (body, id) => ({
      number: body.number ?? id,
      supplierId: body.supplierId,
      siteId: body.siteId,
      announcementId: body.announcementId ?? null,
      lines: body.lines.map(lineOf),
    }),
  }),
  commandDoor({
    path: '/opening-stock',
    summary: 'Record stock that is there when Lotline begins',
    body: Open,
    answer: Received,
    action: openStock,
    parse: (body, id) => ({
      number: id,
      supplierId: NIL,
      siteId: body.siteId,
      announcementId: null,
      lines: body.lines.map(lineOf),
    }),
  }),
]

const oneReceipt: Statement = {
  name: 'receiving.one-receipt',
  text: `select r.document_id as id, r.number, r.supplier_id as "supplierId", p.code as supplier,
      r.site_id as "siteId", s.code as site, r.announcement_id as "announcementId", a.number as announcement,
      d.occurred_at as "occurredAt", d.recorded_at as "recordedAt", d.actor_id as "actorId", d.reason
    from receiving.receipt r join partners.partner p on p.id = r.supplier_id
    join locations.location s on s.id = r.site_id join platform.document d on d.id = r.document_id
    left join receiving.announcement a on a.id = r.announcement_id where r.document_id = $1`,
}
const receiptLines: Statement = {
  name: 'receiving.receipt-lines',
  text: `select l.line, m.item_id as "itemId", i.sku, i.name, nullif(l.lot_id, '${NIL}') as "lotId", t.code as lot,
      l.supplier_lot_code as "supplierLotCode", (select sum(k.quantity) from ledger.movement k
        where k.document_id = l.document_id and k.kind = 'receipt' and k.line >= l.line
          and (l.next is null or k.line < l.next))::text as quantity, i.base_unit as unit,
      m.entered_quantity as "enteredQuantity", m.entered_unit as "enteredUnit", m.owner_id as "ownerId", w.code as owner,
      m.to_location_id as "locationId", g.code as location, l.announcement_line_id as "announcementLineId",
      l.below_least_life_reason as "belowLeastLifeReason"
    from (select *, lead(line) over (order by line) as next
      from receiving.receipt_line where document_id = $1) l
    join ledger.movement m on (m.document_id, m.line) = (l.document_id, l.line)
    join catalog.item i on i.id = m.item_id join locations.location g on g.id = m.to_location_id
    left join partners.partner w on w.id = m.owner_id left join lots.lot t on t.id = l.lot_id
    order by l.line`,
}
// How much of each announced line is expected, and what came of it.
const received = `select l.announcement_id, l.id, ${announcedNow('l')} as quantity, ${cameOf('l')} as received
    from receiving.announcement_line l`
const status = `case when a.closed_at is not null then 'closed'
      when bool_and(c.received >= c.quantity) then 'received'
      when bool_or(c.received > 0) then 'partly_received' else 'open' end as status`
const oneAnnouncement: Statement = {
  name: 'receiving.one-announcement',
  text: `select a.id, a.number, a.kind, a.supplier_id as "supplierId", p.code as supplier,
      a.site_id as "siteId", s.code as site, a.expected_on as "expectedOn", a.closed_at is not null as closed, ${status}
    from receiving.announcement a join partners.partner p on p.id = a.supplier_id
    join locations.location s on s.id = a.site_id
    join lateral (${received} where l.announcement_id = a.id) c on true
    where a.id = $1 group by a.id, p.code, s.code`,
}
const announcedLines: Statement = {
  name: 'receiving.announced-lines',
  text: `select l.id, l.line, l.item_id as "itemId", i.sku, i.name, l.lot_code as "lotCode",
      c.quantity::text as announced, c.received::text as received, i.base_unit as unit
    from receiving.announcement_line l join (${received} where l.announcement_id = $1) c on c.id = l.id
    join catalog.item i on i.id = l.item_id order by l.line`,
}

// What was changed, as other histories tell it: field by field.
const historyOfAnnouncement: Statement = {
  name: 'receiving.history-of-announcement',
  text: `select d.id as "documentId", d.kind, d.actor_id as "actorId", d.occurred_at as "occurredAt", d.recorded_at as "recordedAt", d.reason,
      f.field, f.old, f.new
    from (
      select c.document_id, 'expectedOn' as field, c.old_expected_on::text as old, c.new_expected_on::text as new
      from receiving.announcement_change c where c.announcement_id = $1
      union all
      select c.document_id, 'line ' || l.line, c.old_quantity::text, c.new_quantity::text
      from receiving.announcement_line l join receiving.announcement_line_change c on c.line_id = l.id where l.announcement_id = $1
      union all
      select l.document_id, 'line ' || l.line, null, l.quantity::text
      from receiving.announcement_line l where l.announcement_id = $1 and l.document_id is not null) f
    join platform.document d on d.id = f.document_id order by d.recorded_at, d.id, f.field`,
}

type Receipt = Unwritten<ReceiptPage>
type Announcement = Unwritten<AnnouncementPage>

/** Reads what stands above lines, and the lines. */
async function readPage<Head extends object, Line extends object>(database: Database, id: string, statements: { head: Statement; lines: Statement }) {
  const [[head], lines] = await Promise.all([query<Head>(database, statements.head, [id]), query<Line>(database, statements.lines, [id])])
  return head === undefined ? null : { ...head, lines }
}

export const receivingQuestions = [
  listDoor(receiptList),
  queryDoor({
    path: '/receipts/:id',
    summary: 'One receipt with its lots',
    permission: 'record.read',
    input: Type.Object({ id: WireId }),
    answer: ReceiptPage,
    ask: (database, { id }) =>
      readPage<Omit<Receipt, 'lines'>, Receipt['lines'][number]>(database, id, { head: oneReceipt, lines: receiptLines }),
  }),
  listDoor(announcementList),
  queryDoor({
    path: '/announcements/:id',
    summary: 'One announcement, and what came of it',
    permission: 'record.read',
    input: Type.Object({ id: WireId }),
    answer: AnnouncementPage,
    async ask(database, { id }) {
      const [page, history] = await Promise.all([
        readPage<Omit<Announcement, 'lines' | 'history'>, Announcement['lines'][number]>(database, id, { head: oneAnnouncement, lines: announcedLines }),
        query<Announcement['history'][number]>(database, historyOfAnnouncement, [id]),
      ])
      return page === null ? null : { ...page, history }
    },
  }),
]
