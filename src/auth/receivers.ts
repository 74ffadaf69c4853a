// Who is written to: accounts that may sign in, with their address and what they may see.
import type { Tx } from '#platform'
import { permissionsOf } from './permissions.ts'
import { readAccounts } from './store.ts'

/** Somebody a letter may go to. */
export type Receiver = { readonly id: string; readonly name: string; readonly email: string | null; readonly roles: readonly string[]; readonly permissions: ReadonlySet<string> }

/** These accounts, those left out that are disabled or erased. */
export async function readReceivers(tx: Tx, ids: readonly string[]): Promise<Map<string, Receiver>> {
  const accounts = await readAccounts(tx, ids)
  return new Map([...accounts].flatMap(([id, { name, email, roles, disabled, erased }]) =>
    disabled || erased ? [] : [[id, { id, name, email, roles, permissions: permissionsOf(roles) }]]))
}
