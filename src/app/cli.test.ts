import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount, recogniseKey, Secret, SYSTEM_ACTOR } from '#auth'
import { newId, performOne } from '#platform'
import { type CommandLine, openCommandLine } from '#test/command-line'
import { type TestDatabase, testDatabase } from '#test/database'
import { openFloor } from '#test/floor'
import { day, makeShop } from '#test/shop'

let line: CommandLine
let shop: TestDatabase

const account = (login: string, roles: ('administrator' | 'viewer')[]) =>
  performOne(shop.database, createAccount, {
    id: newId(), actor: SYSTEM_ACTOR, occurredAt: new Date(),
    payload: { accountId: newId(), login, name: login, password: new Secret('correct horse'), roles },
  })

const lotline: CommandLine['lotline'] = (...args) => line.lotline(...args)
const fed: CommandLine['fed'] = (input, ...args) => line.fed(input, ...args)

beforeAll(async () => {
  shop = await testDatabase()
  line = await openCommandLine(shop)
})
afterAll(async () => {
  line.close()
  await shop.drop()
})

test('a key is made, shown once, used, listed without its text, and revoked', async () => {
  const none = await lotline('key', 'create', 'till')
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('There is no account yet')])
  await account('ada', ['administrator'])

  const made = await lotline('key', 'create', 'till', '--scope', 'record.read', 'order.write', '--json')
  const { key, keyId, scopes } = JSON.parse(made.out)
  expect(scopes).toEqual(['record.read', 'order.write'])
  const seen = await recogniseKey(shop.database, key)
  expect([...(seen?.permissions ?? [])].sort()).toEqual(['order.write', 'record.read'])

  const listed = await lotline('key', 'list', '--json')
  expect(JSON.parse(listed.out)).toMatchObject([{ id: keyId, name: 'till', revokedAt: null }])
  expect(listed.out).not.toContain(key)

  expect(await lotline('key', 'revoke', 'till')).toMatchObject({ code: 0, err: '' })
  expect(await recogniseKey(shop.database, key)).toBeNull()
  const again = await lotline('--json', 'key', 'revoke', keyId)
  expect([again.code, JSON.parse(again.err).code]).toEqual([1, 'key_revoked'])
})

test('a packed list is read from standard input', async () => {
  const packed = gzipSync('sku,name\nSTDIN-1,Tea\n')
  expect(JSON.parse((await fed(packed, 'import', 'items', '-', '--json')).out)).toMatchObject({ applied: 1, wrong: 0 })
  const torn = await fed(packed.subarray(0, 20), 'import', 'items', '-')
  expect([torn.code, torn.err]).toEqual([2, expect.stringContaining('damaged or not whole')])
})

test('a key carries no more than its account may, and says whose it is when there are several', async () => {
  await account('vic', ['viewer'])
  const whose = await lotline('key', 'create', 'label')
  expect([whose.code, whose.err]).toEqual([2, expect.stringContaining('--account: ada, vic')])
  const beyond = await lotline('key', 'create', 'label', '--account', 'vic', '--role', 'manager', '--json')
  expect([beyond.code, JSON.parse(beyond.err).code]).toEqual([1, 'scope_not_held'])
  const odd = await lotline('key', 'create', 'label', '--account', 'vic', '--scope', 'stock.steal')
  expect([odd.code, odd.err]).toEqual([2, expect.stringContaining('no permission stock.steal')])
  const plain = await lotline('key', 'create', 'label', '--account', 'vic')
  const [key = ''] = plain.out.split('\n')
  expect([...((await recogniseKey(shop.database, key))?.permissions ?? [])]).toEqual(['record.read'])
})

test('stock by codes, and what a channel could promise', async () => {
  const { database } = shop
  const made = await makeShop(database)
  const lotId = await made.lot(12, day(10))
  await made.place(2)
  const [channel, strict, sku] = [made.channelId.slice(-6), made.strictId.slice(-6), `I-${made.itemId.slice(-6)}`]
  const where = await lotline('stock', '--item', sku, '--json')
  expect(JSON.parse(where.out).rows).toMatchObject([{ lotId, quantity: '12' }])
  const easy = await lotline('stock', '--channel', channel, '--site', `S-${made.siteId.slice(-6)}`, '--json')
  expect(JSON.parse(easy.out).rows).toMatchObject([{ sku, onHand: '12', reserved: '2', available: '10' }])
  const hard = await lotline('stock', '--channel', strict, '--item', sku)
  expect(hard.out).toMatch(/available\n.* 0\n/)
  const odd = await lotline('stock', '--channel', 'NOWHERE')
  expect([odd.code, odd.err]).toEqual([2, expect.stringContaining('There is no channel NOWHERE')])
})

test('any list is filtered by the codes people know, sorted, paged and told whole', async () => {
  const floor = await makeShop(shop.database)
  for (const code of ['LIST-B', 'LIST-A', 'LIST-C']) await floor.lot(1, null, code)
  const page = JSON.parse((await lotline('list', 'lots', '--q', 'list-', '--sort', 'code', '--limit', '2', '--json')).out)
  expect(page).toMatchObject({ rows: [{ code: 'LIST-A' }, { code: 'LIST-B' }], total: 3, totalIsExact: true, previous: null })

  const rest = await lotline('list', 'lots', '--q', 'list-', '--sort', 'code', '--limit', '2', '--after', page.next)
  expect(rest.out).toContain('LIST-C')
  expect(rest.out).not.toContain('LIST-A')
  expect(rest.out).toContain('3 in all')

  const all = await lotline('list', 'movements', '--lot', 'LIST-C', '--kind', 'receipt', '--all')
  expect(all.out.trim().split('\n').map((row) => JSON.parse(row).lot)).toEqual(['LIST-C'])
  const wrong = await lotline('list', 'lots', '--sort', 'colour')
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('sort')])
})

test('a shop by its codes: placed, picked, shipped, traced, held and released', { timeout: 180_000 }, async () => {
  const { database } = shop
  const made = await makeShop(database)
  const lotId = await made.lot(13, day(100), 'CODE-1')
  const [sku, site, customer, channel] = [
    `I-${made.itemId.slice(-6)}`, `S-${made.siteId.slice(-6)}`, `C-${made.customerId.slice(-6)}`, made.channelId.slice(-6),
  ]
  const fine = async (...args: string[]) => {
    const { out, err, code } = await lotline(...args)
    expect([args.join(' '), code, err]).toEqual([args.join(' '), 0, ''])
    return out
  }
  await fine('order', 'place', '--number', 'N-1', '--channel', channel, '--site', site, '--customer', customer, '--line', `${sku}=5`)
  await fine('order', 'pick', 'N-1')
  await fine('order', 'ship', 'N-1', '--parcel', 'DHL-1')
  expect(await fine('order', 'show', 'N-1')).toMatch(new RegExp(`customer +${customer}\n[^]*${sku} +Tea +5 +0 +0 +5 +0`))

  const trace = JSON.parse(await fine('trace', '--lot', 'CODE-1', '--item', sku, '--forward', '--json'))
  expect(trace.shipments).toMatchObject([{ id: expect.stringMatching(/^[0-9a-f-]{36}\.\d+$/), lot_id: lotId, quantity: '5', order: 'N-1', customer, lot: 'CODE-1', sku }])
  expect(JSON.parse(await fine('trace', '--lot', lotId, '--forward', '--json'))).toMatchObject({ shipments: trace.shipments })
  // For people: numbers and codes, no id but those of the shipments themselves.
  const text = await fine('trace', '--lot', 'CODE-1')
  expect(text).toMatch(new RegExp(`shipments\nid +order +customer +lot +sku +quantity +shippedAt\n\\S+ +N-1 +${customer} +CODE-1 +${sku} +5 `))
  expect(text).not.toContain(made.customerId)
  // From an order its own rows come first, and what others had of the same lots apart from them.
  await fine('order', 'place', '--number', 'N-0', '--channel', channel, '--site', site, '--line', `${sku}=1`, '--through', 'shipped')
  const ofOrder = await fine('trace', '--order', 'N-1')
  expect(ofOrder).toMatch(/\nshipments\nid .*\n\S+ +N-1 .*\n\nshipments: also had of these lots\nid .*\n\S+ +N-0 .*\n\n/)
  expect(ofOrder).toMatch(new RegExp(`\ncustomers\n[^]*${customer} .*${sku} +piece +certain +5 `))

  const held = JSON.parse(await fine('hold', 'place', '--lot', 'CODE-1', '--reason', 'Soapy', '--json'))
  expect(await fine('hold', 'list', '--lot', 'CODE-1')).toMatch(/Soapy .* Lotline on this machine /)
  const refused = await lotline('order', 'place', '--number', 'N-2', '--channel', channel, '--site', site, '--line', `${sku}=1`, '--through', 'shipped', '--json')
  expect(JSON.parse(refused.out || refused.err)).toMatchObject({ lines: [{ reserved: '0' }] })
  await fine('hold', 'release', held.holdId, '--reason', 'Only lavender')
  await fine('order', 'reserve', 'N-2')
  await fine('order', 'cancel', 'N-2', '--reason', 'Gone')
  expect(await fine('lot', 'show', 'CODE-1', '--item', sku)).toMatch(new RegExp(`^id +${lotId}\nitem +${sku}\nsku +${sku}\nitemName +Tea\ncode +CODE-1\n`))
  expect(await fine('stock', '--lot', 'CODE-1')).toContain('7')
  expect(JSON.parse(await fine('stock', '--by', 'item', '--item', sku, '--json')).rows).toMatchObject([{ code: sku, quantity: '7' }])

  const move = { itemId: made.itemId, lotId, fromLocationId: made.storage, toLocationId: made.staging, quantity: '60' }
  const much = await fed(JSON.stringify({ lines: [move] }), 'call', '/stock/move')
  expect([much.code, much.err]).toEqual([1, expect.stringMatching(/^Lot CODE-1 has 7 at location \S*STOCK; 60 asked/)])
  await made.lot(1, null, 'CODE-2')
  const twin = await makeShop(database)
  await twin.lot(1, null, 'CODE-2')
  const several = await lotline('lot', 'show', 'CODE-2')
  expect([several.code, several.err]).toEqual([2, expect.stringMatching(/^Several are lot CODE-2: .*\nName its item too, with --item SKU/)])
  expect(await fine('lot', 'show', 'CODE-2', '--item', sku)).toContain(sku)
})

test('a receipt, a return or a shipment is corrected by the codes people know', { timeout: 180_000 }, async () => {
  const { database } = shop
  const floor = await openFloor(database)
  const sku = `I-${floor.itemId.slice(-6)}`
  const [lotId, other, { id }] = [await floor.lot(5, null, 'FIX-1'), await floor.lot(5, null, 'FIX-2'), await floor.receive(9, { lot: { code: 'F1X' } })]
  const { rows: [receipt] } = await database.pool.query<{ number: string }>('select number from receiving.receipt where document_id = $1', [id])
  const number = receipt?.number ?? ''
  const how = ['correct', number, '--line', '1', '--quantity', '8', '--lot', 'FIX-3', '--best-before', '2031-05', '--reason', 'Misread'] as const
  const tried = await lotline(...how, '--dry-run')
  expect([tried.code, tried.err, tried.out]).toEqual([0, '', expect.stringMatching(/FIX-3[\s\S]*This is what would follow. Nothing was done.\n$/)])
  expect((await lotline('stock', '--lot', 'F1X', '--item', sku)).out).toMatch(/ 9 /)
  const fixed = await lotline(...how, '--json')
  expect([fixed.code, fixed.err, JSON.parse(fixed.out).renamed]).toEqual([0, '', [{ lotId: expect.any(String), changed: ['code', 'bestBefore'], values: [{ field: 'code', old: 'F1X', new: 'FIX-3' }, { field: 'bestBefore', old: null, new: '2031-05' }] }]])
  expect((await lotline('stock', '--lot', 'FIX-3', '--item', sku)).out).toMatch(/ 8 /)

  const order = { ...floor.order(2, 'shipped'), number: 'FIX-ORDER' }
  const ship = await floor.buy({ ...order, lines: order.lines.map((line) => ({ ...line, wantedLotId: lotId })) })
  const line = String((await floor.lines(ship.id)).find(({ kind }) => kind === 'ship')?.line)
  const sent = await lotline('correct', 'FIX-ORDER', '--line', line, '--lot', 'FIX-2', '--item', sku, '--reason', 'The other box')
  expect([sent.code, sent.err]).toEqual([0, ''])
  expect(await floor.stock({ lotId, other })).toMatchObject({ 'lotId in storage': '5', 'other in storage': '3' })

  const much = await lotline('correct', number, '--line', '7', '--quantity', '1', '--reason', 'Slip')
  expect([much.code, much.err]).toEqual([1, `Document ${number} has no line 7.\n`])
  expect(await lotline('correct', number, '--line', '7', '--quantity', '1', '--reason', 'Slip', '--dry-run')).toMatchObject({ code: 1, err: much.err })
  const twice = await lotline('correct', number, '--never-happened', '--reason', 'Booked twice', '--json')
  expect([twice.code, twice.err]).toEqual([0, ''])
  for (const [words, says] of [
    [['NOWHERE', '--line', '1'], 'There is no receipt, return or shipped order NOWHERE'], [[number], 'Nothing is no line'],
    [[number, '--line', '1', '--never-happened'], 'has no line to correct'], [['FIX-ORDER', '--line', line, '--lot', 'NONE'], 'There is no lot NONE'],
  ] as const) {
    expect(await lotline('correct', ...words, '--reason', 'x')).toMatchObject({ code: 2, err: expect.stringContaining(says) })
  }
})

test('commands say what they do with an example, and wrong words end with 2', { timeout: 180_000 }, async () => {
  const all = <One>(list: readonly One[], one: (it: One) => Promise<void>) => Promise.all(list.map(one))
  await all(['serve', 'trace', 'stock', 'import', 'export', 'doctor', 'order place', 'correct', 'hold place', 'lot show', 'key create'], async (path) => {
    const { out, code } = await lotline(...path.split(' '), '--help')
    expect([path, code, out]).toEqual([path, 0, expect.stringMatching(new RegExp(`Examples?:\n  lotline ${path}\\b`))])
  })
  expect((await lotline('--help')).out).toContain('It ends with 0 when it is done; 1 when')
  const odd = await fed('', 'hold', 'release', 'x', '--json')
  expect([odd.code, JSON.parse(odd.err)]).toEqual([2, { says: "required option '--reason <reason>' not specified", mend: 'Ask for help with --help.' }])
  // A program of its own says the same, and ends.
  for (const words of [['--help'], ['list', 'lots'], ['fly'], ['order', 'show', 'NONE']]) expect(await fed('', ...words)).toEqual(await lotline(...words))
  const wrong = ['fly', 'order ship', 'stock --colour red', 'trace', 'trace --lot a --order b', 'export teapots', 'order show NONE',
    'import items /nowhere.csv', 'order place --number 1', 'order place --number 1 --channel x --site y --line TEA']
  await all(wrong, async (words) => {
    const { code, out, err } = await lotline(...words.split(' '))
    expect([words, code, out, /^( {4}at |Error)/m.test(err), err.length > 0]).toEqual([words, 2, '', false, true])
  })
})
