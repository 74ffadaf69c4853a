// Lines that are added to something there is already: an item and how much of it, and what else the form asks of each.
import { Button, Group, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { words } from '~/words'
import { type ItemChoice, ItemPicker } from './pickers'

export type AddedLine = { readonly key: number; readonly item: ItemChoice | null; readonly quantity: string; readonly lotCode: string }
type Set = (change: (lines: readonly AddedLine[]) => readonly AddedLine[]) => void
type Field = (line: AddedLine, change: (part: Partial<AddedLine>) => void) => ReactNode
const { orders } = words

/** Says that a line nobody filled in is none, and that one that is begun is finished. */
export const isWhole = ({ item, quantity, lotCode }: AddedLine) => (item === null) === (quantity.trim() === '') && (item !== null || lotCode.trim() === '')

/** What is added by lines that are filled in. */
export const addedBy = (lines: readonly AddedLine[]) =>
  lines.flatMap(({ item, quantity, lotCode }) =>
    item === null ? [] : [{ itemId: item.id, quantity: quantity.trim(), ...(lotCode.trim() !== '' && { lotCode: lotCode.trim() }) }])

/** The fields, and the button for one more; `more` is what is asked besides. */
export function AddedLines({ lines, set, more }: { readonly lines: readonly AddedLine[]; readonly set: Set; readonly more?: Field }) {
  const add = () => set((all) => [...all, { key: (all.at(-1)?.key ?? 0) + 1, item: null, quantity: '', lotCode: '' }])
  return (
    <>
      {lines.map((line) => {
        const change = (part: Partial<AddedLine>) => set((all) => all.map((one) => (one.key === line.key ? { ...one, ...part } : one)))
        return (
          <Group key={line.key} align="end" gap="xs">
            <ItemPicker label={orders.addedItem} value={line.item} onPick={(item) => change({ item })} />
            <TextInput label={words.columns.quantity} w={110} inputMode="numeric" value={line.quantity} onChange={(event) => change({ quantity: event.currentTarget.value })} />
            <Text size="sm" pb={8}>{line.item?.baseUnit ?? ''}</Text>
            {more?.(line, change)}
          </Group>
        )
      })}
      <Group>
        <Button variant="light" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden="true" />} onClick={add}>{orders.addLine}</Button>
      </Group>
    </>
  )
}
