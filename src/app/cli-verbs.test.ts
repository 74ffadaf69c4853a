// Everything people do with goods and orders, told to the real program by codes.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform'
import { type CommandLine, openCommandLine } from '#test/command-line'
import { type TestDatabase, testDatabase } from '#test/database'
import { day } from '#test/shop'

let shop: TestDatabase
let line: CommandLine

/** Runs what must go well, written as one line; gives what it printed. */
async function fine(words: string): Promise<string> {
  const { out, err, code } = await line.lotline(...wordsOf(words))
  expect([words, code, err]).toEqual([words, 0, ''])
  return out
}
const told = async (words: string) => JSON.parse(await fine(`${words} --json`))
const wordsOf = (words: string) => [...words.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
/** What lies where of an item: `MAIN-STOCK A-17 20`. */
async function stock(sku: string): Promise<string[]> {
  const { rows } = await told(`list balances --item ${sku}`)
  return rows.filter((row: { quantity: string }) => row.quantity !== '0')
    .map((row: { location: string; lot: string | null; quantity: string }) => `${row.location} ${row.lot ?? ''} ${row.quantity}`).sort()
}

beforeAll(async () => {
  shop = await testDatabase()
  line = await openCommandLine(shop)
  const give = async (input: string, ...args: string[]) => expect(await line.fed(input, ...args)).toMatchObject({ code: 0 })
  await give('code,name,kind,time zone\nMAIN,Main,site,UTC\n', 'import', 'locations', '-')
  await give('code,name,role\nFARM,Tea farm,supplier\nANNA,Anna,customer\nBEN,Ben,customer\n', 'import', 'partners', '-')
  await give('sku,name,tracking\nTEA,Tea,lot\nLEAF,Leaf,lot\nCUP,Cup,none\nKETTLE,Kettle,serial_at_shipment\nRADIO,Radio,lot+serial\n', 'import', 'items', '-')
  await give('{"code":"WEB","name":"Web","leastLifeDays":30}', 'call', '/channels')
})
afterAll(async () => {
  line.close()
  await shop.drop()
})

test('goods are received, moved, counted, destroyed and turned into others', { timeout: 180_000 }, async () => {
  const receipt = await fine(`receive --supplier FARM --site MAIN --number R-1 --line TEA=20 lot=A-17 best-before=2035-12 --line CUP=50 to=MAIN-STOCK --line LEAF=9 lot=L-1 own-code=X7`)
  expect(receipt).toMatch(/^document +R-1\nnumber +R-1\n\nlines\nline +lot +created +quantity\n1 +A-17 +true +20\n/)
  expect(await stock('TEA')).toEqual(['MAIN-RECEIVING A-17 20'])
  expect((await told('lot show A-17 --item TEA')).lot).toMatchObject({ code: 'A-17', dates: { bestBefore: '2035-12' } })
  expect((await told('lot show L-1')).lot).toMatchObject({ ownCode: 'X7' })

  expect(await line.fed('{"name":"grade","title":"Grade","type":"text"}', 'call', '/lot-attributes')).toMatchObject({ code: 0 })
  const { lot: { id: graded } } = await told('lot show A-17 --item TEA')
  expect(await line.fed(`{"lotId":"${graded}","attributes":{"grade":"A"}}`, 'call', '/lots/change')).toMatchObject({ code: 0 })
  expect((await told('list lots --attribute grade=A')).rows).toMatchObject([{ code: 'A-17', attributes: { grade: 'A' } }])
  expect(await fine('list lots --attribute grade=')).toContain('  grade A\n')

  // Where it lies is found; the same command again is done once.
  const id = newId()
  const move = `move --to MAIN-STOCK --line TEA=15 lot=A-17 --line LEAF=9 lot=L-1 --id ${id} --at ${new Date(Date.now() - 60_000).toISOString()}`
  expect(await told(move)).toEqual({ documentId: id, lines: 2 })
  const before = await stock('TEA')
  expect(before).toEqual(['MAIN-RECEIVING A-17 5', 'MAIN-STOCK A-17 15'])
  const { rows: [moved] } = await told(`list movements --document-id ${id} --limit 1`)
  expect(Date.now() - Date.parse(moved.occurredAt)).toBeGreaterThan(50_000)

  expect(await told('adjust --item TEA --lot A-17 --location MAIN-STOCK --counted 14 --reason Count')).toMatchObject({ difference: '-1' })
  await fine('dispose --lot L-1 --quantity 2 --reason Wet')
  expect(await stock('LEAF')).toEqual(['MAIN-STOCK L-1 7'])

  await fine('transform split --site MAIN --from TEA=14 lot=A-17 location=MAIN-STOCK --into TEA=8 lot=A-17-1 --into TEA=6 lot=A-17-2 location=MAIN-QUARANTINE')
  expect(await stock('TEA')).toEqual(['MAIN-QUARANTINE A-17-2 6', 'MAIN-RECEIVING A-17 5', 'MAIN-STOCK A-17-1 8'])
  const made = await told('transform make --site MAIN --from LEAF=4 lot=L-1 --from TEA=2 lot=A-17-1 --into TEA=3 lot=M-1 best-before=2030-05 --edge 1:1=4:2 2:1=2:1')
  expect((await told(`ask /transformations/:id id=${made.documentId}`)).edges).toMatchObject([
    { input: 'A-17-1', inputQuantity: '2', outputQuantity: '1' }, { input: 'L-1', inputQuantity: '4', outputQuantity: '2' },
  ])
  expect((await told('lot show M-1')).lot).toMatchObject({ dates: { bestBefore: '2030-05' } })

  await fine('receive --opening --site MAIN --to MAIN-STOCK --line TEA=3 lot=OLD')
  expect(await stock('TEA')).toContain('MAIN-STOCK OLD 3')
})

test('several lots of a move mean one of these, and units are moved and built in by their numbers', { timeout: 180_000 }, async () => {
  await fine('receive --supplier FARM --site MAIN --to MAIN-STOCK --line LEAF=4 lot=C-1 --line LEAF=4 lot=C-2 --line RADIO=2 lot=N-1 serial=R1 serial=R2')
  const { documentId } = await told('move --from MAIN-STOCK --to MAIN-RETURNS --line LEAF=3 lot=C-1 lot=C-2')
  expect((await told(`list movements --document-id ${documentId}`)).rows).toMatchObject([{ lot: null, quantity: '3' }])

  await fine('move --to MAIN-RECEIVING --line RADIO=1 serial=R2')
  expect((await fine('stock --serial R2'))).toContain('MAIN-RECEIVING')
  await fine('transform rework --site MAIN --from RADIO=1 lot=N-1 location=MAIN-RECEIVING serial=R2 --into RADIO=1 lot=N-2 serial=R2')
  expect(await stock('RADIO')).toEqual(['MAIN-RECEIVING N-2 1', 'MAIN-STOCK N-1 1'])
  await fine('transform kit --site MAIN --from RADIO=1 lot=N-1 serial=R1 --from LEAF=1 lot=C-2 location=MAIN-STOCK --into RADIO=1 lot=K-1 serial=KIT part=R1')
  const { rows: [kit] } = await told('list serials --code KIT')
  expect((await told(`ask /serials/:id/parts id=${kit.id}`)).parts).toMatchObject([{ serial: 'R1', putIn: true }])
})

test('an order goes its whole way, changed and partly returned, and tells why its lots', { timeout: 180_000 }, async () => {
  await fine(`receive --supplier FARM --site MAIN --to MAIN-STOCK --line TEA=5 lot=S-1 best-before=${day(9)} --line TEA=5 lot=S-2 best-before=${day(90)} --line TEA=5 lot=S-3 best-before=${day(95)} --line KETTLE=2`)
  await fine('order place --number 7 --channel WEB --site MAIN --customer ANNA --line TEA=6 --line KETTLE=1 --line CUP=2 --name "Anna A" --country AT')
  const shown = await told('order show 7')
  expect(shown).toMatchObject({ shipTo: { name: 'Anna A', country: 'AT' }, lines: [{ sku: 'TEA', reserved: '6' }, {}, {}] })
  await fine('order change 7 --line 1=7 --line 3=0 --add CUP=4 --customer BEN --reason "He called"')
  expect(await told('order show 7')).toMatchObject({
    lines: [{ ordered: '7' }, { ordered: '1' }, { ordered: '0' }, { sku: 'CUP', ordered: '4' }], customer: 'Ben',
  })
  await fine('order pick 7 --line 1=3 --line 2=1')
  await fine('order pick 7 --line 1=2 lot=S-3 location=MAIN-STOCK --line 1=2 lot=S-2')
  await fine('order pick 7')
  await fine('order unpick 7 --line 4 --reason "Not yet"')
  const text = await fine('order show 7')
  expect(text).toMatch(/\nwhy these lots\nline +asked +lot +location +free +lasts to +taken +why\n/)
  expect(text).toMatch(new RegExp(`\n1 +3 +S-1 +MAIN-STOCK +5 +${day(9)} +skipped: must last to ${day(30)}\n1 +3 +S-2 +MAIN-STOCK +5 +${day(90)} +3 +chosen: first to expire\n`))
  expect(text).toMatch(/\n1 +4 +S-3 +MAIN-STOCK +5 +\S+ +2 +chosen by a person\n/)
  expect(text).not.toMatch(/considered|poolVersion/)
  expect(Math.max(...text.split('\n').map((row) => row.length))).toBeLessThan(120)

  await fine('order pack 7')
  await fine('order ship 7 --parcel P-1 --serial 2=K-1')
  await fine('order deliver 7 --parcel P-1')
  expect(await told('order show 7')).toMatchObject({ lines: [{ shipped: '7' }, { shipped: '1' }, {}, { reserved: '4' }] })
  await fine('order cancel 7 --line 4 --reason Enough')

  expect(await told('return --order 7 --site MAIN --number B-1 --line TEA=2 lot=S-3 --line KETTLE=1 serial=K-1')).toMatchObject({
    lines: [{ matched: 'order', certainty: 'certain', quantity: '2' }, { matched: 'order', quantity: '1' }],
  })
  expect(await told('return --customer BEN --site MAIN --line TEA=1')).toMatchObject({ lines: [{ matched: 'customer' }] })
  expect(await told('order show 7')).toMatchObject({ lines: [{ returned: '2' }, { returned: '1' }, {}, {}] })
})

test('what was announced is received against it', { timeout: 180_000 }, async () => {
  await fine('announce --number PO-1 --supplier FARM --site MAIN --expected 2027-01-15 --line LEAF=10 lot=PO-L --line TEA=3 --line TEA=4')
  await fine('receive --supplier FARM --site MAIN --announcement PO-1 --line LEAF=6 lot=PO-L --line TEA=4 lot=PO-T announced=3')
  const { rows: [{ id }] } = await told('list announcements --number PO-1')
  expect((await told(`ask /announcements/:id id=${id}`)).lines).toMatchObject([{ received: '6' }, { received: '0' }, { received: '4' }])
  const which = await line.lotline(...wordsOf('receive --supplier FARM --site MAIN --announcement PO-1 --line TEA=1 lot=PO-T'))
  expect([which.code, which.err]).toEqual([2, 'Lines 2 and 3 are of that item: --line TEA=1.\nSay which with announced=2.\n'])
  await fine('change-announcement PO-1 --expected 2027-02-01 --line 1=7 --line 3=0 --line 3=4 --add TEA=5 lot=PO-U --reason "The farm wrote"')
  const changed = await told(`ask /announcements/:id id=${id}`)
  expect([changed.expectedOn, changed.lines.map(({ announced }: { announced: string }) => announced), changed.lines[3].lotCode]).toEqual(['2027-02-01', ['7', '3', '4', '5'], 'PO-U'])
  const none = await line.lotline(...wordsOf('change-announcement PO-1 --line 9=1 --reason No'))
  expect([none.code, none.err]).toEqual([2, `Announcement PO-1 has no line 9.\nIt has 4: lotline ask /announcements/:id id=${id}\n`])
  await fine('close-announcement PO-1 --reason "Sold out"')
  const closed = await line.lotline(...wordsOf('receive --supplier FARM --site MAIN --announcement PO-1 --line LEAF=1 lot=PO-L --json'))
  expect([closed.code, JSON.parse(closed.err).code]).toEqual([1, 'announcement_closed'])
})

test('what is wrong is told by the argument it stands in, and nothing is done', { timeout: 180_000 }, async () => {
  const before = await fine('export movements')
  const wrong: readonly (readonly [words: string, says: string])[] = [
    ['receive --site MAIN --line TEA=1', 'Name the supplier with --supplier FARM.'],
    ['receive --supplier FARM --site MAIN', 'Not one line was named.'],
    ['receive --supplier FARM --site MAIN --line TEA', '--line TEA is no line and no word of one.'],
    ['receive --supplier FARM --site MAIN --line TEA=1 best-before=2030', '--line TEA=1 says best-before= and no lot.'],
    ['receive --supplier FARM --site MAIN --line TEA=1 lot=A lot=B', '--line TEA=1 says lot= more than once.'],
    ['receive --supplier FARM --site MAIN --line TEA=1 lot=A best-before=12/30', '--line 1, best-before: must be a calendar date'],
    ['receive --supplier FARM --site MAIN --line TEA=1 lot=A to=NO', 'There is no location NO (to= of --line TEA=1).'],
    ['receive --opening --supplier FARM --site MAIN --line TEA=1 lot=A', 'Leave out --supplier'],
    ['return --customer ANNA --site MAIN --line TEA=1 line=1', 'Name the order with --order 1001.'],
    ['return --order 9 --site MAIN --line TEA=1', 'There is no order 9.'],
    ['move --to NO --line CUP=1', 'There is no location NO (--to).'],
    ['move --line CUP=1', 'Nothing says where it went: --line CUP=1.'],
    ['move --to MAIN-STOCK --line TEA=1', 'Name the lot, or the place with --from.'],
    ['adjust --item CUP --location MAIN-STOCK --counted many --reason x', '--counted: must be a whole number'],
    ['adjust --counted 1 --reason x', 'Neither --item nor --lot says what it is of.'],
    ['dispose --item CUP --location MAIN-STOCK --quantity 0 --reason x', '--quantity: must be'],
    ['dispose --item CUP --location MAIN-STOCK --quantity 1 --reason x --at yesterday', '--at: must be a moment'],
    ['dispose --item CUP --location MAIN-STOCK --quantity 1 --reason x --id 7', '--id: must be a UUID'],
    ['transform melt --site MAIN --from TEA=1 --into TEA=1', 'Allowed choices are make, repack'],
    ['transform make --site MAIN --from CUP=1 --into TEA=1', '--into TEA=1 names no lot'],
    ['transform make --site MAIN --from CUP=1 --into TEA=1 lot=Z-1 --edge 1-1', '--edge 1-1 is no edge.'],
    ['order pick 7 --line 9=1', 'Order 7 has no line 9 (--line).'],
    ['order ship 7 --serial K-1', '--serial K-1 names no unit of a line.'],
    ['order change 7 --guest --customer ANNA --reason x', 'Leave out --customer or --guest.'],
    ['order place --number 8 --channel WEB --site MAIN --line CUP=1.5', '--line 1, quantity: must be a whole number'],
  ]
  await Promise.all(wrong.map(async ([words, says]) => {
    const { code, out, err } = await line.lotline(...wordsOf(words))
    expect([words, code, out, err]).toEqual([words, 2, '', expect.stringContaining(says)])
  }))
  const refused = await line.lotline(...wordsOf('dispose --item CUP --location MAIN-STOCK --quantity 999 --reason x --json'))
  expect([refused.code, JSON.parse(refused.err).code]).toEqual([1, 'insufficient_stock'])
  expect(await fine('export movements')).toBe(before)
})

test('each says what it does with an example, and call and ask list what there is', { timeout: 180_000 }, async () => {
  const verbs = ['announce', 'change-announcement', 'close-announcement', 'receive', 'return', 'move', 'adjust', 'dispose', 'transform', ...['place', 'change', 'cancel', 'reserve', 'pick', 'unpick', 'pack', 'ship', 'deliver'].map((verb) => `order ${verb}`)]
  await Promise.all(verbs.map(async (verb) => expect(await fine(`${verb} --help`)).toMatch(new RegExp(`Examples?:\n  lotline ${verb}\\b`))))
  expect(await fine('call --help')).toMatch(/\n {2}\/stock\/move +Move stock between two locations of ours\n/)
  expect(await fine('ask --help')).toMatch(/\n {2}\/orders\/:id +One order: /)
  const nothing = await line.lotline('order', 'show', newId())
  expect([nothing.code, nothing.err]).toEqual([2, expect.stringMatching(/^There is no order [0-9a-f-]{36}\.\nLook for it with: lotline list orders\n$/)])
})
