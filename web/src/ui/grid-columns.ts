// What a column of the grid is, and which columns somebody has chosen to see.
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'

/** A column. `text` is what is exported and copied; `cell` what is shown, the text when it is left out. */
export type GridColumn<Row> = {
  readonly id: string
  readonly label: string
  readonly text: (row: Row) => string
  readonly cell?: (row: Row) => ReactNode
  /** The API's name of the sort it offers. */
  readonly sort?: string
  /** Pixels at least; what is left over is shared. */
  readonly width?: number
  readonly isNumber?: boolean
  /** Not shown until somebody asks for it. */
  readonly isExtra?: boolean
  /** It tells something, and nothing where its text is empty. */
  readonly isFact?: true
  /** Something to do with the row: no export tells it. */
  readonly isAction?: boolean
  /** How an export tells it; the member of its own name as it is, when this is left out. */
  readonly told?: Told
  /** What its cell says besides the number: of which unit or currency it is. */
  readonly ofWhat?: { readonly id: string; readonly label: string; readonly text: (row: Row) => string }
}

/** How wide a column is at least: as it says, and wide enough for its heading with the arrow of its sort. */
export function widthOf<Row>({ width, label, sort }: GridColumn<Row>): number | undefined {
  return width === undefined ? undefined : Math.max(width, 22 + 9 * label.length + (sort === undefined ? 0 : 16))
}

/** What the server reads for a column: the member, how it is written, and the words for its values. `{member}` in them is another's. */
export type Told = {
  readonly of?: string
  readonly as?: 'text' | 'number' | 'day' | 'moment' | 'name' | 'flags'
  readonly words?: { readonly [value: string]: string }
  /** What stands where there is nothing. */
  readonly none?: string
}

/** The columns of a file: those shown, and the units and currencies of their numbers. A number without them says nothing. */
export function written<Row>(columns: readonly GridColumn<Row>[]): GridColumn<Row>[] {
  const there = new Set(columns.map(({ id }) => id))
  return columns.filter(({ isAction }) => isAction !== true).flatMap((column) => {
    const { ofWhat } = column
    if (ofWhat === undefined || there.has(ofWhat.id)) return [column]
    there.add(ofWhat.id)
    // Under an id of its own, which no column of a grid has: a view that is kept so shows no more columns than it did.
    return [column, { id: `${column.id}Of${ofWhat.id}`, label: ofWhat.label, text: ofWhat.text, told: { of: ofWhat.id } }]
  })
}

/** A column as an export is told it. */
export function toldOf<Row>({ id, label, told = {} }: GridColumn<Row>) {
  const { of = id, as, words, none } = told
  return { of, heading: label, ...(as && { as }), ...(words && { words: { ...words } }), ...(none !== undefined && { none }) }
}

/** The choice of columns: their order, and which are hidden. */
export type ColumnChoice = { readonly order: readonly string[]; readonly hidden: readonly string[] }

/** A view that is looked at: its id, and the columns it shows. */
export type ShownView = { readonly id: string; readonly columns: readonly string[] }

/**
 * Reads and keeps the choice for one list in this browser, or for one of its views. Columns that came later are shown in their
 * own place.
 */
export function useColumnChoice<Row>(list: string, columns: readonly GridColumn<Row>[], view: ShownView | null = null) {
  const key = keyOf(view === null ? list : `${list}.${view.id}`)
  const [own, setOwn] = useState(() => ({ key, chosen: read(key) }))
  const chosen = useMemo(() => (own.key === key ? own.chosen : read(key)), [own, key])
  const choice = useMemo(() => (chosen === null && view !== null ? ofView(columns, view) : complete(columns, chosen)), [columns, chosen, view])
  const set = (next: ColumnChoice | null) => {
    setOwn({ key, chosen: next })
    try {
      if (next === null) localStorage.removeItem(key)
      else localStorage.setItem(key, JSON.stringify(next))
    } catch {
      // A browser that keeps nothing forgets it with the page.
    }
  }
  return { choice, set, isOwn: chosen !== null }
}

function ofView<Row>(columns: readonly GridColumn<Row>[], view: ShownView): ColumnChoice {
  const ids = columns.map(({ id }) => id)
  const visible = view.columns.filter((id) => ids.includes(id))
  // What it showed is no longer there.
  if (visible.length === 0) return complete(columns, null)
  // A view keeps what rows say; what can be done with them is always there.
  const order = [...visible, ...columns.filter(({ isAction }) => isAction).map(({ id }) => id)]
  const hidden = ids.filter((id) => !order.includes(id))
  return { order: [...order, ...hidden], hidden }
}

/** The columns to show, in order. */
export function shown<Row>(columns: readonly GridColumn<Row>[], choice: ColumnChoice): GridColumn<Row>[] {
  const byId = new Map(columns.map((column) => [column.id, column]))
  return choice.order.filter((id) => !choice.hidden.includes(id)).flatMap((id) => byId.get(id) ?? [])
}

function complete<Row>(columns: readonly GridColumn<Row>[], chosen: ColumnChoice | null): ColumnChoice {
  const ids = columns.map(({ id }) => id)
  const extra = columns.filter(({ isExtra }) => isExtra).map(({ id }) => id)
  if (chosen === null) return { order: ids, hidden: extra }
  const known = chosen.order.filter((id) => ids.includes(id))
  const fresh = ids.filter((id) => !known.includes(id))
  return { order: [...known, ...fresh], hidden: [...chosen.hidden, ...fresh.filter((id) => extra.includes(id))] }
}

const keyOf = (list: string) => `lotline-columns${list}`

function read(key: string): ColumnChoice | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    if (kept === null || typeof kept !== 'object' || !('order' in kept) || !('hidden' in kept)) return null
    const texts = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])
    return { order: texts(kept.order), hidden: texts(kept.hidden) }
  } catch {
    return null
  }
}
