// Cells of lines that are of an item: which one, and how much of it in whole base units.
import { Text } from '@mantine/core'
import { enteredUnits, type Entered, QuantityField, useLateUnits } from '~/ui/fields/quantity-field'
import { words } from '~/words'
import { type ItemChoice, ItemPicker, useItem } from './pickers'

/** What such a line has; `whole` is '' while it means no whole number of base units. */
export type ItemLine = { readonly item: ItemChoice | null; readonly entered: Entered; readonly whole: string }

type Part<Line> = { readonly line: Line; readonly change: (change: Partial<ItemLine>) => void; readonly at: number; readonly label?: string }

export const noItemLine: ItemLine = { item: null, entered: { quantity: '', unit: '' }, whole: '' }

export function ItemCell<Line extends ItemLine>({ line, change, at, label }: Part<Line>) {
  // How much was typed before the item was found stays; of another item it is another number.
  const pick = (item: ItemChoice | null) => change({ item, whole: '', ...(line.item !== null && line.item.id !== item?.id && { entered: noItemLine.entered }) })
  return (
    <>
      <ItemPicker isBare label={words.fields.ofLine(label ?? words.columns.item, at + 1)} value={line.item} onPick={pick} />
      {line.item !== null && <Text size="xs" c="dimmed">{line.item.detail}</Text>}
    </>
  )
}

export function WholeCell<Line extends ItemLine>({ line, change, at, label }: Part<Line>) {
  const { units } = useItem(line.item?.id ?? null)
  useLateUnits(line, units, (whole) => change({ whole }))
  return (
    <QuantityField isBare label={words.fields.ofLine(label ?? words.columns.quantity, at + 1)} value={line.entered} units={units}
      onChange={(entered) => change({ entered, whole: String(enteredUnits(units, entered) ?? '') })} />
  )
}
