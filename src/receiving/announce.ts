import { isCalendarDate, type Refusal } from '#kernel'
import { readItems } from '#catalog'
import { readLocations } from '#locations'
import { readPartners } from '#partners'
import { type Accepted, type Action, type Command, newId, type Statement } from '#platform'
import type { Announced, AnnouncementClosed } from './contract.ts'
import { refuse } from './refusals.ts'
import { lockAnnouncements } from './store.ts'

/** What is expected from a supplier. */
export type NewAnnouncement = {
  readonly announcementId: string
  readonly number: string
  readonly kind: string
  readonly supplierId: string
  readonly siteId: string
  readonly expectedOn: string | null
  readonly lines: readonly {
    readonly lineId: string | null
    readonly itemId: string
    readonly quantity: bigint
    readonly lotCode: string | null
  }[]
}

const known: Statement = {
  name: 'receiving.known-announcements',
  text: `select id, number from receiving.announcement
    where number = any($1::text[]) or id = any($2::uuid[])`,
}
const insertAnnouncements: Statement = {
  name: 'receiving.insert-announcements',
  text: `insert into receiving.announcement (id, number, kind, supplier_id, site_id, expected_on, recorded_at)
    select *, $7 from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::uuid[], $6::date[])`,
}
const insertLines: Statement = {
  name: 'receiving.insert-announcement-lines',
  text: `insert into receiving.announcement_line (id, announcement_id, line, item_id, quantity, lot_code)
    select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::uuid[], $5::bigint[], $6::text[])`,
}
const closeThem: Statement = {
  name: 'receiving.close-announcements',
  text: `update receiving.announcement set closed_at = $2::timestamptz where id = any($1::uuid[])`,
}

/** Records what is expected: a purchase order, or a supplier's advance notice. */
export const announce: Action<NewAnnouncement, Announced> = {
  kind: 'announce',
  permission: 'stock.receive',
  constraints: {
    announcement_number_key: ({ payload }) => refuse('announcement_number_taken', { number: payload.number }),
    announcement_line_pkey: () => refuse('announcement_line_id_taken'),
    announcement_pkey: ({ payload: { announcementId } }) => refuse('announcement_id_taken', { announcementId }),
  },
  async run(ctx, commands) {
    const wanted = commands.map(({ payload }) => payload)
    const lines = wanted.flatMap((one) => one.lines)
    const [items, sites, partners, rows] = await Promise.all([
      readItems(ctx.tx, [...new Set(lines.map(({ itemId }) => itemId))]),
      readLocations(ctx.tx, wanted.map(({ siteId }) => siteId)),
      readPartners(ctx.tx, wanted.map(({ supplierId }) => supplierId)),
      ctx.tx.read<{ id: string; number: string }>(known, [
        wanted.map(({ number }) => number), wanted.map(({ announcementId }) => announcementId),
      ]),
    ])
    const numbers = new Set(rows.map(({ number }) => number))
    const ids = new Set(rows.map(({ id }) => id))
    const made: { one: NewAnnouncement; lineIds: string[] }[] = []
    const results = wanted.map((one): Accepted<Announced> | Refusal => {
      const { announcementId, number, supplierId, siteId } = one
      if (ids.has(announcementId)) return refuse('announcement_id_taken', { announcementId })
      if (numbers.has(number)) return refuse('announcement_number_taken', { number })
      const supplier = partners.get(supplierId)
      if (supplier === undefined) return refuse('supplier_unknown', { supplierId })
      if (!supplier.supplier) return refuse('supplier_role_missing', { supplierId })
      if (supplier.closed) return refuse('supplier_closed', { supplierId })
      const site = sites.get(siteId)
      if (site?.kind !== 'site') return refuse('receiving_site_unknown', { siteId })
      if (site.closed) return refuse('receiving_site_closed', { siteId })
      const { expectedOn } = one
      if (expectedOn !== null && !isCalendarDate(expectedOn)) {
        return refuse('expected_day_unreadable', { expectedOn })
      }
      const at = one.lines.findIndex(({ itemId }) => !items.has(itemId))
      const odd = one.lines[at]
      if (odd !== undefined) return refuse('received_item_unknown', { line: at + 1, itemId: odd.itemId })
      const shut = one.lines.findIndex(({ itemId }) => items.get(itemId)?.closed === true)
      const closed = items.get(one.lines[shut]?.itemId ?? '')
      if (closed !== undefined) return refuse('received_item_closed', { line: shut + 1, sku: closed.sku })
      ids.add(announcementId)
      numbers.add(number)
      const lineIds = one.lines.map(({ lineId }) => lineId ?? newId())
      made.push({ one, lineIds })
      return { answer: { announcementId, lineIds } }
    })
    if (made.length > 0) {
      ctx.tx.write(insertAnnouncements, [
        made.map(({ one }) => one.announcementId), made.map(({ one }) => one.number),
        made.map(({ one }) => one.kind), made.map(({ one }) => one.supplierId),
        made.map(({ one }) => one.siteId), made.map(({ one }) => one.expectedOn), ctx.now,
      ])
      const rows = made.flatMap(({ one, lineIds }) =>
        one.lines.map((line, at) => ({ line, at, id: lineIds[at], announcementId: one.announcementId })),
      )
      ctx.tx.write(insertLines, [
        rows.map((r) => r.id), rows.map((r) => r.announcementId), rows.map((r) => r.at + 1),
        rows.map((r) => r.line.itemId), rows.map((r) => r.line.quantity), rows.map((r) => r.line.lotCode),
      ])
    }
    return results
  },
}

/** Which announcement, and why nothing more is expected, or something after all. */
export type Closing = { readonly announcementId: string; readonly reason: string }

/** Closes announcements: nothing more is received against them. */
export const closeAnnouncement: Action<Closing, AnnouncementClosed> = turning('close_announcement')
/** Opens closed announcements again: what is left of them may come after all. */
export const reopenAnnouncement: Action<Closing, AnnouncementClosed> = turning('reopen_announcement')

function turning(kind: 'close_announcement' | 'reopen_announcement'): Action<Closing, AnnouncementClosed> {
  const closes = kind === 'close_announcement'
  return {
    kind,
    permission: 'stock.receive',
    async run(ctx, commands) {
      const rows = await ctx.tx.read<{ id: string; closed: boolean }>(lockAnnouncements, [
        commands.map(({ payload }) => payload.announcementId),
      ])
      const isClosed = new Map(rows.map(({ id, closed }) => [id, closed]))
      const turned = new Set<string>()
      const results = commands.map(({ payload }: Command<Closing>): Accepted<AnnouncementClosed> | Refusal => {
        const { announcementId, reason } = payload
        const closed = isClosed.get(announcementId)
        if (closed === undefined) return refuse('announcement_unknown', { announcementId })
        if (closed === closes) return refuse(closes ? 'announcement_closed' : 'announcement_open', { announcementId })
        isClosed.set(announcementId, closes)
        turned.add(announcementId)
        return { answer: { announcementId }, reason }
      })
      if (turned.size > 0) ctx.tx.write(closeThem, [[...turned], closes ? ctx.now : null])
      return results
    },
  }
}
