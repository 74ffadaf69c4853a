// The views that somebody sees: their own, and those that everybody sees.
import { NIL } from '#kernel'
import { type Actor, type Database, query, type Statement } from '#platform'
import type { View } from './contract.ts'

const find: Statement = {
  name: 'reports.views-of',
  text: `select v.id, v.list, v.page, v.name, v.is_shared as "isShared", v.asked, v.columns, v.filters, v.owner_id = $1 as "isOwn", a.name as by
    from reports.view v left join auth.account a on a.id = v.owner_id
    where (v.owner_id = $1 or v.is_shared) and ($2::text is null or v.page = $2) and ($3::uuid is null or v.id = $3)
    order by lower(v.name), v.id`,
}

/** The views an account sees, by their names. */
export async function viewsOf(database: Database, actor: Actor | null, { page, id }: { readonly page?: string; readonly id?: string }): Promise<View[]> {
  return await query<View>(database, find, [actor?.id ?? NIL, page ?? null, id ?? null])
}
