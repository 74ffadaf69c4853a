// What is chosen when goods are put away: for each balance that waits, where it goes, or its parts.
import type { BodyOf } from '~/api'
import type { PlaceChoice } from '~/pages/fields/pickers'
import { lineOf, type StockLine, type StockRow, stockOf } from '~/pages/ledger/stock-lines'
import { newKey } from '~/ui/fields/lines'

/** A balance that waits, or a part of it, and where it goes. */
export type PutLine = StockLine & { readonly to: PlaceChoice | null }

/** What was chosen, by the balance it is of; a balance without an entry goes nowhere yet. */
export type PutForm = { readonly chosen: { readonly [row: string]: readonly PutLine[] } }

export const blankPut = (): PutForm => ({ chosen: {} })

/** What names a balance. */
export const rowKey = ({ itemId, lotId, ownerId, locationId }: StockRow) => [itemId, lotId, ownerId, locationId].join('.')

/** The lines to be shown: those that were chosen, and every other balance as it is. */
export function linesOf(rows: readonly StockRow[], { chosen }: PutForm): readonly PutLine[] {
  return rows.flatMap((row) => chosen[rowKey(row)]?.map((line) => ({ ...line, row })) ?? [{ ...lineOf(row), key: rowKey(row), to: null }])
}

/** The form with other lines of the balances they are of. */
export function withLines(form: PutForm, lines: readonly PutLine[]): PutForm {
  const chosen: { [row: string]: PutLine[] } = {}
  for (const line of lines) chosen[rowKey(line.row)] = [...(chosen[rowKey(line.row)] ?? []), line]
  return { ...form, chosen: { ...form.chosen, ...chosen } }
}

/** One more place for what a line leaves of its balance. */
export function split(line: PutLine): readonly PutLine[] {
  return [line, { ...line, key: newKey(), to: null, entered: { quantity: '', unit: '' }, whole: '', serials: line.serials === null ? null : [] }]
}

/** Whether a line may be sent: it has a place, and says how much. */
export const isReady = ({ to, whole, serials }: PutLine) => to !== null && whole !== '' && (serials === null || serials.length > 0)

/** The command that puts a line away; a unit with a number is a line of its own. */
export function moveOf({ row, to, whole, serials }: PutLine): BodyOf<'/stock/move'> {
  const way = { ...stockOf(row), fromLocationId: row.locationId, toLocationId: to?.id ?? '' }
  return { lines: serials === null ? [{ ...way, quantity: whole }] : serials.map((serial) => ({ ...way, quantity: '1', serial })) }
}

/** The way back. */
export const backOf = ({ lines }: BodyOf<'/stock/move'>): BodyOf<'/stock/move'> =>
  ({ lines: lines.map((one) => ({ ...one, fromLocationId: one.toLocationId, toLocationId: one.fromLocationId })) })
