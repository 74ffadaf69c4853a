// What people do with views: keep one, change it, share it, forget it.
import { Refusal } from '#kernel'
import { type Accepted, type Action, type Command, platformRefusals, type Statement, type Tx } from '#platform'
import { readable } from './cell-rules.ts'
import type { ChangeView, RemoveView, ViewAnswer, ViewColumn } from './contract.ts'
import type { Lists } from './export-list.ts'
import { refuse } from './refusals.ts'

/** The permission to show a view to everybody. */
export const SHARE = 'view.share'
/** Of one account. */
export const MOST_VIEWS = 200

export type CreateView = {
  readonly viewId: string
  readonly list: string
  readonly page: string
  readonly name: string
  readonly isShared: boolean
  readonly asked: { readonly [name: string]: string }
  readonly columns: readonly ViewColumn[]
  readonly filters: readonly string[]
}

/** A view as the actions see it. */
export type KnownView = { readonly id: string; readonly ownerId: string; readonly page: string; readonly list: string; readonly name: string; readonly isShared: boolean; readonly isUsed: boolean }

const lock: Statement = {
  name: 'reports.lock-views',
  text: `select v.id, v.owner_id as "ownerId", v.page, v.list, v.name, v.is_shared as "isShared",
      exists (select from reports.report r where r.view_id = v.id) as "isUsed"
    from reports.view v where v.id = any($1::uuid[]) order by v.id for update of v`,
}
const named: Statement = {
  name: 'reports.find-named-views',
  text: 'select id, lower(name) as name, page from reports.view where owner_id = $1',
}
const insert: Statement = {
  name: 'reports.insert-view',
  text: `insert into reports.view (id, owner_id, list, page, name, is_shared, asked, columns, filters, created_at, changed_at)
    values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9::text[], $10, $10)`,
}
const update: Statement = {
  name: 'reports.update-view',
  text: `update reports.view set name = coalesce($2, name), is_shared = coalesce($3, is_shared), asked = coalesce($4::jsonb, asked),
      columns = coalesce($5::jsonb, columns), filters = coalesce($6::text[], filters), changed_at = $7 where id = $1`,
}
const remove: Statement = { name: 'reports.delete-view', text: 'delete from reports.view where id = $1' }

/** Keeps a list as somebody sees it, under a name. */
export const createView = (lists: Lists): Action<CreateView, ViewAnswer> => ({
  kind: 'create-view',
  permission: 'account.self',
  constraints: {
    view_pkey: ({ payload }) => refuse('view_exists', { viewId: payload.viewId }),
    view_name: ({ payload }) => refuse('view_name_taken', { name: payload.name }),
  },
  async run({ tx, now }, commands) {
    const known = await lockViews(tx, commands.map(({ payload }) => payload.viewId))
    const taken = new Set(known.keys())
    return oneByOne(commands, async ({ actor, payload }) => {
      const { viewId, list, page, name, isShared, asked, columns, filters } = payload
      if (taken.has(viewId)) return refuse('view_exists', { viewId })
      if (isShared && !actor.permissions.has(SHARE)) return mayNotShare()
      const unfit = refuseUnfit(lists, list, asked, columns)
      if (unfit !== null) return unfit
      const others = await tx.read<{ id: string; name: string; page: string }>(named, [actor.id])
      if (others.some((one) => one.page === page && one.name === name.toLowerCase())) return refuse('view_name_taken', { name })
      if (others.length >= MOST_VIEWS) return refuse('view_too_many', { most: MOST_VIEWS })
      taken.add(viewId)
      tx.write(insert, [viewId, actor.id, list, page, name, isShared, JSON.stringify(asked), JSON.stringify(columns), filters, now])
      return { answer: { viewId } }
    })
  },
})

/** Changes a view of one's own. What is left out stays. */
export const changeView = (lists: Lists): Action<ChangeView, ViewAnswer> => ({
  kind: 'change-view',
  permission: 'account.self',
  constraints: { view_name: ({ payload }) => refuse('view_name_taken', { name: payload.name ?? '' }) },
  async run({ tx, now }, commands) {
    const views = await lockViews(tx, commands.map(({ payload }) => payload.viewId))
    return oneByOne(commands, async ({ actor, payload: { viewId, name, isShared, asked, columns, filters } }) => {
      const view = views.get(viewId)
      const no = refuseOthers(view, viewId, actor.id)
      if (no !== null) return no
      if (isShared === true && view?.isShared === false && !actor.permissions.has(SHARE)) return mayNotShare()
      const unfit = refuseUnfit(lists, view?.list ?? '', asked ?? {}, columns ?? [])
      if (unfit !== null) return unfit
      if (name !== undefined) {
        const others = await tx.read<{ id: string; name: string; page: string }>(named, [actor.id])
        if (others.some((one) => one.id !== viewId && one.page === view?.page && one.name === name.toLowerCase())) return refuse('view_name_taken', { name })
      }
      const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value))
      tx.write(update, [viewId, name ?? null, isShared ?? null, json(asked), json(columns), filters ?? null, now])
      return { answer: { viewId } }
    })
  },
})

/** Forgets a view of one's own. */
export const removeView: Action<RemoveView, ViewAnswer> = {
  kind: 'remove-view',
  permission: 'account.self',
  async run({ tx }, commands) {
    const views = await lockViews(tx, commands.map(({ payload }) => payload.viewId))
    return oneByOne(commands, async ({ actor, payload: { viewId } }) => {
      const view = views.get(viewId)
      const no = refuseOthers(view, viewId, actor.id)
      if (no !== null) return no
      if (view?.isUsed === true) return refuse('view_in_report', { name: view.name })
      views.delete(viewId)
      tx.write(remove, [viewId])
      return { answer: { viewId } }
    })
  },
}

async function lockViews(tx: Tx, ids: readonly string[]): Promise<Map<string, KnownView>> {
  const views = await tx.read<KnownView>(lock, [[...new Set(ids)]])
  return new Map(views.map((view) => [view.id, view]))
}

function refuseOthers(view: KnownView | undefined, viewId: string, accountId: string): Refusal | null {
  if (view === undefined || (view.ownerId !== accountId && !view.isShared)) return refuse('view_missing', { viewId })
  return view.ownerId === accountId ? null : refuse('view_not_yours', { name: view.name })
}

// A view that cannot be read would be found out by whoever opens it.
function refuseUnfit(lists: Lists, list: string, asked: { readonly [name: string]: string }, columns: readonly ViewColumn[]): Refusal | null {
  const door = lists().get(list)
  if (door === undefined) return refuse('export_list_unknown', { list })
  const [complaint] = door.complaints(asked)
  if (complaint !== undefined) return refuse('view_asks_wrongly', { list, name: complaint.path, why: `it ${complaint.expected}` })
  const unknown = columns.find((column) => readable(column, door.list.row) === null)
  return unknown === undefined ? null : refuse('export_column_unknown', { list, column: unknown.of })
}

const mayNotShare = () => new Refusal('not_permitted', platformRefusals.not_permitted, { permission: SHARE })

/** Judges one command after the other: what one did the next one sees. */
export async function oneByOne<Payload, Gives>(
  commands: readonly Command<Payload>[],
  judge: (command: Command<Payload>) => Promise<Accepted<Gives> | Refusal>,
): Promise<(Accepted<Gives> | Refusal)[]> {
  const results: (Accepted<Gives> | Refusal)[] = []
  for (const command of commands) results.push(await judge(command))
  return results
}
