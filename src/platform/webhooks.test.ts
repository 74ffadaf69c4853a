import { createHmac } from 'node:crypto'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  type Action, deliverWebhooks, MOST_ATTEMPTS, newId, perform, performOne, query, readLastPosition, secondsToWait,
  sequenceDocuments, signatureOf,
} from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'
import { refuseAddress, sendWithin } from './send-outside.ts'
import { createWebhook, removeWebhook, replayWebhook } from './webhooks-doors.ts'

type Got = { readonly body: string; readonly signature: string; readonly positions: number[] }

let place: TestDatabase
let receiver: Server
let address = ''
let got: Got[] = []
/** How the other side answers; by default it is content. */
let answer = (reply: ServerResponse) => void reply.end()
const content = answer
const made: string[] = []

beforeAll(async () => {
  place = await testDatabase()
  receiver = createServer((request, reply) => {
    let body = ''
    request.on('data', (text) => { body += text })
    request.on('end', () => {
      const { changes } = JSON.parse(body) as { changes: { position: string }[] }
      const signature = String(request.headers['lotline-signature'])
      got.push({ body, signature, positions: changes.map(({ position }) => Number(position)) })
      answer(reply)
    })
  })
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
  address = `http://127.0.0.1:${Object(receiver.address()).port}/changes`
})
afterEach(async () => {
  for (const webhookId of made.splice(0)) await tell(removeWebhook, { webhookId })
  got = []
  answer = content
})
afterAll(async () => {
  receiver.closeAllConnections()
  receiver.close()
  await place.drop()
})

const SECRET = 'a secret of some length'
const actor = { id: newId(), permissions: new Set(['count.write', 'webhook.write']) }
const counting: Action<object> = {
  kind: 'count', permission: 'count.write', run: async (_, commands) => commands.map(() => ({ answer: {} })),
}
const commandOf = <Payload>(payload: Payload) => ({ id: newId(), actor, occurredAt: new Date(), payload })
const tell = <Payload>(action: Action<Payload>, payload: Payload) => performOne(place.database, action, commandOf(payload))

async function webhook(kinds: string[] = ['count'], url = address): Promise<string> {
  await sequenceDocuments(place.database)
  const webhookId = newId()
  await tell(createWebhook, { webhookId, url, secret: SECRET, kinds })
  made.push(webhookId)
  return webhookId
}
/** So many changes more; gives their positions. */
async function changes(count: number): Promise<number[]> {
  await sequenceDocuments(place.database)
  const before = Number(await readLastPosition(place.database))
  await perform(place.database, counting, Array.from({ length: count }, () => commandOf({})))
  await sequenceDocuments(place.database)
  return Array.from({ length: count }, (_, n) => before + n + 1)
}
type Row = { position: number; attempts: number; error: string | null; next: Date; stopped: boolean }
async function stateOf(webhookId: string): Promise<Row> {
  const [row] = await query<Row>(place.database, {
    name: 'test.webhook',
    text: `select cursor_position::int as position, attempts, last_error as error, next_attempt_at as next,
      stopped_at is not null as stopped from platform.webhook where id = $1`,
  }, [webhookId])
  if (row === undefined) throw new Error('No such webhook.')
  return row
}
/** Delivers what is due at a moment; the other side may take a while. */
const deliver = (at = new Date(), seconds = 5) => deliverWebhooks(place.database, sendWithin(seconds, true), () => at)
const later = (date: Date, seconds: number) => new Date(date.getTime() + seconds * 1000)

test('what is sent is signed over its moment and its body', async () => {
  await webhook()
  const positions = await changes(2)
  const at = new Date('2031-02-03T04:05:06.789Z')

  await deliver(at)

  expect(got.map((one) => one.positions)).toEqual([positions])
  const [{ body, signature } = { body: '', signature: '' }] = got
  expect(signature).toBe(`t=1927857906,v1=${createHmac('sha256', SECRET).update(`1927857906.${body}`).digest('hex')}`)
  expect(signatureOf('key', 'The quick brown fox', new Date(1_000)))
    .toBe('t=1,v1=1ef269d2a2a1f8d397e0e25c3e3013fb5687509234565e6e49ea45a138768457')
})

test('a webhook hears what happens from now on, in order, each once, in batches', async () => {
  await changes(3)
  await webhook()
  const positions = await changes(250)
  const at = new Date()

  while ((await deliver(at)) > 0);

  expect(got.flatMap((one) => one.positions)).toEqual(positions)
  expect(Math.max(...got.map((one) => one.positions.length))).toBe(100)
})

test('kinds nobody asked for move it on and are not sent', async () => {
  const webhookId = await webhook(['something-else'])
  const positions = await changes(3)

  await deliver()

  expect(got).toEqual([])
  expect(await stateOf(webhookId)).toMatchObject({ position: positions.at(-1), attempts: 0 })
})

test('a failure is tried again later and later, with the same contents, and forgotten once it works', async () => {
  const webhookId = await webhook()
  const positions = await changes(2)
  answer = (reply) => void reply.writeHead(503).end()
  let at = new Date()
  for (let failures = 1; failures <= 4; failures++) {
    await deliver(at)
    const state = await stateOf(webhookId)
    expect(state).toMatchObject({ attempts: failures, error: 'It answered 503.', stopped: false })
    expect(state.next).toEqual(later(at, 2 ** failures))
    expect(await deliver(later(state.next, -0.001))).toBe(0)
    at = state.next
  }
  answer = content
  await deliver(at)

  expect(new Set(got.map((one) => one.positions.join())).size).toBe(1)
  expect(got.length).toBe(5)
  expect(await stateOf(webhookId)).toMatchObject({ position: positions.at(-1), attempts: 0, error: null })
  expect([secondsToWait(11), secondsToWait(12), secondsToWait(19)]).toEqual([2048, 3600, 3600])
})

test.each<[string, (reply: ServerResponse) => void, RegExp]>([
  ['sends elsewhere', (reply) => void reply.writeHead(302, { location: address }).end(), /^It answered 302\.$/],
  ['hangs up', (reply) => void reply.destroy(), /./],
  ['never answers', () => {}, /./],
])('a receiver that %s counts as a failure, and the others are served', async (_, badly, error) => {
  const good = await webhook()
  const bad = await webhook(['count'], `${address}?bad`)
  const positions = await changes(1)
  const bodies = new Set<string>()
  answer = (reply) => {
    const isBad = JSON.parse(got.at(-1)?.body ?? '{}').webhookId === bad
    bodies.add(isBad ? 'bad' : 'good')
    if (isBad) badly(reply)
    else reply.end()
  }

  expect(await deliver(new Date(), 0.3)).toBe(2)

  expect(bodies).toEqual(new Set(['bad', 'good']))
  expect(await stateOf(good)).toMatchObject({ position: positions[0], attempts: 0 })
  expect(await stateOf(bad)).toMatchObject({ attempts: 1, error: expect.stringMatching(error) })
  expect((await stateOf(bad)).position).toBeLessThan(positions[0] ?? 0)
})

test('a receiver nobody finds is noted in words', async () => {
  const webhookId = await webhook(['count'], 'http://127.0.0.1:1/')
  await changes(1)

  await deliver()

  expect(await stateOf(webhookId)).toMatchObject({ attempts: 1, error: expect.stringMatching(/./) })
})

test('nothing is sent to this machine or its network unless whoever runs Lotline says so', async () => {
  const { port } = Object(receiver.address())
  for (const url of [address, `http://localhost:${port}/`, `http://[::ffff:127.0.0.1]:${port}/`]) await webhook(['count'], url)
  const [byNumber = '', byName = '', mapped = ''] = made
  await changes(1)

  await deliverWebhooks(place.database, sendWithin(5, false))

  expect(got).toEqual([])
  expect((await stateOf(byNumber)).error).toBe(
    '127.0.0.1 belongs to this machine or its own network; start Lotline with --private-webhooks to send there.')
  expect((await stateOf(byName)).error).toMatch(/^localhost is at (127\.0\.0\.1|::1) belongs to this machine/)
  expect((await stateOf(mapped)).error).toMatch(/belongs to this machine/)
  await deliver(later(new Date(), 10))
  expect(got.length).toBeGreaterThanOrEqual(2)
})

test.each<[string, 'public' | 'own' | 'never']>([
  ['93.184.215.14', 'public'], ['2606:2800:21f:cb07::1', 'public'], ['172.32.0.1', 'public'], ['11.0.0.1', 'public'],
  ['10.1.2.3', 'own'], ['172.31.255.255', 'own'], ['192.168.0.1', 'own'], ['100.64.0.1', 'own'], ['127.8.8.8', 'own'], ['0.0.0.0', 'own'],
  ['::1', 'own'], ['::', 'own'], ['fd12::1', 'own'], ['::ffff:10.0.0.1', 'own'], ['64:ff9b::a00:1', 'own'], ['2002:a00:1::', 'own'],
  ['169.254.169.254', 'never'], ['::ffff:169.254.169.254', 'never'], ['fe80::1', 'never'], ['fd00:ec2::254', 'never'],
  ['224.0.0.1', 'never'], ['255.255.255.255', 'never'],
])('%s is %s', (ip, whose) => {
  const allowed = [refuseAddress(ip, false), refuseAddress(ip, true)].map((why) => why === null)
  expect(allowed).toEqual({ public: [true, true], own: [false, true], never: [false, false] }[whose])
})

test('it is tried for about three days before it stops', () => {
  const waits = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, nth) => secondsToWait(nth + 1))
  const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3600
  expect([hours > 68, hours < 76]).toEqual([true, true])
})

test(`after ${MOST_ATTEMPTS} failures it stops, and a replay goes on from there or from earlier`, async () => {
  const first = await changes(2)
  const webhookId = await webhook()
  const positions = await changes(2)
  answer = (reply) => void reply.writeHead(500).end()
  let at = new Date()
  for (let failures = 0; failures < MOST_ATTEMPTS; failures++) {
    expect(await deliver(at)).toBe(1)
    at = (await stateOf(webhookId)).next
  }
  expect(await stateOf(webhookId)).toMatchObject({ attempts: MOST_ATTEMPTS, stopped: true })
  expect(await deliver(later(at, 1_000_000))).toBe(0)

  answer = content
  got = []
  await tell(replayWebhook, { webhookId, after: null })
  await deliver(later(new Date(), 60))
  expect(got.map((one) => one.positions)).toEqual([positions])
  expect(await stateOf(webhookId)).toMatchObject({ attempts: 0, error: null, stopped: false })

  got = []
  await tell(replayWebhook, { webhookId, after: BigInt((first[0] ?? 0) - 1) })
  await deliver(later(new Date(), 120))
  expect(got.flatMap((one) => one.positions)).toEqual([...first, ...positions])
})

test('a replay while something is being sent is not undone by what was sent', async () => {
  const first = await changes(1)
  const webhookId = await webhook()
  await changes(1)
  const back = BigInt((first[0] ?? 0) - 1)
  answer = (reply) => void tell(replayWebhook, { webhookId, after: back }).then(() => reply.end())

  await deliver()

  expect((await stateOf(webhookId)).position).toBe(Number(back))
})

test('two workers at once send it once', async () => {
  await webhook()
  const positions = await changes(5)
  const at = new Date()

  const due = await Promise.all([deliver(at), deliver(at), deliver(at)])

  expect(due.sort()).toEqual([0, 0, 1])
  expect(got.map((one) => one.positions)).toEqual([positions])
})

test('what a worker took and never finished is taken up again', async () => {
  const webhookId = await webhook()
  const positions = await changes(1)
  const at = new Date()
  // The worker dies between taking and sending.
  const never = new Promise<number>(() => {})
  void deliverWebhooks(place.database, () => never, () => at)
  await expect.poll(async () => (await stateOf(webhookId)).next > at).toBe(true)

  expect(await deliver(later(at, 59))).toBe(0)
  expect(await deliver(later(at, 61))).toBe(1)

  expect(got.map((one) => one.positions)).toEqual([positions])
})
