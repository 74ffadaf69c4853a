// Other units of an item, each with its exact factor: so many of these are so many of the base unit.
import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { words } from '~/words'

/** A unit as it is typed: `denominator` of it are `numerator` of the base unit. */
export type UnitRow = { readonly key: number; readonly unit: string; readonly numerator: string; readonly denominator: string; readonly gtin: string }

/** A row nobody typed in yet. */
export const blankUnit = (key: number): UnitRow => ({ key, unit: '', numerator: '', denominator: '1', gtin: '' })

/** The rows as the server takes them; an empty row is none. */
export const unitsOf = (rows: readonly UnitRow[]) =>
  rows.filter(({ unit, numerator }) => unit.trim() !== '' || numerator.trim() !== '').map(({ unit, numerator, denominator, gtin }) => ({
    unit: unit.trim(), numerator: numerator.trim(), denominator: denominator.trim() === '' ? '1' : denominator.trim(), ...(gtin.trim() === '' ? {} : { gtin: gtin.trim() }),
  }))

export function UnitRows({ rows, set, baseUnit }: { readonly rows: readonly UnitRow[]; readonly set: (rows: readonly UnitRow[]) => void; readonly baseUnit: string }) {
  const { items, columns: said } = words
  const change = (key: number, part: Partial<UnitRow>) => set(rows.map((row) => (row.key === key ? { ...row, ...part } : row)))
  return (
    <Stack gap="xs" component="fieldset" style={{ border: 0, padding: 0, margin: 0 }}>
      <Text component="legend" size="sm" fw={500}>{words.object.otherUnits}</Text>
      {rows.map((row) => (
        <Group key={row.key} gap={6} align="end">
          <TextInput aria-label={items.unitCount} w={64} inputMode="numeric" value={row.denominator} onChange={(event) => change(row.key, { denominator: event.currentTarget.value })} />
          <TextInput aria-label={items.unitName} placeholder={items.unitName} w={120} value={row.unit} onChange={(event) => change(row.key, { unit: event.currentTarget.value })} />
          <Text pb={6}>=</Text>
          <TextInput aria-label={items.unitHolds} placeholder="12" w={90} inputMode="numeric" value={row.numerator} onChange={(event) => change(row.key, { numerator: event.currentTarget.value })} />
          <Text pb={6}>{baseUnit === '' ? items.ofBase : baseUnit}</Text>
          <TextInput aria-label={items.unitGtin} placeholder={said.gtin} w={150} inputMode="numeric" value={row.gtin} onChange={(event) => change(row.key, { gtin: event.currentTarget.value })} />
          <ActionIcon variant="subtle" color="gray" size={36} aria-label={items.withoutUnit(row.unit)} onClick={() => set(rows.filter(({ key }) => key !== row.key))}>
            <IconX size={16} aria-hidden="true" />
          </ActionIcon>
        </Group>
      ))}
      <Group>
        <Button variant="light" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden="true" />} onClick={() => set([...rows, blankUnit((rows.at(-1)?.key ?? 0) + 1)])}>
          {items.addUnit}
        </Button>
      </Group>
    </Stack>
  )
}
