// A quantity in any unit of a thing; what it is in base units stands below when it was given in another.
import { Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { quantity } from '~/format'
import { words } from '~/words'
import { baseUnitsOf, type Unit } from './read-quantity'

/** As it was typed, and the unit that was chosen; '' is the first, the base unit. */
export type Entered = { readonly quantity: string; readonly unit: string }

/** The unit of an entry. */
export function unitOf(units: readonly Unit[], { unit }: Entered): Unit | undefined {
  return units.find(({ name }) => name === unit) ?? units[0]
}

/** The base units of an entry, or null when they are not whole or not above zero. */
export function enteredUnits(units: readonly Unit[], entered: Entered): bigint | null {
  const unit = unitOf(units, entered)
  const whole = unit === undefined ? null : baseUnitsOf(entered.quantity, unit)
  return whole === null || whole <= 0n ? null : whole
}

/** Reckons what was typed before the units of its item were here. */
export function useLateUnits({ entered, whole }: { readonly entered: Entered; readonly whole: string }, units: readonly Unit[], set: (whole: string) => void): void {
  const unit = unitOf(units, entered)
  const late = whole === '' && unit !== undefined && entered.quantity.trim() !== '' ? String(baseUnitsOf(entered.quantity, unit) ?? '') : ''
  const isLate = late !== '' && late !== '0'
  useEffect(() => {
    if (isLate) set(late)
  }, [isLate, late, set])
}

export function QuantityField({ label, value, onChange, units, isBare, error, description, isRequired, mayBeZero }: {
  readonly label: string
  readonly value: Entered
  readonly onChange: (value: Entered) => void
  /** The base unit first. */
  readonly units: readonly Unit[]
  readonly isBare?: boolean
  readonly error?: ReactNode
  readonly description?: ReactNode
  readonly isRequired?: boolean
  readonly mayBeZero?: boolean
}) {
  const [base] = units
  const unit = unitOf(units, value)
  const whole = unit === undefined ? null : baseUnitsOf(value.quantity, unit)
  const isWrong = value.quantity.trim() !== '' && unit !== undefined && (whole === null || (whole === 0n && mayBeZero !== true))
  // Where there is nothing to choose from, the unit stands in the field.
  const only = units.length === 1 ? (base?.name ?? null) : null
  const told = base !== undefined && unit !== base && whole !== null ? `= ${quantity(whole, base.name)}` : description
  return (
    <Group gap={4} wrap="nowrap" align="start">
      <TextInput
        {...(isBare === true ? { 'aria-label': label } : { label })}
        {...(isRequired === true && { required: true, withAsterisk: false })}
        value={value.quantity}
        inputMode="decimal"
        autoComplete="off"
        miw={72}
        {...(only !== null && { rightSection: <Text size="sm" c="dimmed">{only}</Text>, rightSectionWidth: `${only.length + 2}ch`, rightSectionPointerEvents: 'none' as const })}
        style={{ flex: '1 1 6rem' }}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        description={told}
        error={isWrong ? words.fields.notWhole(base?.name ?? '') : error}
        onChange={(event) => onChange({ ...value, quantity: event.currentTarget.value })}
      />
      {units.length > 1 && (
        <NativeSelect
          aria-label={words.fields.unitOf(label)}
          mt={isBare === true ? 0 : 'calc(var(--mantine-font-size-sm) * 1.55)'}
          data={units.map(({ name }) => name)}
          value={unit?.name ?? ''}
          style={{ flex: '0 1 auto' }}
          onChange={(event) => onChange({ ...value, unit: event.currentTarget.value })}
        />
      )}
    </Group>
  )
}
