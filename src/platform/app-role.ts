// The role the server works as: it adds facts and never changes them, because the database does not let it.
// The owner of the tables migrates and restores. `migrations/privileges.txt` is the one list.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { Fault } from '#kernel'

/** The role, or why there is none and what an administrator of the database can do. */
export type AppRole =
  | { readonly role: string }
  | { readonly role: null; readonly why: string; readonly mend: string }

/** Makes the role where it may, and gives it exactly the privileges of the list. */
export async function prepareAppRole(client: pg.Client, folder: string, schemas: readonly string[]): Promise<AppRole> {
  const role = await roleName(client)
  const { rows } = await client.query<{ login: boolean }>('select rolcanlogin as login from pg_roles where rolname = $1', [role])
  const name = client.escapeIdentifier(role)
  // A role people sign in with is somebody else's; it is left alone.
  if (rows[0]?.login === true) return none(role, `${role} is a role that signs in`)
  const made = rows.length > 0 || (await succeeds(client, `create role ${name} nologin`))
  if (!made) return none(role, 'this user may not make it')
  const mine = (await mayBecome(client, role)) || (await succeeds(client, `grant ${name} to current_user`))
  if (!mine || !(await mayBecome(client, role))) return none(role, 'this user is no member of it')
  await setPrivileges(client, role, readPrivileges(folder), schemas)
  return { role }
}

/** The role of a migrated database, for somebody who only uses it. */
export async function findAppRole(config: pg.ClientConfig): Promise<AppRole> {
  const client = new pg.Client(config)
  try {
    await client.connect()
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Fault(`The database cannot be reached: ${why}`, 'Check DATABASE_URL, and that the server runs.', { cause })
  }
  try {
    const role = await roleName(client)
    const { rows } = await client.query<{ ready: boolean | null }>(
      `select has_table_privilege(rolname, to_regclass('platform.document'), 'insert')
        and not has_table_privilege(rolname, to_regclass('platform.document'), 'update') as ready
      from pg_roles where rolname = $1 and not rolcanlogin`,
      [role],
    )
    if (rows[0]?.ready !== true) return none(role, rows.length === 0 ? 'it does not exist' : 'its privileges are not set')
    return (await mayBecome(client, role)) ? { role } : none(role, 'this user is no member of it')
  } finally {
    await client.end()
  }
}

function none(role: string, why: string): AppRole {
  const mend = `Once, as an administrator of the database: create role "${role}" nologin; grant "${role}" to THIS_USER; then start Lotline again.`
  return { role: null, why: `There is no role ${role}: ${why}.`, mend }
}

// Roles are the whole server's, and a server may hold several Lotlines.
async function roleName(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(`select left(current_database(), 59) || '_app' as name`)
  return rows[0]?.name ?? ''
}

async function succeeds(client: pg.Client, statement: string): Promise<boolean> {
  try {
    await client.query(statement)
    return true
  } catch (error) {
    const refused = error instanceof pg.DatabaseError && (error.code === '42501' || error.code === '0LP01')
    if (refused) return false
    throw error
  }
}

async function mayBecome(client: pg.Client, role: string): Promise<boolean> {
  const can = await succeeds(client, `set role ${client.escapeIdentifier(role)}`)
  await client.query('reset role')
  return can
}

const EVERY = ['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']
const FACTS = 'select insert'

function readPrivileges(folder: string): Map<string, string> {
  const lines = readFileSync(join(folder, 'privileges.txt'), 'utf8').split('\n')
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const [table, ...privileges] = line.trim().split(/\s+/)
      return table === undefined || table === '' || table.startsWith('#') ? [] : [[table, privileges.join(' ')]]
    }),
  )
}

// Tables whose privileges are right already are not touched, so that a start changes nothing.
async function setPrivileges(
  client: pg.Client,
  role: string,
  listed: ReadonlyMap<string, string>,
  schemas: readonly string[],
): Promise<void> {
  const name = client.escapeIdentifier(role)
  const { rows } = await client.query<{ table: string; has: string }>(
    `select n.nspname || '.' || c.relname as table, concat_ws(' ',
        (select string_agg(p, ' ' order by nth) from unnest($2::text[]) with ordinality as e(p, nth)
          where has_table_privilege($1, c.oid, p)),
        (select 'update(' || string_agg(a.attname, ',' order by a.attnum) || ')' from pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            and has_column_privilege($1, c.oid, a.attnum, 'update')
            and not has_table_privilege($1, c.oid, 'update'))) as has
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname = any($3) order by 1`,
    [role, EVERY, schemas],
  )
  const wrong = rows.filter(({ table, has }) => has !== (listed.get(table) ?? FACTS))
  if (wrong.length === 0) return
  const statements = wrong.flatMap(({ table }) => {
    const privileges = (listed.get(table) ?? FACTS).replaceAll(' ', ', ')
    return [`revoke all on ${table} from ${name}`, `grant ${privileges} on ${table} to ${name}`]
  })
  await client.query(`begin; grant usage on schema ${schemas.join(', ')} to ${name}; ${statements.join('; ')}; commit`)
}
