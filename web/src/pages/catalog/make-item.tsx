// Making an item. A code that was scanned and is not known opens it too: a GTIN goes where GTINs stand, any other is the SKU.
import { Button, NativeSelect, SimpleGrid, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { BodyOf } from '~/api'
import { useCommand } from '~/asking'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { FormDialog } from '~/ui/form-dialog'
import type { ListInput } from '~/ui/list-rows'
import { useFields } from '~/ui/use-fields'
import { words } from '~/words'
import { blankItem, daysOf, type ItemField, ItemFields, valueFields, worthOf } from './item-fields'
import { type UnitRow, UnitRows, unitsOf } from './unit-rows'

type Body = BodyOf<'/items'>
type Field = ItemField | 'sku' | 'baseUnit' | 'secondUnit' | 'trackingMode'

const modes = Object.entries(words.trackingModes).map(([value, label]) => ({ value, label }))
const blank: Readonly<Record<Field, string>> = { ...blankItem, sku: '', baseUnit: '', secondUnit: '', trackingMode: 'lot' }
const isGtin = (code: string) => /^(\d{8}|\d{12,14})$/.test(code)

export function MakeItem() {
  const may = useMay()
  const navigate = useNavigate()
  const search: ListInput = useSearch({ strict: false })
  const scanned = search['make'] ?? ''
  const [isOpen, { open, close }] = useDisclosure(false)
  if (!may('item.write')) return null
  const leave = () => {
    close()
    const { make: _, ...rest } = search
    if (scanned !== '') void navigate({ to: '.', search: rest, replace: true })
  }
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={open}>{words.items.make}</Button>
      <Form key={scanned} code={scanned} isOpen={isOpen || scanned !== ''} close={leave} />
    </>
  )
}

function Form({ code, isOpen, close }: { readonly code: string; readonly isOpen: boolean; readonly close: () => void }) {
  const navigate = useNavigate()
  const command = useCommand('/items')
  const [units, setUnits] = useState<readonly UnitRow[]>([])
  const start = { ...blank, ...(isGtin(code) ? { gtin: code } : { sku: code }) }
  const fields = useFields<Field>(start, command.error, { ...valueFields, sku_taken: 'sku', gtin_wrong: 'gtin', second_unit_is_base: 'secondUnit' })
  const { columns: said, items, object } = words
  const run = async () => {
    const { answer } = await command.mutateAsync(bodyOf((name) => fields.value(name).trim(), units))
    fields.clear()
    setUnits([])
    tellDone(items.made(answer.sku))
    await navigate({ to: `/items/${answer.itemId}` })
  }
  const isReady = (['sku', 'name', 'baseUnit'] as const).every((name) => fields.value(name).trim() !== '')
  return (
    <FormDialog isOpen={isOpen} close={close} title={items.make} does={items.make} send={{ run, isPending: command.isPending, error: fields.rest, isReady }}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={said.sku} required withAsterisk={false} maxLength={100} data-autofocus {...fields.text('sku')} />
        <TextInput label={said.name} required withAsterisk={false} {...fields.text('name')} />
        <TextInput label={items.baseUnit} required withAsterisk={false} maxLength={40} placeholder={items.baseUnitHint} {...fields.text('baseUnit')} />
        <NativeSelect label={object.tracking} data={modes} {...fields.choice('trackingMode')} />
      </SimpleGrid>
      <UnitRows rows={units} set={setUnits} baseUnit={fields.value('baseUnit')} />
      <ItemFields fields={fields} more={<TextInput label={items.secondUnit} maxLength={40} placeholder={items.secondUnitHint} {...fields.text('secondUnit')} />} />
    </FormDialog>
  )
}

function bodyOf(value: (name: Field) => string, rows: readonly UnitRow[]): Body {
  const given = (name: 'gtin' | 'description' | 'segregationClass' | 'secondUnit') => (value(name) === '' ? {} : { [name]: value(name) })
  const [life, least, units] = [daysOf(value('shelfLifeDays')), daysOf(value('leastReceiptDays')), unitsOf(rows)]
  const worth = worthOf(value('value'), value('currency'))
  return {
    sku: value('sku'), name: value('name'), baseUnit: value('baseUnit'), stocked: value('stocked') === 'yes',
    ...given('gtin'), ...given('description'), ...given('segregationClass'), ...given('secondUnit'),
    ...(life === null ? {} : { shelfLifeDays: life }),
    ...(least === null ? {} : { leastReceiptDays: least }),
    ...(worth.value === null ? {} : { value: worth.value }),
    ...(worth.currency === null ? {} : { currency: worth.currency }),
    ...(units.length === 0 ? {} : { units }),
    ...trackingOf(value('trackingMode')),
    ...bindingOf(value('bindingDate')),
  }
}

const trackingOf = (mode: string): Pick<Body, 'trackingMode'> => {
  const known = (['none', 'lot', 'serial', 'lot+serial', 'serial_at_shipment'] as const).find((one) => one === mode)
  return known === undefined ? {} : { trackingMode: known }
}

/** Which label date binds, as the server knows it. */
export const bindingOf = (which: string): Pick<Body, 'bindingDate'> => {
  const known = (['use_by_or_best_before', 'use_by', 'best_before', 'sell_by', 'retest', 'none'] as const).find((one) => one === which)
  return known === undefined ? {} : { bindingDate: known }
}
