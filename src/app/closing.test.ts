// How a server ends, and how its stream is read by whoever comes back.
import { request } from 'node:http'
import { Type } from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount, createKey, newKey, Secret, SYSTEM_ACTOR } from '#auth'
import { createPartner } from '#partners'
import { newId, openLog, perform, performOne, queryDoor, readLastPosition, sequenceDocuments } from '#platform'
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
  const payload = { keyId: id, name: 'shop', keyHash, scopes: ['record.read'], accountId, expiresAt: null }
  await performOne(place.database, createKey, { ...by(), payload })
  authorization = `Bearer ${key}`
  await sequenceDocuments(place.database)
})
afterAll(() => place.drop())

const open = async (more: object = {}) => {
  const app = await openServer({
    database: place.database, doors, questions, log: openLog('silent'), pace: { lookEvery: 20, beatEvery: 50 }, ...more,
  })
  return { app, address: await app.listen({ host: '127.0.0.1', port: 0 }) }
}

function later() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => { resolve = done })
  return { promise, resolve: () => resolve() }
}

/** A question that is answered when told to. */
function slowQuestion() {
  const { promise: asked, resolve: begin } = later()
  const { promise: answer, resolve: end } = later()
  const door = queryDoor({
    path: '/slow', summary: '', permission: 'record.read', input: Type.Object({}), answer: Type.Object({}),
    ask: async () => {
      begin()
      await answer
      return { done: true }
    },
  })
  return { door, asked, end }
}

async function change(count: number): Promise<void> {
  const commands = Array.from({ length: count }, () => ({ ...by(), payload: { partnerId: newId(), code: newId(), roles: [] } }))
  await perform(place.database, createPartner, commands)
  await sequenceDocuments(place.database)
}

test('a close lets what is running end and takes nothing new', async () => {
  const slow = slowQuestion()
  const { app, address } = await open({ questions: [...questions, slow.door] })
  const running = fetch(`${address}/api/v1/slow`, { headers: { authorization } })
  await slow.asked
  let closed = false
  const closing = app.close().then(() => { closed = true })
  await expect.poll(() => fetch(`${address}/health`).then(() => 'answered', () => 'refused')).toBe('refused')
  expect(closed).toBe(false)
  slow.end()
  expect(await (await running).json()).toEqual({ done: true })
  await closing
})

test('a close does not wait for ever, and not at all for streams and idle connections', async () => {
  const slow = slowQuestion()
  const { app, address } = await open({ questions: [...questions, slow.door], secondsToEnd: 0.2 })
  const stream = await fetch(`${address}/api/v1/changes/stream`, { headers: { authorization } })
  const running = fetch(`${address}/api/v1/slow`, { headers: { authorization } })
  await slow.asked
  await app.close()
  await expect(running).rejects.toThrow()
  await stream.text()
  slow.end()
})

/** Reads a stream until it has told `until`; gives what it told. */
async function listen(address: string, query: string, until: (text: string) => boolean, headers: Record<string, string> = {}) {
  const halt = new AbortController()
  const stream = await fetch(`${address}/api/v1/changes/stream?${query}`, { headers: { authorization, ...headers }, signal: halt.signal })
  let text = ''
  for await (const chunk of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk
    if (until(text)) break
  }
  halt.abort()
  return text
}

const idsOf = (text: string) => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))

test('a stream goes on, without a gap, in another server', async () => {
  const start = Number(await readLastPosition(place.database))
  const one = await open()
  await change(3)
  const before = idsOf(await listen(one.address, `after=${start}`, (text) => idsOf(text).length === 3))
  await one.app.close()
  await change(450)
  const two = await open()
  const last = String(before.at(-1))
  const rest = idsOf(await listen(two.address, 'after=0', (text) => idsOf(text).length >= 450, { 'last-event-id': last }))
  expect([...before, ...rest]).toEqual(Array.from({ length: 453 }, (_, nth) => start + 1 + nth))
  await two.app.close()
})

test('a stream tells the kinds it was asked for, and moves its reader past the others', async () => {
  const start = Number(await readLastPosition(place.database))
  const { app, address } = await open()
  await change(2)
  const none = await listen(address, `after=${start}&kinds=ship,receipt`, (text) => text.includes('still here'))
  expect([none.includes('event:'), idsOf(none)]).toEqual([false, [start + 2]])
  const some = await listen(address, `after=${start}&kinds=create-partner`, (text) => idsOf(text).length === 2)
  expect(some.match(/^event: change$/gm)?.length).toBe(2)
  await app.close()
})

test('a position that is not there yet is refused, and so is what is no position', async () => {
  const { app } = await open()
  const last = Number(await readLastPosition(place.database))
  for (const url of ['/api/v1/changes', '/api/v1/changes/stream']) {
    const ask = async (query: string) => (await app.inject({ method: 'GET', url: `${url}?${query}`, headers: { authorization } })).json()
    expect(await ask(`after=${last + 1}`)).toMatchObject({ code: 'position_ahead', facts: { last: String(last) } })
    expect(await ask('after=x')).toMatchObject({ code: 'invalid_input' })
    expect(await ask('kinds=ship,shipment')).toMatchObject({ code: 'invalid_input' })
    expect(await ask(`after=${last}&aftr=1`)).toMatchObject({ code: 'invalid_input', errors: [{ path: 'aftr' }] })
  }
  await app.close()
})

test('whoever does not read is not written to without end, and disturbs nobody', async () => {
  const { app, address } = await open()
  const stuck = await new Promise<import('node:http').IncomingMessage>((resolve) => {
    request(`${address}/api/v1/changes/stream?after=0`, { headers: { authorization } }, resolve).end()
  })
  stuck.pause()
  await change(200)
  expect((await fetch(`${address}/health`)).status).toBe(200)
  expect(idsOf(await listen(address, 'after=0', (text) => idsOf(text).length >= 600)).length).toBeGreaterThanOrEqual(600)
  stuck.destroy()
  await app.close()
})

test('a key that is revoked hears no more', async () => {
  const { app, address } = await open()
  const stream = await fetch(`${address}/api/v1/changes/stream`, { headers: { authorization } })
  const { pool } = place.database
  await pool.query('update auth.api_key set revoked_at = now()')
  // It ends by itself at the next beat.
  await stream.text()
  await pool.query('update auth.api_key set revoked_at = null')
  await app.close()
})
