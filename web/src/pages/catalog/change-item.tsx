// What can be done with an item: its fields changed with a reason, followed otherwise from a day on, another unit, closed and opened again.
import { Button, Menu, NativeSelect, Text, Textarea, TextInput } from '@mantine/core'
import { IconChevronDown, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import type { AnswerOf, BodyOf } from '~/api'
import { useCommand } from '~/asking'
import { count, quantity, today } from '~/format'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { FormDialog } from '~/ui/form-dialog'
import { ReasonForm } from '~/ui/reason-form'
import { useFields } from '~/ui/use-fields'
import { words } from '~/words'
import { daysOf, type ItemField, ItemFields, valueFields, worthOf } from './item-fields'
import { bindingOf } from './make-item'
import { blankUnit, UnitRows, unitsOf } from './unit-rows'

type ItemPage = AnswerOf<'/items/{id}'>
type Dialog = { readonly page: ItemPage; readonly isOpen: boolean; readonly close: () => void }
const { items } = words

export function ItemActions({ page }: { readonly page: ItemPage }) {
  const may = useMay()
  const [dialog, show] = useState<'change' | 'track' | 'unit' | 'close' | null>(null)
  const reopen = useCommand('/items/change')
  if (!may('item.write')) return null
  const { item } = page
  const close = () => show(null)
  return (
    <>
      {!item.closed && <Button leftSection={<IconPencil size={16} aria-hidden="true" />} onClick={() => show('change')}>{words.form.change}</Button>}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden="true" />}>{words.form.more}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {!item.closed && <Menu.Item onClick={() => show('unit')}>{items.setUnit}</Menu.Item>}
          {!item.closed && <Menu.Item onClick={() => show('track')}>{items.track}</Menu.Item>}
          <Menu.Item onClick={() => show('close')}>{item.closed ? words.form.open : words.form.closeIt}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ChangeItem page={page} isOpen={dialog === 'change'} close={close} />
      <TrackItem page={page} isOpen={dialog === 'track'} close={close} />
      <SetUnit page={page} isOpen={dialog === 'unit'} close={close} />
      <CloseItem page={page} isOpen={dialog === 'close'} close={close} undo={reopen.mutateAsync} />
    </>
  )
}

const NULLABLE = ['gtin', 'description', 'segregationClass'] as const

function ChangeItem({ page: { item }, isOpen, close }: Dialog) {
  const command = useCommand('/items/change')
  const now: Readonly<Record<ItemField | 'reason', string>> = {
    name: item.name, gtin: item.gtin ?? '', description: item.description ?? '', bindingDate: item.bindingDate,
    shelfLifeDays: item.shelfLifeDays?.toString() ?? '', leastReceiptDays: item.leastReceiptDays?.toString() ?? '',
    segregationClass: item.segregationClass ?? '', value: item.value ?? '', currency: item.currency ?? '', stocked: item.stocked ? 'yes' : '', reason: '',
  }
  const fields = useFields(now, command.error, { ...valueFields, gtin_wrong: 'gtin' })
  const changed = fields.changed.filter((name) => name !== 'reason')
  const run = async () => {
    const { answer } = await command.mutateAsync(bodyOf())
    fields.clear()
    tellDone(answer.rebound === undefined || answer.rebound === 0 ? items.changed(item.sku) : items.rebound(item.sku, count(answer.rebound), quantity(answer.unpicked ?? '0', item.baseUnit)))
  }
  const bodyOf = (): BodyOf<'/items/change'> => {
    const value = (name: ItemField) => fields.value(name).trim()
    const is = (name: ItemField) => changed.includes(name)
    const worth = worthOf(value('value'), value('currency'))
    return {
      itemId: item.id, reason: fields.value('reason').trim(),
      ...(is('name') ? { name: value('name') } : {}),
      ...Object.fromEntries(NULLABLE.filter(is).map((name) => [name, value(name) === '' ? null : value(name)])),
      ...(is('shelfLifeDays') ? { shelfLifeDays: daysOf(value('shelfLifeDays')) } : {}),
      ...(is('leastReceiptDays') ? { leastReceiptDays: daysOf(value('leastReceiptDays')) } : {}),
      // A value that is taken away takes its currency along.
      ...(is('value') ? { value: worth.value } : {}),
      ...(is('currency') ? { currency: worth.currency } : {}),
      ...(is('stocked') ? { stocked: value('stocked') === 'yes' } : {}),
      ...(is('bindingDate') ? bindingOf(value('bindingDate')) : {}),
    }
  }
  const bindsAnew = changed.includes('shelfLifeDays') || changed.includes('bindingDate')
  return (
    <FormDialog
      isOpen={isOpen} close={close} title={items.changeTitle(item.sku)} does={words.form.change}
      send={{ run, isPending: command.isPending, error: fields.rest, isReady: changed.length > 0 && fields.value('reason').trim() !== '' }}
    >
      <TextInput label={words.columns.name} data-autofocus {...fields.text('name')} />
      <ItemFields fields={fields} />
      {bindsAnew && <Text size="sm" role="status">{items.bindsAnew}</Text>}
      <Textarea label={words.reason} required withAsterisk={false} maxLength={1000} autosize minRows={2} {...fields.text('reason')} />
    </FormDialog>
  )
}

const modes = Object.entries(words.trackingModes).map(([value, label]) => ({ value, label }))

function TrackItem({ page: { item, modes: kept }, isOpen, close }: Dialog) {
  const command = useCommand('/items/tracking-mode')
  const latest = kept.at(-1)?.mode ?? 'none'
  const fields = useFields({ mode: latest, fromOn: today(), reason: '' }, command.error, { mode_not_latest: 'fromOn', day_impossible: 'fromOn' })
  const mode = (['none', 'lot', 'serial', 'lot+serial', 'serial_at_shipment'] as const).find((one) => one === fields.value('mode')) ?? latest
  const run = async () => {
    await command.mutateAsync({ itemId: item.id, trackingMode: mode, fromOn: fields.value('fromOn'), reason: fields.value('reason').trim() })
    tellDone(items.tracked(item.sku, words.trackingModes[mode] ?? mode))
    fields.clear()
  }
  return (
    <FormDialog
      isOpen={isOpen} close={close} title={items.trackTitle(item.sku)} text={items.trackText} does={words.form.change} size="md"
      send={{ run, isPending: command.isPending, error: fields.rest, isReady: mode !== latest && fields.value('reason').trim() !== '' }}
    >
      <NativeSelect label={words.object.tracking} data={modes} data-autofocus {...fields.choice('mode')} />
      <TextInput type="date" label={items.fromOn} required withAsterisk={false} {...fields.text('fromOn')} />
      <Textarea label={words.reason} required withAsterisk={false} maxLength={1000} autosize minRows={2} {...fields.text('reason')} />
    </FormDialog>
  )
}

function SetUnit({ page: { item }, isOpen, close }: Dialog) {
  const command = useCommand('/items/unit')
  const [rows, setRows] = useState([blankUnit(1)])
  const fields = useFields({ fromOn: today(), reason: '' }, command.error, { unit_taken: 'fromOn', day_impossible: 'fromOn' })
  const units = unitsOf(rows)
  const isWhole = units.length > 0 && units.every(({ unit, numerator }) => unit !== '' && numerator !== '')
  const run = async () => {
    const reason = fields.value('reason').trim()
    // One after the other: what was recorded leaves the form, so that a refusal stands over the rest alone.
    for (const [at, unit] of units.entries()) {
      await command.mutateAsync({ itemId: item.id, fromOn: fields.value('fromOn'), ...(reason === '' ? {} : { reason }), ...unit })
      setRows(rows.filter((row) => row.unit.trim() !== '').slice(at + 1))
      tellDone(items.unitSet(item.sku, unit.unit))
    }
    setRows([blankUnit(1)])
    fields.clear()
  }
  return (
    <FormDialog isOpen={isOpen} close={close} title={items.unitTitle(item.sku)} text={items.unitText} does={words.save} send={{ run, isPending: command.isPending, error: fields.rest, isReady: isWhole }}>
      <UnitRows rows={rows} set={(next) => setRows([...next])} baseUnit={item.baseUnit} />
      <TextInput type="date" label={items.fromOn} required withAsterisk={false} {...fields.text('fromOn')} />
      <Textarea label={words.form.reasonIfAny} maxLength={1000} autosize minRows={2} {...fields.text('reason')} />
    </FormDialog>
  )
}

type Reopen = (body: BodyOf<'/items/change'>) => Promise<unknown>

function CloseItem({ page: { item }, isOpen, close, undo }: Dialog & { readonly undo: Reopen }) {
  const command = useCommand('/items/change')
  const wants = !item.closed
  const run = async (reason: string) => {
    await command.mutateAsync({ itemId: item.id, closed: wants, reason })
    tellDone(wants ? words.form.isClosed(item.sku) : words.form.isOpen(item.sku), () => undo({ itemId: item.id, closed: !wants, reason: words.form.byMistake }))
  }
  return (
    <ReasonForm
      isOpen={isOpen} close={close} title={wants ? words.form.closeTitle(item.sku) : words.form.openTitle(item.sku)} text={wants ? items.closeText : items.openText}
      does={wants ? words.form.closeIt : words.form.open} send={{ run, isPending: command.isPending, error: command.error }}
    />
  )
}
