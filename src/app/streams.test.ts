// Many who listen to the stream of changes at once: all hear all, one look serves them, and there is an end of them.
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount, createKey, newKey, Secret, SYSTEM_ACTOR } from '#auth'
import { createPartner } from '#partners'
import { newId, openLog, perform, performOne, readLastPosition, sequenceDocuments } from '#platform'
import { type TestDatabase, testDatabase } from '#test/database'
import { openServer } from './server.ts'
import { doors, questions } from './wiring.ts'

let place: TestDatabase
let authorization = ''
const by = () => ({ id: newId(), actor: SYSTEM_ACTOR, occurredAt: new Date() })

beforeAll(async () => {
  place = await testDatabase()
  const accountId = newId()
  const account = { accountId, login: 'shop', name: 'Shop', password: new Secret('correct horse'), roles: ['viewer'] }
  await performOne(place.database, createAccount, { ...by(), payload: account })
  const { id, key, keyHash } = newKey()
  await performOne(place.database, createKey, { ...by(), payload: { keyId: id, name: 'shop', keyHash, scopes: ['record.read'], accountId, expiresAt: null } })
  authorization = `Bearer ${key}`
  await change(5)
})
afterAll(() => place.drop())

async function change(count: number): Promise<void> {
  await perform(place.database, createPartner, Array.from({ length: count }, () => ({ ...by(), payload: { partnerId: newId(), code: newId(), roles: [] } })))
  await sequenceDocuments(place.database)
}
async function open(pace: { lookEvery: number; beatEvery: number; most?: number }) {
  const app = await openServer({ database: place.database, doors, questions, log: openLog('silent'), pace, secondsToEnd: 1 })
  return { app, address: await app.listen({ host: '127.0.0.1', port: 0 }) }
}
const idsIn = (text: string) => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))

/** Begins to listen; `until` gives the positions once one of them is told. */
async function listen(address: string, after: number) {
  const halt = new AbortController()
  const stream = await fetch(`${address}/api/v1/changes/stream?after=${after}`, { headers: { authorization }, signal: halt.signal })
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    status: stream.status,
    async until(position: number): Promise<number[]> {
      while (!idsIn(text).includes(position)) {
        const { done, value } = await reader?.read() ?? { done: true, value: '' }
        if (done) break
        text += value
      }
      return idsIn(text)
    },
    end: () => halt.abort(),
  }
}
const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, nth) => first + nth)

test('thirty who listen from different places hear all that comes, in order, each once', async () => {
  const { app, address } = await open({ lookEvery: 5, beatEvery: 60_000 })
  const begun = Number(await readLastPosition(place.database))
  const starts = Array.from({ length: 30 }, (_, nth) => nth % (begun + 1))
  const all = await Promise.all(starts.map((after) => listen(address, after)))
  for (let round = 0; round < 6; round++) await change(round % 2 === 0 ? 1 : 210)
  const last = Number(await readLastPosition(place.database))

  const heard = await Promise.all(all.map((one) => one.until(last)))

  expect(heard).toEqual(starts.map((after) => from(after + 1, last)))
  for (const one of all) one.end()
  // After nobody listened for a while, whoever comes misses nothing.
  await new Promise((go) => setTimeout(go, 50))
  await change(3)
  const late = await listen(address, last)
  await change(2)
  expect(await late.until(last + 5)).toEqual(from(last + 1, last + 5))
  late.end()
  await app.close()
})

test('one look serves all who wait, and none is taken for nobody', async () => {
  const { pool } = place.database
  const ask = pool.query.bind(pool) as (...given: unknown[]) => unknown
  let looks = 0
  Object.assign(pool, {
    query: (...given: unknown[]) => {
      if (Object(given[0]).name === 'platform.changes-after') looks++
      return ask(...given)
    },
  })
  const { app, address } = await open({ lookEvery: 20, beatEvery: 60_000 })
  const last = Number(await readLastPosition(place.database))
  const all = await Promise.all(from(1, 20).map(() => listen(address, last)))
  await new Promise((go) => setTimeout(go, 200))
  looks = 0
  await new Promise((go) => setTimeout(go, 600))
  expect([looks > 2, looks <= 31]).toEqual([true, true])

  for (const one of all) one.end()
  await expect.poll(async () => {
    looks = 0
    await new Promise((go) => setTimeout(go, 100))
    return looks
  }, { timeout: 5_000 }).toBe(0)
  await app.close()
  Object.assign(pool, { query: ask })
})

test('there are so many streams and no more; when one ends the next is let in', async () => {
  const { app, address } = await open({ lookEvery: 20, beatEvery: 50, most: 3 })
  const [first, ...others] = await Promise.all(from(1, 3).map(() => listen(address, 0)))
  const refused = await fetch(`${address}/api/v1/changes/stream`, { headers: { authorization } })
  expect([refused.status, await refused.json()]).toEqual([503, expect.objectContaining({
    code: 'too_many_streams', detail: '3 streams are open here already; end one, or let a webhook tell you.',
  })])

  first?.end()

  await expect.poll(async () => {
    const next = await listen(address, 0)
    next.end()
    return next.status
  }, { timeout: 5_000 }).toBe(200)
  for (const one of others) one.end()
  await app.close()
})

test('who is gone before the stream begins takes no place of it', async () => {
  const { pool } = place.database
  const ask = pool.query.bind(pool) as (...given: unknown[]) => unknown
  const { app, address } = await open({ lookEvery: 20, beatEvery: 60_000, most: 2 })
  let gone: () => void = () => {}
  const left = new Promise<void>((go) => {
    gone = go
  })
  // The database answers when those who asked are gone.
  Object.assign(pool, {
    query: async (...given: unknown[]) => {
      if (Object(given[0]).name === 'platform.last-position') await left
      return ask(...given)
    },
  })
  const { hostname, port } = new URL(address)
  const hasty = from(1, 2).map(() => connect(Number(port), hostname, function go(this: Socket) {
    this.write(`GET /api/v1/changes/stream?after=0 HTTP/1.1\r\nhost: here\r\nauthorization: ${authorization}\r\n\r\n`)
  }))
  await new Promise((go) => setTimeout(go, 300))
  for (const one of hasty) one.destroy()
  await new Promise((go) => setTimeout(go, 100))
  gone()
  Object.assign(pool, { query: ask })

  await expect.poll(async () => {
    const stream = await listen(address, 0)
    stream.end()
    return stream.status
  }, { timeout: 3_000 }).toBe(200)
  await app.close()
})
