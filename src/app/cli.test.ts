import { execFile } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount, recogniseKey, Secret, SYSTEM_ACTOR } from '#auth'
import { newId, performOne } from '#platform'
import { type TestDatabase, testDatabase } from '#test/database'

let shop: TestDatabase
let url: string

const account = (login: string, roles: ('administrator' | 'viewer')[]) =>
  performOne(shop.database, createAccount, {
    id: newId(), actor: SYSTEM_ACTOR, occurredAt: new Date(),
    payload: { accountId: newId(), login, name: login, password: new Secret('correct horse'), roles },
  })

/** Runs the command line as a person would, and gives what it printed and how it ended. */
function lotline(...args: string[]): Promise<{ out: string; err: string; code: number }> {
  return new Promise((resolve) => {
    const env = { ...process.env, DATABASE_URL: url }
    const child = execFile('node_modules/.bin/tsx', ['src/app/cli.ts', ...args], { env }, (_, out, err) =>
      resolve({ out, err, code: child.exitCode ?? -1 }),
    )
  })
}

beforeAll(async () => {
  shop = await testDatabase()
  const { host = '', port, user = '', database } = shop.config
  url = `postgres://${user}@${encodeURIComponent(host)}:${port}/${database}`
})
afterAll(() => shop.drop())

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
