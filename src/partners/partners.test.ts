import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Action, type Database, newId, openDatabase, perform, transaction } from '#platform'
import { askList } from '#test/ask'
import { testDatabase } from '#test/database'
import { changePartner, createPartner, readPartners, SELF } from './index.ts'
import { partnersQuestions } from './routes.ts'

let database: Database
let drop: () => Promise<void>
const actor = { id: newId(), permissions: new Set(['partner.write']) }

beforeAll(async () => {
  const made = await testDatabase()
  database = openDatabase(made.config)
  drop = made.drop
})
afterAll(async () => {
  await database.close()
  await drop()
})

async function ask<P>(action: Action<P>, ...payloads: P[]) {
  const occurredAt = new Date()
  const commands = payloads.map((payload) => ({ id: newId(), actor, occurredAt, payload }))
  const outcomes = await perform(database, action, commands)
  return outcomes.map((outcome) => (outcome.ok ? outcome.answer : outcome.refusal.code))
}

test('our own company is there from the beginning', async () => {
  const found = await transaction(database, (tx) => readPartners(tx, [SELF]))

  expect(found.get(SELF)).toMatchObject({ code: 'SELF', self: true, owner: true, closed: false })
})

test('of two partners with one code the second is refused', async () => {
  const partnerId = newId()

  expect(await ask(createPartner, { partnerId, code: 'TWO' }, { code: 'TWO' })).toEqual([
    { partnerId, code: 'TWO' },
    'partner_code_taken',
  ])
})

test('partners are listed by code and by role', async () => {
  await ask(createPartner, { code: 'L-1', roles: ['supplier'] }, { code: 'L-2', roles: ['owner'] })

  const codes = async (role: 'supplier' | 'owner') =>
    (await askList(partnersQuestions, database, '/partners', { q: 'l-', role })).rows.map(({ code }) => code)
  expect([await codes('supplier'), await codes('owner')]).toEqual([['L-1'], ['L-2']])
})

test('a partner nobody knows is refused', async () => {
  const wanted = { partnerId: newId(), reason: 'why' }

  expect(await ask(changePartner, wanted)).toEqual(['partner_missing'])
})
