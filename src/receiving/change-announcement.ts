// Changing what is expected: another day, less or more of a line, something else besides.
import { readItems } from '#catalog'
import { isCalendarDate, type Refusal } from '#kernel'
import { readLocations } from '#locations'
import { readPartners } from '#partners'
import { type Accepted, type Action, type Command, type Context, newId, type Statement } from '#platform'
import type { AnnouncementChanged } from './contract.ts'
import { refuse } from './refusals.ts'
import { announcedNow, cameOf, lockAnnouncements } from './store.ts'

/** What is to be otherwise. What is left out stays as it is. */
export type AnnouncementChange = {
  readonly announcementId: string
  readonly reason: string
  /** null: nobody knows when. */
  readonly expectedOn?: string | null
  readonly lines: readonly { readonly lineId: string; readonly quantity: bigint }[]
  readonly add: readonly {
    readonly lineId: string | null
    readonly itemId: string
    readonly quantity: bigint
    readonly lotCode: string | null
  }[]
}

type Line = { readonly id: string; readonly line: number; readonly sku: string; readonly came: bigint; quantity: bigint }
type Announcement = {
  readonly id: string
  readonly number: string
  readonly supplierId: string
  readonly siteId: string
  readonly closed: boolean
  expectedOn: string | null
  readonly lines: Map<string, Line>
}

const findHeads: Statement = {
  name: 'receiving.announcements-to-change',
  text: `select id, number, supplier_id as "supplierId", site_id as "siteId", closed_at is not null as closed, expected_on as "expectedOn"
    from receiving.announcement where id = any($1::uuid[])`,
}
const findLines: Statement = {
  name: 'receiving.announced-lines-to-change',
  text: `select l.id, l.announcement_id as "announcementId", l.line, i.sku, ${announcedNow('l')}::bigint as quantity, ${cameOf('l')}::bigint as came
    from receiving.announcement_line l join catalog.item i on i.id = l.item_id
    where l.announcement_id = any($1::uuid[]) order by l.line`,
}
const insertDays: Statement = {
  name: 'receiving.insert-announcement-changes',
  text: `insert into receiving.announcement_change (document_id, announcement_id, old_expected_on, new_expected_on)
    select * from unnest($1::uuid[], $2::uuid[], $3::date[], $4::date[])`,
}
const changeDays: Statement = {
  name: 'receiving.change-expected-days',
  text: `update receiving.announcement a set expected_on = d.expected_on
    from unnest($1::uuid[], $2::date[]) as d(id, expected_on) where a.id = d.id`,
}
const insertQuantities: Statement = {
  name: 'receiving.insert-announcement-line-changes',
  text: `insert into receiving.announcement_line_change (document_id, line_id, old_quantity, new_quantity)
    select * from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[])`,
}
const addLines: Statement = {
  name: 'receiving.add-announcement-lines',
  text: `insert into receiving.announcement_line (id, announcement_id, line, item_id, quantity, lot_code, document_id)
    select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::uuid[], $5::bigint[], $6::text[], $7::uuid[])`,
}

type Seen = {
  readonly announcements: ReadonlyMap<string, Announcement>
  readonly items: Awaited<ReturnType<typeof readItems>>
  readonly partners: Awaited<ReturnType<typeof readPartners>>
  readonly sites: Awaited<ReturnType<typeof readLocations>>
}
// What the accepted commands of a set write.
type Made = {
  readonly days: { documentId: string; id: string; before: string | null; after: string | null }[]
  readonly quantities: { documentId: string; lineId: string; before: bigint; after: bigint }[]
  readonly added: { documentId: string; announcementId: string; line: number; id: string; one: AnnouncementChange['add'][number] }[]
}

/** Changes what is expected. No line is announced below what has come of it, and something is left to expect. */
export const changeAnnouncement: Action<AnnouncementChange, AnnouncementChanged> = {
  kind: 'change_announcement',
  permission: 'stock.receive',
  constraints: { announcement_line_pkey: () => refuse('announcement_line_id_taken') },
  async run(ctx, commands) {
    const seen = await look(ctx, commands)
    const made: Made = { days: [], quantities: [], added: [] }
    const results = commands.map((command) => judge(command, seen) ?? change(command, seen, made))
    write(ctx, made)
    return results
  },
}

async function look({ tx }: Context, commands: readonly Command<AnnouncementChange>[]): Promise<Seen> {
  const ids = [...new Set(commands.map(({ payload }) => payload.announcementId))]
  // What is read afterwards is as the receipts left it that held the lock before.
  await tx.read(lockAnnouncements, [ids])
  const [heads, lines, items] = await Promise.all([
    tx.read<Omit<Announcement, 'lines'>>(findHeads, [ids]),
    tx.read<Line & { readonly announcementId: string }>(findLines, [ids]),
    readItems(tx, [...new Set(commands.flatMap(({ payload }) => payload.add.map(({ itemId }) => itemId)))]),
  ])
  const [partners, sites] = await Promise.all([
    readPartners(tx, heads.map(({ supplierId }) => supplierId)), readLocations(tx, heads.map(({ siteId }) => siteId)),
  ])
  const announcements = new Map(heads.map((head): [string, Announcement] => [head.id, { ...head, lines: new Map() }]))
  for (const line of lines) announcements.get(line.announcementId)?.lines.set(line.id, line)
  return { announcements, items, partners, sites }
}

// The first reason against it, in the order of the refusals; null when there is none.
function judge({ payload }: Command<AnnouncementChange>, seen: Seen): Refusal | null {
  const { announcementId, lines, add, expectedOn } = payload
  const found = seen.announcements.get(announcementId)
  if (found === undefined) return refuse('announcement_unknown', { announcementId })
  if (found.closed) return refuse('announcement_closed', { announcementId })
  if (expectedOn !== undefined && expectedOn !== null && !isCalendarDate(expectedOn)) return refuse('expected_day_unreadable', { expectedOn })
  const wanted = new Map(lines.map(({ lineId, quantity }) => [lineId, quantity]))
  for (const [at, { lineId }] of lines.entries()) {
    if (!found.lines.has(lineId)) return refuse('announcement_line_unknown', { line: at + 1, announcementLineId: lineId })
  }
  for (const [lineId, quantity] of wanted) {
    const line = found.lines.get(lineId)
    if (line === undefined || quantity === line.quantity || quantity >= line.came) continue
    return refuse('announced_below_received', { line: line.line, sku: line.sku, came: line.came, asked: quantity })
  }
  const none = refuseAdded(add, found, seen)
  if (none !== null) return none
  const left = [...found.lines.values()].some((line) => (wanted.get(line.id) ?? line.quantity) > 0n)
  if (!left && add.length === 0) return refuse('announcement_empty', { number: found.number })
  const isSame = (expectedOn === undefined || expectedOn === found.expectedOn) && add.length === 0
    && [...wanted].every(([lineId, quantity]) => found.lines.get(lineId)?.quantity === quantity)
  return isSame ? refuse('announcement_unchanged', { number: found.number }) : null
}

// A line that is added is new business: nothing that is closed begins it.
function refuseAdded(add: AnnouncementChange['add'], { supplierId, siteId }: Announcement, seen: Seen): Refusal | null {
  if (add.length === 0) return null
  if (seen.partners.get(supplierId)?.closed === true) return refuse('supplier_closed', { supplierId })
  if (seen.sites.get(siteId)?.closed === true) return refuse('receiving_site_closed', { siteId })
  for (const [at, { itemId }] of add.entries()) {
    const item = seen.items.get(itemId)
    if (item === undefined) return refuse('received_item_unknown', { line: at + 1, itemId })
    if (item.closed) return refuse('received_item_closed', { line: at + 1, sku: item.sku })
  }
  return null
}

function change({ id: documentId, payload }: Command<AnnouncementChange>, seen: Seen, made: Made): Accepted<AnnouncementChanged> {
  const { announcementId, expectedOn, add, reason } = payload
  const found = seen.announcements.get(announcementId)
  if (found === undefined) throw new Error(`Announcement ${announcementId} was judged unseen.`)
  if (expectedOn !== undefined && expectedOn !== found.expectedOn) {
    made.days.push({ documentId, id: announcementId, before: found.expectedOn, after: expectedOn })
    found.expectedOn = expectedOn
  }
  let lines = 0
  // A line that is named twice becomes what was said last.
  for (const [lineId, after] of new Map(payload.lines.map((one) => [one.lineId, one.quantity]))) {
    const line = found.lines.get(lineId)
    if (line === undefined || line.quantity === after) continue
    made.quantities.push({ documentId, lineId, before: line.quantity, after })
    line.quantity = after
    lines++
  }
  const added = add.map((one) => {
    const id = one.lineId ?? newId()
    const line = 1 + Math.max(0, ...[...found.lines.values()].map((each) => each.line))
    found.lines.set(id, { id, line, sku: seen.items.get(one.itemId)?.sku ?? '', came: 0n, quantity: one.quantity })
    made.added.push({ documentId, announcementId, line, id, one })
    return id
  })
  return { answer: { announcementId, lines, added }, reason }
}

function write({ tx }: Context, { days, quantities, added }: Made): void {
  if (days.length > 0) {
    tx.write(insertDays, [days.map((d) => d.documentId), days.map((d) => d.id), days.map((d) => d.before), days.map((d) => d.after)])
    // The last of a set is what holds.
    const last = [...new Map(days.map((day) => [day.id, day])).values()]
    tx.write(changeDays, [last.map((d) => d.id), last.map((d) => d.after)])
  }
  // Before the changes: a line that was added may be changed by a later command of the set.
  if (added.length > 0) {
    tx.write(addLines, [
      added.map((a) => a.id), added.map((a) => a.announcementId), added.map((a) => a.line), added.map((a) => a.one.itemId),
      added.map((a) => a.one.quantity), added.map((a) => a.one.lotCode), added.map((a) => a.documentId),
    ])
  }
  if (quantities.length > 0) {
    tx.write(insertQuantities, [
      quantities.map((q) => q.documentId), quantities.map((q) => q.lineId), quantities.map((q) => q.before), quantities.map((q) => q.after),
    ])
  }
}
