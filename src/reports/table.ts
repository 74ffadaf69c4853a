// A table that is taken away: what it is called, its columns, and its rows as they come.
import type { CellKind } from './cell-rules.ts'

/** A table. A cell is text; its column's kind says what it may be besides. */
export type Table = {
  readonly title: string
  readonly columns: readonly { readonly heading: string; readonly kind: CellKind }[]
  readonly batches: AsyncIterable<readonly (readonly string[])[]>
  /** The zone in which moments are told. */
  readonly zone: string
  /** What was asked for, in words. */
  readonly filters: readonly string[]
  /** When it was read. */
  readonly at: Date
}
