// Documents that were recorded before people were kept apart from fingerprints, and what migration 0018 makes of them.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { canonicalText } from '#kernel'
import { type Action, type Command, forgetSums, newId, perform, transaction } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'

let place: TestDatabase
let owner: pg.Client
const sum = (text: string) => createHash('sha256').update('create-partner').update(text).digest('hex').slice(0, 32)
beforeAll(async () => {
  place = await testDatabase()
  owner = new pg.Client(place.config)
  await owner.connect()
  for (const old of [kept, erased]) await recordAsBefore(old)
  await migrateAgain()
})
afterAll(async () => {
  await owner.end()
  await place.drop()
})

type Partner = { readonly partnerId: string; readonly code: string; readonly name?: string }

const action: Action<Partner> = {
  kind: 'create-partner',
  permission: 'partner.write',
  personal: { members: ['name'], subject: ({ payload }) => payload.partnerId },
  run: async (_, commands) => commands.map(({ payload }) => ({ answer: { partnerId: payload.partnerId, code: payload.code } })),
}
const actor = { id: newId(), permissions: new Set(['partner.write']) }
const command = (payload: Partner, id: string = newId()): Command<Partner> => ({ id, actor, occurredAt: new Date(), payload })

const [kept, erased] = ['C-1', 'C-2'].map((code) => command({ partnerId: newId(), code, name: 'Ada' })) as [Command<Partner>, Command<Partner>]

async function again({ id, payload }: Command<Partner>, other: Partial<Partner> = {}): Promise<string> {
  const [outcome] = await perform(place.database, action, [command({ ...payload, ...other }, id)])
  return outcome?.ok === true ? (outcome.repeated ? 'repeated' : 'done') : (outcome?.refusal.code ?? 'nothing')
}

// As version 0.1 wrote it: one sum over the whole payload.
async function recordAsBefore({ id, payload }: Command<Partner>): Promise<void> {
  await owner.query(
    `insert into platform.document (id, kind, actor_id, occurred_at, recorded_at, fingerprint, answer)
     values ($1, 'create-partner', $2, now(), now(), decode($3, 'hex'), $4)`,
    [id, actor.id, sum(canonicalText(payload)), JSON.stringify({ partnerId: payload.partnerId, code: payload.code })],
  )
}

async function migrateAgain(): Promise<void> {
  const text = readFileSync('migrations/0018_personal_sums.sql', 'utf8')
  await owner.query(text.slice(text.indexOf('with moved'), text.indexOf('-- An account can be erased')))
}

test('a document recorded before answers the same for ever, and its old sum is nowhere', async () => {
  expect([await again(kept), await again(kept, { name: 'Eve' }), await again(kept, { code: 'C-7' })]).toEqual(['repeated', 'id_reused', 'id_reused'])
  const { rows } = await owner.query(`select from platform.document d join platform.personal_sum s on s.document_id = d.id
    where d.id = $1 and (encode(d.fingerprint, 'hex') = $2 or encode(s.sum, 'hex') like $2 || '%')`, [kept.id, sum(canonicalText(kept.payload))])
  expect(rows).toEqual([])
})

test('once the person is erased the id answers still, and tells nothing of the name', async () => {
  const fresh = command({ partnerId: newId(), code: 'C-1', name: 'Ada' })
  expect([await again(fresh), await again(fresh), await again(fresh, { name: 'Eve' })]).toEqual(['done', 'repeated', 'id_reused'])

  await transaction(place.database, async (tx) => forgetSums(tx, [erased.payload.partnerId, fresh.payload.partnerId]))

  expect([await again(erased), await again(fresh), await again(fresh, { name: 'Eve' })]).toEqual(['repeated', 'repeated', 'repeated'])
  // That a name was given, and all that is no name, is still compared.
  const { name, ...nameless } = fresh.payload
  expect(name).toBe('Ada')
  expect([await again(fresh, { code: 'C-7' }), await again({ ...fresh, payload: nameless })]).toEqual(['id_reused', 'id_reused'])
})
