// The shop's own attributes of a lot, each asked for as its type is.
import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core'
import type { AnswerOf } from '~/api'
import { labelDate } from '~/format'
import { dateOf, DateField } from '~/ui/fields/date-field'
import { numberOf } from '~/ui/fields/read-quantity'
import { words } from '~/words'

export type Attribute = AnswerOf<'/lot-attributes'>['attributes'][number]
export type Values = { readonly [name: string]: string }

const { newLot: said } = words

/** The values as the API takes them; those that say nothing are left out. */
export function attributesOf(attributes: readonly Attribute[], values: Values): Values {
  return Object.fromEntries(attributes.flatMap(({ name, type }) => {
    const typed = (values[name] ?? '').trim()
    const value = type === 'date' ? dateOf(typed) : type === 'number' ? plainNumber(typed) : typed
    return value === null || value === '' ? [] : [[name, value] as const]
  }))
}

/** A value as people read it. */
export function attributeSaid(type: Attribute['type'], value: string): string {
  if (type === 'date') return labelDate(value)
  return type === 'yes_no' && value !== '' ? said[value === 'yes' ? 'yes' : 'no'] : value
}

/** Whether each can be read. */
export function areReadable(attributes: readonly Attribute[], values: Values): boolean {
  return attributes.every(({ name, type }) => {
    const typed = (values[name] ?? '').trim()
    if (typed === '') return true
    return type === 'date' ? dateOf(typed) !== null : type !== 'number' || plainNumber(typed) !== null
  })
}

// An attribute may be below zero, as a temperature is.
function plainNumber(typed: string): string | null {
  const isBelow = /^[-−]/.test(typed)
  const number = numberOf(isBelow ? typed.slice(1) : typed)
  return number === null ? null : `${isBelow ? '-' : ''}${number}`
}

/** What stands beside a field: what is wrong with it, or what somebody else made of it meanwhile. */
type Beside = { readonly error?: string; readonly description?: string }

export function AttributeFields({ attributes, values, set, besideOf }: {
  readonly attributes: readonly Attribute[]
  readonly values: Values
  readonly set: (name: string, value: string) => void
  readonly besideOf?: (name: string) => Beside
}) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      {attributes.map((attribute) => (
        <AttributeField key={attribute.name} attribute={attribute} value={values[attribute.name] ?? ''} beside={besideOf?.(attribute.name) ?? {}} set={(value) => set(attribute.name, value)} />
      ))}
    </SimpleGrid>
  )
}

/** One of them. A choice that is empty says `unsaid`; `hint` is what can be put into it. */
export function AttributeField({ attribute, label = attribute.title, unsaid = said.unsaid, hint, value, beside: { description = hint, ...beside } = {}, set }: {
  readonly attribute: Attribute
  readonly label?: string
  readonly unsaid?: string
  readonly hint?: string
  readonly value: string
  readonly beside?: Beside
  readonly set: (value: string) => void
}) {
  const { type, choices } = attribute
  if (type === 'date') return <DateField label={label} value={value} description={hint} error={beside.error ?? (description === hint ? undefined : description)} onChange={set} />
  if (type === 'text' || type === 'number') {
    const isWrong = type === 'number' && value.trim() !== '' && plainNumber(value.trim()) === null
    return (
      <TextInput label={label} value={value} maxLength={500} description={description} {...beside} {...(type === 'number' && { inputMode: 'decimal' })} {...(isWrong && { error: said.noNumber })} onChange={(event) => set(event.currentTarget.value)} />
    )
  }
  const options = type === 'yes_no' ? [{ value: 'yes', label: said.yes }, { value: 'no', label: said.no }] : (choices ?? []).map((choice) => ({ value: choice, label: choice }))
  return <NativeSelect label={label} value={value} description={description} {...beside} data={[{ value: '', label: unsaid }, ...options]} onChange={(event) => set(event.currentTarget.value)} />
}
