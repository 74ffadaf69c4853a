// Views of a list that are kept under a name: one's own, and those that everybody sees. Those that an earlier version kept in the
// browser are brought to the server once.
import { useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { type AnswerOf, Failure, newId, tell } from '~/api'
import { refresh, useQuestion } from '~/asking'
import { type GridColumn, type ShownView, toldOf, written } from './grid-columns'
import { inWords, type ListFilter } from './list-filters'
import type { ListInput } from './list-rows'

/** A view as the server keeps it. */
export type View = AnswerOf<'/views'>['views'][number]

const NONE: readonly View[] = []

/** The views of this page, and the one that is looked at. */
export function useViews(saved: string | null, isAsked: boolean): { readonly views: readonly View[]; readonly view: (ShownView & { readonly of: View }) | null } {
  const { pathname } = useLocation()
  // The address is already another's while the list is still here and the next page comes.
  const [page] = useState(pathname)
  const { data } = useQuestion('/views', { page }, { enabled: isAsked, keep: true })
  const views = data?.views ?? NONE
  const view = useMemo(() => {
    const of = views.find(({ id }) => id === saved)
    return of === undefined ? null : { id: of.id, columns: of.columns.map(({ id }) => id), of }
  }, [views, saved])
  return { views, view }
}

/** What a view says of a list as it is shown. */
export function toldView<Row>(columns: readonly GridColumn<Row>[], filters: readonly ListFilter[], input: ListInput) {
  return { asked: { ...input }, columns: written(columns).map((column) => ({ id: column.id, ...toldOf(column) })), filters: inWords(filters, input) }
}

/** Whether two lists are asked alike. */
export function isAlike(one: ListInput, other: ListInput): boolean {
  const set = (input: ListInput) => JSON.stringify(Object.entries(input).filter(([, value]) => value !== '').sort(([a], [b]) => a.localeCompare(b)))
  return set(one) === set(other)
}

type Old = { readonly id?: string; readonly name: string; readonly asked: ListInput }

/** Brings what this browser kept to the server; each goes from here when it is there. */
export function useOldViews<Row>(list: string, made: readonly GridColumn<Row>[], filters: readonly ListFilter[]): void {
  const { pathname } = useLocation()
  const client = useQueryClient()
  useEffect(() => {
    const key = `lotline-views${list}`
    const old = readOld(key)
    if (old.length === 0) return
    // Under ids that stay, so that sending again after a lost connection makes none twice.
    const named = old.map((one) => ({ ...one, id: one.id ?? newId() }))
    localStorage.setItem(key, JSON.stringify(named))
    const columns = made.filter(({ isExtra }) => isExtra !== true)
    const known = new Set([...filters.map(({ name }) => name), 'sort'])
    const bring = async () => {
      const left = []
      for (const one of named) {
        const asked = Object.fromEntries(Object.entries(one.asked).filter(([name, value]) => known.has(name) && value !== ''))
        const body = { list, page: pathname, isShared: false, ...toldView(columns, filters, asked) }
        if (!(await isBrought(one.id, one.name, body))) left.push(one)
      }
      if (left.length === 0) localStorage.removeItem(key)
      else localStorage.setItem(key, JSON.stringify(left))
      if (left.length < named.length) await refresh(client)
    }
    void bring()
  }, [list, pathname, made, filters, client])
}

async function isBrought(id: string, name: string, body: Omit<Parameters<typeof tell<'/views'>>[2], 'name'>): Promise<boolean> {
  try {
    await tell('/views', id, { ...body, name: name.slice(0, 80) })
    return true
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    // It is there already, or its name is: another view of that name is kept beside it.
    if (error.code === 'view_exists') return true
    if (error.code !== 'view_name_taken' || name.length > 200) return false
    return isBrought(id, `${name.slice(0, 74)} (old)`, body)
  }
}

function readOld(key: string): Old[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one: unknown): one is Old => typeof Object(one).name === 'string' && Object(one).asked !== undefined) : []
  } catch {
    return []
  }
}
