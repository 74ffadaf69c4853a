// What a list is: declared once by the module that owns the rows.
import type { TObject, TSchema } from 'typebox'

/**
 * A filter. `where` is SQL over `t` with `?` for the value. Several of them mean any of them; each goes by an
 * index of its own. `find` turns a code that people know into ids.
 */
export type ListFilter = {
  readonly is: TSchema
  readonly where: string | readonly string[]
  readonly find?: string
  /** Conditions by value, instead of `where`. */
  readonly states?: { readonly [state: string]: string | readonly string[] }
  readonly read?: (value: string) => string
  /**
   * The sort that serves it: the one meant when none is named, and the only one when more rows fit than are counted.
   * Needed where what fits lies together at one end of another order, as old things do.
   */
  readonly sort?: string
  /** For which values an index has what fits in the order of the list's `along`. */
  readonly inOrder?: (value: string) => boolean
}

/** A sort: SQL over `t` and its type, never null. A `narrow` one serves lists of at most MOST_COUNTED rows. */
export type ListSort = {
  readonly by: readonly (readonly [sql: string, type: string])[]
  readonly narrow?: true
  readonly joins?: string
}

/** What a list is. */
export type List = {
  readonly path: string
  readonly summary: string
  readonly permission?: string
  /** The rows that are listed, as `t`; `picked` is what of them the columns need, when it is more than `t.*`. */
  readonly from: string
  readonly picked?: string
  /**
   * A column of `t` that has no index of its own, and the column of a table left-joined in `from` that is the same and
   * has one. Rows are walked and cut by the second, unless a filter has them `inOrder` of the first.
   */
  readonly along?: readonly [column: string, same: string]
  /** What every row must be, whatever is asked. */
  readonly always?: string
  /** What is joined to the rows of a page, and to those alone. */
  readonly joins?: string
  /** What a row is, as the contract tells it; `columns` has the SQL of each member, over the joined row. */
  readonly row: TObject
  readonly columns: { readonly [name: string]: string }
  readonly filters: { readonly [name: string]: ListFilter }
  /** Which of two values of a filter is meant when none is given. */
  readonly defaults?: { readonly [filter: string]: string }
  readonly sorts: { readonly [name: string]: ListSort }
  /** The first sort, `-` before its name for the highest first. */
  readonly sort: string
  /** What makes a row the only one: added to every sort. */
  readonly key: readonly (readonly [sql: string, type: string])[]
}

/** Declares a list of rows as a contract tells them: each member has its column, and no column is nobody's. */
export function listOf<Row extends TObject>(
  row: Row,
  list: Omit<List, 'row' | 'columns'> & { readonly columns: { readonly [Name in keyof Row['properties']]: string } },
): List {
  return { ...list, row }
}
