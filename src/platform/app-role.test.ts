import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#test/database'
import { migrate } from './migrate.ts'
import { findAppRole } from './app-role.ts'

let shop: TestDatabase
let tables: { name: string; fact: boolean; column: string }[]

const schemas = `select n.nspname from pg_namespace n where n.nspname !~ '^(pg_|information_schema|public)'`

beforeAll(async () => {
  shop = await testDatabase()
  const { rows } = await shop.database.pool.query(
    `select n.nspname || '.' || c.relname as name, exists (select from pg_trigger t
        where t.tgrelid = c.oid and t.tgname = 'facts_only') as fact,
      (select format('%I', a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum = 1) as column
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in (${schemas}) order by 1`,
  )
  tables = rows
})
afterAll(() => shop.drop())

/** What the database says to a statement, which is taken back in any case. */
async function answer(on: pg.ClientBase, statement: string): Promise<string> {
  await on.query('begin')
  try {
    await on.query(statement)
    return 'done'
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? '') : String(error)
  } finally {
    await on.query('rollback')
  }
}

describe('facts are only added', () => {
  test('the server works as a role that is not the owner', async () => {
    const { rows } = await shop.database.pool.query('select current_user as me, session_user as signed_in')
    expect(rows[0].me).toBe(inject('appRole'))
    expect(rows[0].me).not.toBe(rows[0].signed_in)
  })

  test('the database refuses the server every change and removal of a fact', async () => {
    const facts = tables.filter(({ fact }) => fact)
    const names = facts.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining([
      'platform.document', 'platform.sequence', 'ledger.movement', 'ledger.movement_candidate', 'ledger.hold',
      'ledger.hold_release', 'ledger.reservation_change', 'ledger.decision', 'ledger.serial_alias',
      'production.edge', 'orders.line', 'orders.step', 'receiving.receipt_line', 'lots.lot_fact',
    ]))
    const client = await shop.database.pool.connect()
    try {
      const wrong: string[] = []
      for (const { name, column } of facts) {
        for (const change of [`delete from ${name}`, `truncate ${name}`, `update ${name} set ${column} = ${column}`]) {
          const said = await answer(client, change)
          // An order is locked by a right to update its id; the trigger refuses what it would allow.
          const byTrigger = name === 'orders.sales_order' && said === '23001'
          if (said !== '42501' && !byTrigger) wrong.push(`${change}: ${said}`)
        }
      }
      expect(wrong).toEqual([])
    } finally {
      client.release()
    }
  })

  test('the owner is stopped by the triggers', async () => {
    const owner = new pg.Client(shop.config)
    await owner.connect()
    try {
      expect(await answer(owner, 'delete from ledger.movement')).toBe('23001')
      expect(await answer(owner, `update orders.line set quantity = 1`)).toBe('23001')
    } finally {
      await owner.end()
    }
  })

  test('what is derived may be changed, and the list of migrations may not', async () => {
    const client = await shop.database.pool.connect()
    try {
      expect(await answer(client, 'delete from ledger.balance')).toBe('done')
      expect(await answer(client, 'update ledger.pool set version = version + 1')).toBe('done')
      expect(await answer(client, 'insert into platform.migration values (1, $$$$, $$$$)')).toBe('42501')
      expect(await answer(client, 'create table platform.mine ()')).toBe('42501')
    } finally {
      client.release()
    }
  })
})

describe('where the role cannot be made', () => {
  const made: string[] = []
  let admin: pg.Client
  let config: pg.ClientConfig

  beforeAll(async () => {
    const server = inject('server')
    admin = new pg.Client({ ...server, database: 'postgres' })
    await admin.connect()
    const name = `plain_${process.pid}`
    await admin.query(`create role ${name} login`)
    await admin.query(`create database ${name} owner ${name}`)
    config = { ...server, user: name, database: name }
    made.push(`drop database ${name} with (force)`, `drop role ${name}`, `drop role if exists ${name}_app`)
  })
  afterAll(async () => {
    for (const statement of made) await admin.query(statement)
    await admin.end()
  })

  test('it goes on without and says so; once an administrator made it, it is used', async () => {
    const first = await migrate(config)
    expect(first.applied.length).toBeGreaterThan(5)
    expect(first.appRole).toMatchObject({ role: null, why: expect.stringContaining('may not make it') })
    expect(await findAppRole(config)).toMatchObject({ role: null })

    const role = `${config.database}_app`
    await admin.query(`create role ${role} nologin`)
    expect((await migrate(config)).appRole).toMatchObject({ why: expect.stringContaining('no member of it') })
    await admin.query(`grant ${role} to ${config.user}`)
    expect(await migrate(config)).toEqual({ applied: [], appRole: { role } })
    expect(await findAppRole(config)).toEqual({ role })

    await admin.query(`alter role ${role} login`)
    expect((await migrate(config)).appRole).toMatchObject({ why: expect.stringContaining('signs in') })
    await admin.query(`alter role ${role} nologin`)
  })

  test('a privilege too many is taken back at the next start', async () => {
    const role = `${config.database}_app`
    const owner = new pg.Client(config)
    await owner.connect()
    try {
      await owner.query(`grant update (quantity), delete on ledger.movement to ${role}`)
      await migrate(config)
      const { rows } = await owner.query(
        `select has_table_privilege($1, 'ledger.movement', 'delete') as deletes,
          has_column_privilege($1, 'ledger.movement', 'quantity', 'update') as updates,
          has_table_privilege($1, 'ledger.movement', 'insert') as inserts`,
        [role],
      )
      expect(rows).toEqual([{ deletes: false, updates: false, inserts: true }])
    } finally {
      await owner.end()
    }
  })
})
