// The story the examples of the API come from: a tea shop's first days, every command once and every question once, through
// the doors, with real answers. Ids and moments of the machine are made the same for every telling.
import { watchForAlerts } from '#alerts'
import { SYSTEM_ACTOR } from '#auth'
import { type Actor, type Answer, type Database, lookAtMail, newId, query, sequenceDocuments } from '#platform'
import { takeList } from '#app/import-routes'
import { judgeImports, runImports } from '#app/import-work'
import { doors, questions } from '#app/wiring'
import { ask } from '#test/ask'

/** What of the API an example is of, and how it went. */
export type Examples = {
  readonly commands: { readonly [kind: string]: { readonly body: object; readonly id: string; readonly answer: Answer } }
  readonly questions: { readonly [path: string]: { readonly input: object; readonly answer: unknown } }
}

/** When the story begins; a minute passes with every command. */
const MORNING = Date.parse('2026-03-02T08:00:00Z')
/** What the machine's own clock said, in the examples. */
const RECORDED = '2026-03-03T08:00:00.000Z'

/** Tells the story to an empty database; what it kept as examples. */
export async function tellStory(database: Database): Promise<Examples> {
  const commands: Record<string, { body: object; id: string; answer: Answer }> = {}
  let minutes = 0
  const actAs = async (actor: Actor, path: string, body: object): Promise<{ id: string; answer: Answer }> => {
    const door = doors.find((one) => one.path === path)
    if (door === undefined) throw new Error(`There is no door ${path}.`)
    const complaints = door.complaints(body)
    if (complaints.length > 0) throw new Error(`${path}: ${JSON.stringify(complaints)}`)
    const [id, occurredAt] = [newId(), new Date(MORNING + 60_000 * minutes++)]
    const [outcome] = await door.many(database, [{ id, actor, occurredAt, body }])
    if (outcome?.ok !== true) throw new Error(`${path}: ${outcome?.refusal.code} ${outcome?.refusal.message}`)
    await sequenceDocuments(database)
    commands[door.kind] ??= { body, id, answer: outcome.answer }
    return { id, answer: outcome.answer }
  }
  const act = (path: string, body: object) => actAs(SYSTEM_ACTOR, path, body)
  const made = await setUp(act, actAs)
  const worked = await work(act, made)
  await noteWhatNeedsSomebody(act, made)
  await watchForAlerts(database, new Date(MORNING + 60_000 * minutes))
  const [alert] = await query<{ id: string }>(database, { name: '', text: 'select id from alerts.alert order by rule_id, day, number limit 1' })
  await act('/alerts/silence', { alertId: alert?.id, until: '2026-03-16' })
  const viewId = await keepViews(act)
  const cleoId = newId()
  await writeLetters(database, act, actAs, cleoId)
  return straightened({ commands, questions: await askAll(database, { ...made, ...worked, cleoId, viewId }) })
}

type Act = (path: string, body: object) => Promise<{ id: string; answer: Answer }>
type ActAs = (actor: Actor, path: string, body: object) => Promise<unknown>

async function noteWhatNeedsSomebody(act: Act, { teaId, siteId }: { teaId: string; siteId: string }) {
  const ruleId = newId()
  await act('/alert-rules', { ruleId, kind: 'expiring', name: 'Ends within two weeks', days: 14, siteId, roles: ['manager', 'quality'] })
  await act('/alert-rules/change', { ruleId, days: 21, mutedUntil: '2026-03-02T18:00:00Z' })
  await act('/reorder-points', { itemId: teaId, siteId, least: '100000' })
  await act('/alerts/see', {})
  await act('/alerts/reach', { ruleId, reach: 'daily', mutedUntil: '2026-03-09' })
  await act('/alerts/digest', { at: '06:30', weekday: 1 })
}

async function keepViews(act: Act) {
  const [viewId, otherId] = [newId(), newId()]
  const columns = [{ id: 'code', of: 'code', heading: 'Lot' }, { id: 'bindingOn', of: 'bindingOn', heading: 'Lasts to', as: 'day' }]
  const view = { list: '/lots', page: '/lots', isShared: true, asked: { item: 'TEA-100', sort: 'bindingOn' }, columns, filters: ['Item (SKU): TEA-100'] }
  await act('/views', { viewId, name: 'Tea by its last day', ...view })
  await act('/views/change', { viewId, name: 'Green tea by its last day' })
  await act('/views', { viewId: otherId, name: 'A try', ...view })
  await act('/views/remove', { viewId: otherId })
  const [reportId, onceId] = [newId(), newId()]
  const weekly = { viewId, format: 'xlsx', every: 'week', onDay: 1, at: '06:30', zone: 'Europe/London', mailTo: [] }
  await act('/reports', { reportId, name: 'Tea on Mondays', ...weekly })
  await act('/reports/change', { reportId, every: 'day' })
  await act('/reports/run', { reportId })
  await act('/reports', { reportId: onceId, name: 'Once', ...weekly })
  await act('/reports/remove', { reportId: onceId })
  return viewId
}

async function writeLetters(database: Database, act: Act, actAs: ActAs, accountId: string) {
  await act('/accounts', { accountId, login: 'cleo', name: 'Cleo', password: 'a password of length', roles: ['administrator'] })
  const cleo = { id: accountId, permissions: SYSTEM_ACTOR.permissions }
  await actAs(cleo, '/accounts/change-email', { email: 'cleo@teashop.example' })
  const from = { name: 'Lotline', address: 'stock@teashop.example' }
  const settings = { host: 'mail.teashop.example', port: 587, isTls: false, startTls: 'needed', login: null, from, publicUrl: 'https://lotline.teashop.example' } as const
  await lookAtMail(database, { settings, reach: async () => null, send: async () => ({ ok: true }) }, () => new Date(RECORDED))
  await actAs(cleo, '/mail/test', {})
  await actAs(cleo, '/mail/send-again', {})
}

async function setUp(act: Act, actAs: ActAs) {
  const [annaId, keyId, webhookId] = [newId(), newId(), newId()]
  await act('/accounts', { accountId: annaId, login: 'anna', name: 'Anna', password: 'a password of length', roles: ['operator'] })
  await act('/accounts/roles', { accountId: annaId, roles: ['operator', 'quality'] })
  await act('/accounts/email', { accountId: annaId, email: 'anna.old@teashop.example' })
  await act('/accounts/reset-password', { accountId: annaId, password: 'forgotten and made anew' })
  const anna = { id: annaId, permissions: new Set(['account.self', 'document.back-date']) }
  await actAs(anna, '/accounts/change-password', { presentPassword: 'forgotten and made anew', password: 'one that only Anna knows' })
  await act('/keys', { keyId, name: 'shop', keyHash: '5f'.repeat(32), accountId: annaId, scopes: ['record.read', 'order.pick'] })
  await act('/webhooks', { webhookId, url: 'https://shop.example/lotline', secret: 'only the two of us know this', kinds: ['ship', 'place_order'] })
  await act('/webhooks/replay', { webhookId, after: '0' })
  const [benId, oldId] = [newId(), newId()]
  await act('/accounts', { accountId: benId, login: 'ben', name: 'Ben', password: 'a password of length', roles: ['viewer'] })
  await act('/accounts/erase', { accountId: benId, reason: 'Left, and asked to be forgotten' })
  await act('/webhooks', { webhookId: oldId, url: 'https://old.example/lotline', secret: 'only the two of us know this' })
  await act('/webhooks/remove', { webhookId: oldId })

  const [farmId, customerId, guestId] = [newId(), newId(), newId()]
  await act('/partners', { partnerId: farmId, code: 'FARM', name: 'Hill Farm', roles: ['supplier'], country: 'IN' })
  await act('/partners', { partnerId: customerId, code: 'CAFE', name: 'Corner Cafe', roles: ['customer'] })
  await act('/partners', { partnerId: guestId, code: 'GUEST-42', name: 'Somebody', email: 'somebody@example.com', roles: ['customer'] })
  await act('/partners/change', { partnerId: customerId, reason: 'Asked for fresher tea', leastLifeDays: 60 })
  const siteId = newId()
  const { answer } = await act('/locations', { locationId: siteId, code: 'MAIN', name: 'Main warehouse', kind: 'site', timeZone: 'Europe/London' })
  const { storage, quarantine } = Object(answer['parts'])
  const binId = newId()
  await act('/locations', { locationId: binId, code: 'MAIN-A1', kind: 'bin', role: 'storage', parentId: siteId })
  await act('/locations/change', { locationId: binId, reason: 'One lot to a bin', oneLot: true })

  const [teaId, bulkId, scaleId, setId] = [newId(), newId(), newId(), newId()]
  await act('/items', {
    itemId: teaId, sku: 'TEA-100', name: 'Green tea 100 g', baseUnit: 'piece', trackingMode: 'lot', gtin: '4006381333931',
    units: [{ unit: 'case', numerator: '12' }],
  })
  await act('/items', { itemId: bulkId, sku: 'TEA-BULK', name: 'Green tea, bulk', baseUnit: 'g', trackingMode: 'lot' })
  await act('/items', { itemId: scaleId, sku: 'SCALE', name: 'Kitchen scale', baseUnit: 'piece', trackingMode: 'lot' })
  await act('/items', { itemId: setId, sku: 'SET', name: 'Tea set with a scale', baseUnit: 'piece', trackingMode: 'lot+serial' })
  await act('/items/tracking-mode', { itemId: scaleId, trackingMode: 'serial', fromOn: '2026-03-02', reason: 'Warranty goes by number' })
  await act('/items/unit', { itemId: teaId, unit: 'pallet', numerator: '960', fromOn: '2026-03-02', reason: 'New carton' })
  await act('/lot-attributes', { name: 'harvest', title: 'Harvest', type: 'choice', choices: ['spring', 'autumn'] })
  const channelId = newId()
  await act('/channels', { channelId, code: 'WEB', name: 'Web shop', leastLifeDays: 30, transitDays: 2 })
  await act('/channels/change', { channelId, reason: 'Faster carrier', transitDays: 1 })
  return { annaId, keyId, webhookId, farmId, customerId, guestId, siteId, storage: String(storage), quarantine: String(quarantine), binId, teaId, bulkId, scaleId, setId, channelId }
}

type Made = Awaited<ReturnType<typeof setUp>>

async function receiveAll(act: Act, made: Made) {
  const { siteId, farmId, teaId, bulkId, scaleId, storage } = made
  const [announcementId, lineId, soonId, lateId, otherId, wrongId, sackId] = Array.from({ length: 7 }, () => newId())
  await act('/announcements', {
    announcementId, number: 'PO-1', kind: 'purchase_order', supplierId: farmId, siteId, expectedOn: '2026-03-03',
    lines: [{ lineId, itemId: teaId, quantity: '48' }],
  })
  const { id: receiptId } = await act('/receipts', {
    number: 'GR-1', supplierId: farmId, siteId, announcementId,
    lines: [{
      itemId: teaId, lot: { lotId: soonId, code: 'H-101', dates: { bestBefore: '2026-12' } }, quantity: '3', unit: 'case', toLocationId: storage,
      announcementLineId: lineId,
    }],
  })
  await act('/announcements/change', {
    announcementId, expectedOn: '2026-03-05', lines: [{ lineId, quantity: '60' }], add: [{ itemId: bulkId, quantity: '5000', lotCode: 'S-44' }], reason: 'The farm sends more, later',
  })
  await act('/announcements/close', { announcementId, reason: 'The rest is not coming' })
  await act('/announcements/reopen', { announcementId, reason: 'The rest comes after all' })
  await act('/receipts', {
    number: 'GR-2', supplierId: farmId, siteId,
    lines: [
      { itemId: teaId, lot: { lotId: lateId, code: 'H-117', dates: { bestBefore: '2027-06-30' } }, quantity: '120', toLocationId: storage },
      { itemId: bulkId, lot: { lotId: sackId, code: 'V-9', dates: { bestBefore: '2027-09' } }, quantity: '20000', toLocationId: storage },
      { itemId: scaleId, quantity: '2', serials: ['SN-0001', 'SN-OOO2'], toLocationId: storage },
    ],
  })
  await act('/opening-stock', { siteId, lines: [{ itemId: teaId, lot: { lotId: otherId, code: 'G-88', dates: { bestBefore: '2027-01' } }, quantity: '10', toLocationId: storage }] })
  await act('/lots', { lotId: wrongId, itemId: teaId, code: 'H-1O1', originId: farmId, dates: { bestBefore: '2026-12' }, attributes: { harvest: 'spring' } })
  await act('/lots/merge', { lotId: wrongId, intoLotId: soonId, reason: 'The O was a zero' })
  await act('/lots/change', { lotId: lateId, reason: 'The label was read again', dates: { bestBefore: '2027-05-31' }, attributes: { harvest: 'autumn' } })
  await act('/items/change', { itemId: bulkId, reason: 'Keeps two years', shelfLifeDays: 730 })
  const { answer: aliased } = await act('/serials/alias', { itemId: scaleId, serial: 'SN-OOO2', alias: 'SN-0002', reason: 'Zeros, not letters' })
  return { announcementId, receiptId, soonId, lateId, otherId, sackId, serialId: String(aliased['serialId']) }
}

async function work(act: Act, made: Made) {
  const { siteId, customerId, channelId, teaId, bulkId, scaleId, setId, storage, quarantine } = made
  const lots = await receiveAll(act, made)
  const { soonId, lateId, otherId, sackId } = lots
  const { answer: packed } = await act('/transformations', {
    kind: 'repack', siteId,
    inputs: [{ itemId: bulkId, lotId: sackId, locationId: storage, quantity: '10000' }],
    outputs: [{ itemId: teaId, code: 'P-1', locationId: storage, quantity: '100' }],
  })
  const packedId = String(Object(packed['outputs'])[0].lotId)
  const { id: kitId } = await act('/transformations', {
    kind: 'kit', siteId,
    inputs: [
      { itemId: scaleId, locationId: storage, quantity: '1', serials: ['SN-0001'] },
      { itemId: teaId, lotId: packedId, locationId: storage, quantity: '2' },
    ],
    outputs: [{ itemId: setId, code: 'SETS-1', locationId: storage, quantity: '1', serials: ['SET-1'] }],
  })
  await act('/stock/move', { lines: [{ itemId: teaId, lotId: otherId, fromLocationId: storage, toLocationId: quarantine, quantity: '4' }] })
  const { id: movedId } = await act('/stock/move', {
    lines: [{ itemId: teaId, candidateIds: [soonId, lateId], fromLocationId: storage, toLocationId: quarantine, quantity: '1' }],
  })
  await act('/corrections/lot', { documentId: movedId, line: 1, reason: 'Scanned', lots: [{ lotId: lateId, quantity: '1' }] })
  await act('/stock/adjust', { itemId: teaId, lotId: otherId, locationId: storage, counted: '5', reason: 'Counted' })
  await act('/stock/dispose', { itemId: teaId, lotId: otherId, locationId: quarantine, quantity: '4', reason: 'Torn' })
  await act('/holds', { holdId: newId(), scope: 'lot', itemId: teaId, lotId: packedId, reason: 'Tastes of soap' })
  await act('/holds', { holdId: newId(), scope: 'serial', itemId: scaleId, serial: 'SN-0002', reason: 'Shows too much' })
  const goneHold = newId()
  await act('/holds', { holdId: goneHold, scope: 'lot', itemId: teaId, lotId: otherId, reason: 'Count differs' })
  await act('/holds/release', { holdId: goneHold, reason: 'Counted again' })

  const order = async (number: string, quantity: string) => {
    const [orderId, lineId] = [newId(), newId()]
    await act('/orders', { orderId, number, customerId, channelId, siteId, lines: [{ lineId, itemId: teaId, quantity }] })
    return { orderId, lineId }
  }
  const first = await order('1001', '40')
  await act('/orders/reserve', { orderId: first.orderId })
  await act('/orders/pick', { orderId: first.orderId })
  await act('/orders/unpick', { orderId: first.orderId, reason: 'Wrong trolley' })
  await act('/orders/change', { orderId: first.orderId, reason: 'Asked for two more', lines: [{ lineId: first.lineId, quantity: '42' }] })
  const { id: pickId } = await act('/orders/pick', { orderId: first.orderId })
  await act('/orders/pack', { orderId: first.orderId, parcel: 'P-1001' })
  const { id: shipmentId } = await act('/orders/ship', { orderId: first.orderId, parcel: 'P-1001' })
  await act('/orders/deliver', { orderId: first.orderId, parcel: 'P-1001' })
  const second = await order('1002', '5')
  await act('/orders/cancel', { orderId: second.orderId, reason: 'Ordered twice' })
  await order('1003', '200')
  await act('/orders/reserve-waiting', { itemId: teaId, siteId })
  const { id: returnId } = await act('/returns', { number: 'RET-1', customerId, siteId, lines: [{ orderLineId: first.lineId, itemId: teaId, quantity: '1' }] })
  await act('/corrections', { reason: 'The parcel was filled from the other shelf', lines: [{ documentId: shipmentId, line: 1, lotId: lateId }] })
  await act('/partners/erase', { partnerId: made.guestId, reason: 'Asked to be forgotten' })
  await act('/locations/close', { locationId: made.binId, reason: 'Broken shelf' })
  await act('/keys/revoke', { keyId: made.keyId })
  await act('/accounts/disable', { accountId: made.annaId, disabled: true })
  return { ...lots, kitId, packedId, ...first, pickId, returnId, shipmentId }
}

// A list of two items: one is there already and as it says, the other has no name.
async function importSome(database: Database): Promise<string> {
  const id = newId()
  const text = Buffer.from('sku;description;tracking\nTEA-100;Green tea 100 g;lot\nTEA-250;;lot\n')
  const never = new AbortController().signal
  await takeList(database, { id, kind: 'items', name: 'items.csv', actorId: SYSTEM_ACTOR.id }, (async function* () { yield text })())
  await query(database, { name: '', text: `update app.import set state = 'judging' where id = $1::uuid` }, [id])
  await judgeImports(database, never)
  const run = `update app.import set state = 'running', leaves_out = true, began_at = now(), permissions = array['item.write'] where id = $1::uuid`
  await query(database, { name: '', text: run }, [id])
  await runImports(database, never)
  return id
}

type Told = Made & Awaited<ReturnType<typeof work>> & { readonly cleoId: string; readonly viewId: string }

async function askAll(database: Database, told: Told) {
  const importId = await importSome(database)
  const byPath: { readonly [path: string]: object } = {
    '/changes': { after: '3', limit: '2' },
    '/lots': { attribute: 'harvest=autumn' },
    '/documents/:id': { id: told.receiptId },
    '/documents/:id/lines': { id: told.shipmentId },
    '/documents/:id/corrections': { id: told.shipmentId },
    '/items/:id': { id: told.teaId },
    '/items/:id/look-alikes': { id: told.teaId, code: 'H-1O7' },
    '/partners/:id': { id: told.customerId },
    '/locations/tree': { siteId: told.siteId },
    '/locations/:id': { id: told.binId },
    '/lots/:id': { id: told.lateId },
    '/lots/:id/look-alikes': { id: told.soonId },
    '/stock': { item: 'TEA-100' },
    '/find': { q: 'TEA' },
    '/names': { ids: [told.channelId, told.sackId].join(',') },
    '/stock/ending': { from: '2026-03-01', to: '2027-12-31' },
    '/stock/reserved': { item: 'TEA-100', at: '2026-03-02T08:51:30Z' },
    '/stock/as-of': { item: 'TEA-100', at: '2026-03-02T08:51:30Z' },
    '/decisions/:id': { id: told.pickId },
    '/serials/:id': { id: told.serialId },
    '/serials/:id/parts': { id: String(Object(await ask(questions, database, '/serials', { code: 'SET-1' })).rows[0].id) },
    '/receipts/:id': { id: told.receiptId },
    '/announcements/:id': { id: told.announcementId },
    '/transformations/:id': { id: told.kitId },
    '/orders/:id': { id: told.orderId },
    '/returns/:id': { id: told.returnId },
    '/orders/:id/replay': { id: told.orderId },
    '/orders/:id/suggestion': { id: told.orderId },
    '/availability': { channelId: told.channelId, on: '2026-03-03' },
    '/imports/:id': { id: importId },
    '/imports/:id/look': { id: importId },
    '/imports/:id/causes': { id: importId, sort: 'wrong' },
    '/import-documents': { importId },
    '/views/:id': { id: told.viewId },
    '/trace': { direction: 'forward', from: 'lot', id: told.sackId },
  }
  const examples: Record<string, { input: object; answer: unknown }> = {}
  for (const { path, list } of questions) {
    const input = byPath[path] ?? (list === undefined ? {} : { limit: '1' })
    const answer = await ask(questions, database, path, input, path === '/accounts/own' || path === '/alerts/reach' ? { id: told.cleoId, permissions: new Set() } : undefined)
    examples[path] = { input, answer: path === '/system' ? ofAnyMachine(answer) : answer }
  }
  return examples
}

// What every machine has its own of.
function ofAnyMachine(answer: unknown): object {
  const state = Object(answer)
  const { findings } = state
  return {
    ...state, node: 'v20.20.2', database: { server: '18.4', bytes: '48234496' },
    findings: findings.filter(({ what }: { what: string }) => what === 'Sequencer'), migrations: state.migrations.slice(-1),
  }
}

const ids = /[0-9a-f]{8}-[0-9a-f]{4}-[78][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g

// The same story gives the same text: ids are numbered in the order they appear, what the clock said is said alike.
function straightened(examples: Examples): Examples {
  const numbered = new Map<string, string>()
  const idAs = (id: string) => {
    if (id.startsWith('00000000-')) return id
    const known = numbered.get(id) ?? `019cad00-0000-7000-8000-${String(numbered.size + 1).padStart(12, '0')}`
    numbered.set(id, known)
    return known
  }
  const text = (value: string): string => {
    const cursor = /^Wy[IJ][\w-]{20,}$/.test(value) ? Buffer.from(value, 'base64url').toString() : null
    if (cursor !== null) return Buffer.from(text(cursor)).toString('base64url')
    return value.replaceAll(ids, idAs).replaceAll(/20\d\d-\d\d-\d\d[T ][\d:.]+(Z|[+-]\d\d(:\d\d)?)/g, (moment) => moment.startsWith('2026-03-02') ? moment : RECORDED)
  }
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value)
    if (value instanceof Date) return text(value.toISOString())
    if (typeof value === 'bigint') return String(value)
    if (Array.isArray(value)) return value.map(walk)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner)]))
  }
  return walk(examples) as Examples
}
