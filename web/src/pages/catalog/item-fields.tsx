// The fields of an item, the same whether it is made or changed.
import { Checkbox, NativeSelect, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { useFields } from '~/ui/use-fields'
import { words } from '~/words'

/** The fields that can be given when it is made and changed later. */
export type ItemField = 'name' | 'gtin' | 'description' | 'bindingDate' | 'shelfLifeDays' | 'leastReceiptDays' | 'segregationClass' | 'value' | 'currency' | 'stocked'

/** An item of which nothing was said yet. */
export const blankItem: Readonly<Record<ItemField, string>> = {
  name: '', gtin: '', description: '', bindingDate: 'use_by_or_best_before', shelfLifeDays: '', leastReceiptDays: '', segregationClass: '', value: '', currency: '', stocked: 'yes',
}

/** Days are read as the number that was typed; a text that is none goes to the server as nothing it takes. */
export const daysOf = (text: string): number | null => (text.trim() === '' ? null : Number(text))

/** How the refusals of a value say which field they are about. */
export const valueFields = { currency_needed: 'currency', currency_alone: 'value', currency_unknown: 'currency' } as const

/** The value of one and its currency, as they are sent: what is blank is none. */
export const worthOf = (value: string, currency: string) => ({ value: value === '' ? null : value, currency: currency === '' ? null : currency.toUpperCase() })

const dates = Object.entries(words.bindingDates).map(([value, label]) => ({ value, label }))

export function ItemFields({ fields, more }: {
  readonly fields: Pick<ReturnType<typeof useFields<ItemField>>, 'text' | 'choice' | 'tick'>
  readonly more?: ReactNode
}) {
  const { columns: said, object, items } = words
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={said.gtin} inputMode="numeric" placeholder={items.gtinHint} {...fields.text('gtin')} />
        <NativeSelect label={items.lastsTo} data={dates} {...fields.choice('bindingDate')} />
        <TextInput label={items.shelfLife} type="number" min={1} max={36500} {...fields.text('shelfLifeDays')} />
        <TextInput label={object.leastReceipt} type="number" min={0} max={36500} {...fields.text('leastReceiptDays')} />
        <TextInput label={items.unitValue} type="number" min={0} step="any" {...fields.text('value')} />
        <TextInput label={said.currency} maxLength={3} placeholder={items.currencyHint} {...fields.text('currency')} />
        <TextInput label={said.segregation} placeholder={items.segregationHint} {...fields.text('segregationClass')} />
        {more}
      </SimpleGrid>
      <Textarea label={object.description} autosize minRows={2} maxLength={4000} {...fields.text('description')} />
      <Checkbox label={items.stocked} size="sm" {...fields.tick('stocked')} />
    </>
  )
}
