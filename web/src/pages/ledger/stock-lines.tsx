// Rows of stock in a form: each with how much of it is meant, in any unit of its item.
import { Text } from '@mantine/core'
import { useEffect } from 'react'
import { type Failure, newId, type RowOf } from '~/api'
import { useItem } from '~/pages/fields/pickers'
import { type UnitsAt, UnitTicks, useUnits } from '~/pages/fields/units'
import { type Faults, faultsOf } from '~/ui/fields/faults'
import { type Keyed, type LineColumn, Lines } from '~/ui/fields/lines'
import { enteredUnits, type Entered, QuantityField, useLateUnits } from '~/ui/fields/quantity-field'
import { words } from '~/words'

export type StockRow = RowOf<'/balances'>

/** A row, what was typed for it, and the base units it means ('' while it means none). */
export type StockLine = Keyed & {
  readonly row: StockRow
  readonly entered: Entered
  readonly whole: string
  /** The numbers of the units that are meant; null where they have none. */
  readonly serials: readonly string[] | null
}

/** What goods of no lot lie under in the list of balances. */
export const NO_LOT = '00000000-0000-0000-0000-000000000000'

/** A row as it is typed at first: all of it that was not picked. */
export function lineOf(row: StockRow): StockLine {
  const all = BigInt(row.quantity) - BigInt(row.picked)
  const whole = all > 0n ? String(all) : ''
  return { key: newId(), row, entered: { quantity: whole, unit: '' }, whole, serials: null }
}

/** What every command about stock says of it. */
export function stockOf(row: StockRow): { readonly itemId: string; readonly ownerId: string; readonly lotId?: string } {
  return { itemId: row.itemId, ownerId: row.ownerId, ...(row.lotId === NO_LOT ? {} : { lotId: row.lotId }) }
}

/** What a row is called. */
export const nameOf = (row: StockRow) => `${row.lot ?? row.sku} · ${row.location}`

/** The lines a refusal is about: it names the lot and the place. */
export function faultsOfStock(failure: Failure | null, lines: readonly StockLine[]): Faults {
  const isOf = ({ serial, lotId, locationId }: Failure['facts']) => {
    const ofUnit = lines.findIndex(({ serials }) => typeof serial === 'string' && serials?.includes(serial) === true)
    return ofUnit >= 0 ? ofUnit : lines.findIndex(({ row }) => lotId === row.lotId && (locationId === undefined || locationId === row.locationId))
  }
  return faultsOf(failure, 'lines', { isOf })
}

/** Where the units of a row lie. */
export function unitsAt({ itemId, lotId, ownerId, locationId }: StockRow): UnitsAt {
  return { itemId, lotId: lotId === NO_LOT ? null : lotId, ownerId, locationId }
}

/** A line that may be sent: so many, and every unit named that has a number. */
export const isWhole = ({ whole, serials }: StockLine) => whole !== '' && (serials === null || serials.length > 0)

const columns: readonly LineColumn<StockLine>[] = [
  { id: 'item', label: words.columns.item, cell: ({ row }) => <Text size="sm" pt={8}>{row.sku}</Text> },
  { id: 'lot', label: words.columns.lot, cell: ({ row }) => <Text size="sm" pt={8} className="code">{row.lot ?? words.none}</Text> },
  { id: 'place', label: words.columns.location, cell: ({ row }) => <Text size="sm" pt={8} className="code">{row.location}</Text> },
  { id: 'quantity', label: words.columns.quantity, width: '34%', cell: (line, change, at) => <Quantity line={line} change={change} at={at} /> },
]

type Part = { readonly line: StockLine; readonly change: (change: Partial<StockLine>) => void; readonly at: number }

function Quantity({ line, change, at }: Part) {
  const { units } = useItem(line.row.itemId)
  useLateUnits(line, line.serials === null ? units : [], (whole) => change({ whole }))
  if (line.serials !== null) return <Text size="sm" pt={8}>{words.units.manyOf(line.serials.length)}</Text>
  return (
    <QuantityField isBare label={words.fields.ofLine(words.columns.quantity, at + 1)} value={line.entered} units={units}
      onChange={(entered) => change({ entered, whole: String(enteredUnits(units, entered) ?? '') })} />
  )
}

// Of what has numbers, the units are named; how many follows from it.
function Units({ line, change, at }: Part) {
  const { units, isNumbered } = useUnits(unitsAt(line.row))
  const isNew = isNumbered && line.serials === null
  useEffect(() => {
    if (isNew) change({ serials: [], whole: '', entered: { quantity: '', unit: '' } })
  }, [isNew, change])
  if (line.serials === null) return null
  return (
    <UnitTicks label={words.units.of(words.fields.ofLine(nameOf(line.row), at + 1))} units={units} ticked={line.serials}
      set={(serials) => change({ serials, whole: serials.length === 0 ? '' : String(serials.length) })} />
  )
}

export function StockLines({ lines, set, faults }: {
  readonly lines: readonly StockLine[]
  readonly set: (change: (lines: readonly StockLine[]) => readonly StockLine[]) => void
  readonly faults: Faults
}) {
  return <Lines label={words.columns.lines} lines={lines} columns={columns} set={set} faults={faults} below={(line, change, at) => <Units line={line} change={change} at={at} />} />
}
