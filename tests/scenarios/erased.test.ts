// Personal data live only in rows that can be erased: after an erasure no trace of the person is in any table, in what
// the planner remembers of them, in a backup, or in what is told to others; and no kept sum confirms a guess.
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newKey, SYSTEM_ACTOR } from '#auth'
import { canonicalText } from '#kernel'
import { deliverWebhooks, newId, type Outcome, sequenceDocuments, transaction, writeLetters } from '#platform'
import { backUp } from '#app/backup'
import { importFile } from '#app/import'
import { doors } from '#app/wiring'
import { type TestDatabase, testDatabase } from '#test/database'
import { makeShop } from '#test/shop'

let place: TestDatabase
let owner: pg.Client
let shop: Awaited<ReturnType<typeof makeShop>>
const folder = mkdtempSync(join(tmpdir(), 'lotline-erased-'))

beforeAll(async () => {
  place = await testDatabase()
  owner = new pg.Client(place.config)
  await owner.connect()
  shop = await makeShop(place.database)
})
afterAll(async () => {
  await owner.end()
  await place.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** Goes through a door as a caller does, its input checked; `id` may be one that was sent before. */
async function go(path: string, body: object, id: string = newId()): Promise<Outcome> {
  const door = doors.find((one) => one.path === path)
  if (door === undefined) throw new Error(`There is no door ${path}.`)
  expect(door.complaints(body)).toEqual([])
  const [outcome] = await door.many(place.database, [{ id, actor: SYSTEM_ACTOR, occurredAt: new Date(), body }])
  if (outcome === undefined) throw new Error('No outcome.')
  return outcome
}
const told = (outcome: Outcome) => (outcome.ok ? (outcome.repeated ? 'repeated' : 'done') : outcome.refusal.code)

/** Where any of the words is: every column of every table, what the planner remembers, and the lines of a backup. */
async function find(...words: readonly string[]): Promise<string[]> {
  const { rows: columns } = await owner.query<{ name: string; column: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name, format('%I', a.attname) as column
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'm') and n.nspname !~ '^(pg_|information_schema)'`)
  const places = [...columns, ...['most_common_vals', 'histogram_bounds', 'most_common_elems']
    .map((column) => ({ name: 'pg_stats', column }))]
  const found: string[] = []
  for (const { name, column } of places) {
    const { rows: [hit] } = await owner.query<{ n: number }>(
      `select count(*)::int as n from ${name} it where lower(it.${column}::text) like any($1)`, [words.map((word) => `%${word.toLowerCase()}%`)],
    )
    if ((hit?.n ?? 0) > 0) found.push(`${name}.${column}`)
  }
  const file = join(folder, `${newId()}.backup`)
  await backUp(place.database, file)
  const text = gunzipSync(readFileSync(file)).toString('utf8').toLowerCase()
  return text.length > 10_000 && words.some((word) => text.includes(word.toLowerCase())) ? [...found, 'backup'] : found
}

const order = (more: object) => ({
  number: newId(), channelId: shop.channelId, siteId: shop.siteId, lines: [{ itemId: shop.itemId, quantity: '1' }], ...more,
})

test('after a partner is erased nothing of the person is found anywhere, and ids answer as before', async () => {
  const words = ['Quillfeather', 'Zzyzx Road', 'ada@quill.example', '+44 777']
  const webhookId = newId()
  await go('/webhooks', { webhookId, url: 'https://shop.example/hook', secret: 'x'.repeat(24) })
  const [partnerId, orderId, otherId, createId, placeId, changeId] = [newId(), newId(), newId(), newId(), newId(), newId()]
  const person = { partnerId, code: 'C-1', roles: ['customer'], name: 'Ada Quillfeather', email: 'ada@quill.example', phone: '+44 777', address: '1 Zzyzx Road', country: 'GB' }
  const placed = order({ orderId, customerId: partnerId, shipTo: { name: 'A. Quillfeather', address: '1 Zzyzx Road', country: 'GB' } })
  const change = { orderId, reason: 'moved', shipTo: { name: 'Ada Quillfeather', address: '2 Zzyzx Road' } }
  await go('/partners', person, createId)
  await go('/partners/change', { partnerId, reason: 'moved', address: '2 Zzyzx Road' })
  await go('/orders', placed, placeId)
  await go('/orders/change', change, changeId)
  // An order that was the person's first, and is another's now.
  await go('/orders', order({ orderId: otherId, customerId: partnerId, shipTo: { name: 'Quillfeather' } }))
  await go('/orders/change', { orderId: otherId, reason: 'for a friend', customerId: shop.customerId })
  const csv = join(folder, 'partners.csv')
  writeFileSync(csv, 'code,role,name\nC-2,customer,Bea Quillfeather\n')
  const imported = await importFile(place.database, { kind: 'partners', path: csv, dryRun: false, mapping: [] })
  expect(imported.errors).toEqual([])
  await owner.query('analyze')
  expect(await find(...words)).toEqual(expect.arrayContaining([
    'partners.partner_detail.name', 'partners.partner_detail.email', 'orders.ship_to.address', 'backup',
  ]))
  expect([told(await go('/partners', person, createId)), told(await go('/orders/change', change, changeId))]).toEqual(['repeated', 'repeated'])
  expect(told(await go('/partners', { ...person, name: 'Ada Lovelace' }, createId))).toBe('id_reused')

  const { rows: [second] } = await owner.query<{ id: string }>("select id from partners.partner where code = 'C-2'")
  for (const id of [partnerId, second?.id]) expect(told(await go('/partners/erase', { partnerId: id, reason: 'asked' }))).toBe('done')

  expect(await find(...words)).toEqual([])
  const sent: string[] = []
  await sequenceDocuments(place.database)
  await deliverWebhooks(place.database, async (_, body) => sent.push(body) && 200)
  expect(sent.join()).toContain(partnerId)
  expect(words.filter((word) => sent.join().includes(word))).toEqual([])
  // The command answers for ever; what is not personal in it is still compared.
  expect([
    told(await go('/partners', person, createId)), told(await go('/orders', placed, placeId)), told(await go('/orders/change', change, changeId)),
    told(await go('/partners', { ...person, code: 'C-3' }, createId)),
  ]).toEqual(['repeated', 'repeated', 'repeated', 'id_reused'])
})

test('no sum that is kept confirms a guessed name, neither while the person is known nor after', async () => {
  const guess = { partnerId: newId(), code: 'C-9', name: 'Ada Quillfeather' }
  await go('/partners', guess)
  const sums = async () => (await owner.query<{ sum: string }>(`
    select encode(fingerprint, 'hex') as sum from platform.document union all
    select encode(sum, 'hex') from platform.personal_sum`)).rows.map(({ sum }) => sum)
  const guesses = [canonicalText(guess), canonicalText({ name: guess.name }), guess.name].flatMap((text) =>
    ['create-partner', ''].map((kind) => createHash('sha256').update(kind).update(text).digest('hex').slice(0, 32)))

  expect((await sums()).filter((sum) => guesses.includes(sum.slice(0, 32)))).toEqual([])
  await go('/partners/erase', { partnerId: guess.partnerId, reason: 'asked' })
  const { rows } = await owner.query('select from platform.personal_sum where subject_id = $1', [guess.partnerId])
  expect(rows).toEqual([])
})

test('a guest is forgotten when the address of the order is', async () => {
  const [orderId, placeId] = [newId(), newId()]
  const placed = order({ orderId, shipTo: { name: 'Xanthippe Nimbleby', address: '7 Oxbow' } })
  await go('/orders', placed, placeId)
  await go('/orders/change', { orderId, reason: 'asked', shipTo: null })

  expect(await find('Nimbleby', 'Oxbow')).toEqual([])
  const { rows } = await owner.query('select from platform.personal_sum where subject_id = $1', [orderId])
  expect(rows).toEqual([])
  expect(told(await go('/orders', placed, placeId))).toBe('repeated')
})

test('what one set says of a person and takes back is not kept as a sum either', async () => {
  const partnerId = newId()
  await go('/partners', { partnerId, code: 'C-11' })
  const door = doors.find((one) => one.path === '/partners/change')
  const set = [{ name: 'Tobias Ferncastle' }, { name: null }].map((more) =>
    ({ id: newId(), actor: SYSTEM_ACTOR, occurredAt: new Date(), body: { partnerId, reason: 'typed wrongly', ...more } }))
  const outcomes = await door?.many(place.database, set)

  expect(outcomes?.map(told)).toEqual(['done', 'done'])
  const { rows } = await owner.query('select from platform.personal_sum where subject_id = $1', [partnerId])
  expect(rows).toEqual([])
})

test('an erased account leaves its id alone: no name, no way in, no way back', async () => {
  const [accountId, createId] = [newId(), newId()]
  const account = { accountId, login: 'ignatius.brackenwood', name: 'Ignatius Brackenwood', email: 'ib@quince.example', password: 'a long password', roles: ['viewer'] }
  await go('/accounts', account, createId)
  const { id: keyId, keyHash } = newKey()
  await go('/keys', { keyId, name: 'Brackenwood’s till', keyHash, scopes: ['record.read'], accountId })
  await go('/accounts/email', { accountId, email: 'iggy@quince.example' })
  const letter = { id: newId(), accountId, address: 'iggy@quince.example', subject: 'For Brackenwood', text: 'Dear Ignatius Brackenwood', html: '<p>Brackenwood</p>' }
  await transaction(place.database, async (tx) => writeLetters(tx, [{ ...letter, attachments: [{ name: 'Brackenwood.csv', type: 'text/csv', content: Buffer.from('Brackenwood') }] }], new Date()))
  await owner.query(`update platform.mail set last_error = '550 <iggy@quince.example> is not known'`)
  await owner.query('analyze')
  expect(await find('Brackenwood', 'quince')).toEqual(expect.arrayContaining([
    'auth.account.login', 'auth.account.name', 'auth.account.email', 'auth.api_key.name', 'platform.mail.address', 'platform.mail.body', 'platform.mail_attachment.name',
  ]))
  expect((await find('quince')).filter((at) => at.startsWith('pg_stats'))).toEqual([])

  expect(told(await go('/accounts/erase', { accountId, reason: 'left' }))).toBe('done')

  expect(await find('Brackenwood', 'quince')).toEqual([])
  expect(told(await go('/accounts', account, createId))).toBe('repeated')
  expect([
    told(await go('/accounts/disable', { accountId, disabled: false })), told(await go('/accounts/roles', { accountId, roles: ['viewer'] })),
    told(await go('/accounts/reset-password', { accountId, password: 'another password' })),
    told(await go('/accounts/email', { accountId, email: 'iggy@quince.example' })),
    told(await go('/accounts/erase', { accountId: newId(), reason: 'left' })),
  ]).toEqual(['account_erased', 'account_erased', 'account_erased', 'account_erased', 'account_missing'])
  const { rows } = await owner.query('select erased_at is not null as erased, disabled_at is not null as disabled from auth.account where id = $1', [accountId])
  expect(rows).toEqual([{ erased: true, disabled: true }])
})

// A door that begins to take what names a person must say so to its action (`personal`), and be erased above.
test('no door takes a name, an address or a login that is not known here', () => {
  const suspicious = /^(name|login|email|phone|address|country|shipTo|title|note|comment|contact)$/
  const walk = (schema: unknown, at: string): string[] => Object.entries(Object(schema)).flatMap(([key, value]) => {
    if (key !== 'properties') return value !== null && typeof value === 'object' ? walk(value, at) : []
    return Object.entries(Object(value)).flatMap(([name, inner]) => [...(suspicious.test(name) ? [`${at} ${name}`] : []), ...walk(inner, `${at} ${name}`)])
  })
  const taken = new Set(doors.flatMap(({ path, body }) => walk(JSON.parse(JSON.stringify(body)), path)))
  const things = [
    '/lot-attributes name', '/lot-attributes title', '/channels name', '/channels/change name', '/items name', '/items/change name', '/locations name', '/locations/change name',
    '/alert-rules name', '/alert-rules/change name', '/reports name', '/reports/change name', '/views name', '/views/change name',
  ]
  expect([...taken].filter((one) => !things.includes(one)).sort()).toEqual([
    '/accounts email', '/accounts login', '/accounts name', '/accounts/change-email email', '/accounts/email email', '/keys name', '/orders shipTo', '/orders shipTo address', '/orders shipTo country', '/orders shipTo name',
    '/orders/change shipTo', '/orders/change shipTo address', '/orders/change shipTo country', '/orders/change shipTo name',
    '/partners address', '/partners country', '/partners email', '/partners name', '/partners phone',
    '/partners/change address', '/partners/change country', '/partners/change email', '/partners/change name', '/partners/change phone',
  ])
})
