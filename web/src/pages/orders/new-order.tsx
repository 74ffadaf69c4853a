// Placing an order: for whom, by which channel, from where, and what; beside each line stands what can be promised while it is typed.
import { Button, Group, NativeSelect, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useCommand, useQuestion } from '~/asking'
import { labelDate, quantity } from '~/format'
import { type ItemChoice, ItemPicker, PartnerPicker, type PartnerChoice, PlacePicker, type PlaceChoice, useItem } from '~/pages/fields/pickers'
import { useItemScan } from '~/pages/fields/use-item-scan'
import { useOnlySite } from '~/pages/fields/use-only-site'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { EmptyState } from '~/ui/empty-state'
import { useDraft } from '~/ui/fields/draft'
import { faultsOf } from '~/ui/fields/faults'
import { KeptNote } from '~/ui/fields/kept-note'
import { type LineColumn, Lines, newKey } from '~/ui/fields/lines'
import { type Entered, enteredUnits, QuantityField } from '~/ui/fields/quantity-field'
import { Page } from '~/ui/page'
import { Problem } from '~/ui/problem'
import { words } from '~/words'

type Line = { readonly key: string; readonly item: ItemChoice | null; readonly entered: Entered; readonly base: string }
type Through = 'placed' | 'reserved' | 'picked'
type Draft = {
  readonly number: string; readonly customer: PartnerChoice | null; readonly channelId: string; readonly site: PlaceChoice | null
  readonly through: Through; readonly name: string; readonly address: string; readonly country: string; readonly lines: readonly Line[]
}
const { columns: said, orders } = words
const THROUGH = ['reserved', 'picked', 'placed'] as const
const blankLine = (): Line => ({ key: newKey(), item: null, entered: { quantity: '', unit: '' }, base: '' })
const blank = (): Draft => ({ number: '', customer: null, channelId: '', site: null, through: 'reserved', name: '', address: '', country: '', lines: [blankLine()] })
/** Which field a refusal is about. */
const fieldOf = new Map([
  ['order_number_taken', 'number'], ['customer_closed', 'customer'], ['customer_unknown', 'customer'], ['customer_role_missing', 'customer'],
  ['channel_closed', 'channel'], ['channel_unknown', 'channel'], ['site_closed', 'site'], ['site_unknown', 'site'], ['staging_missing', 'site'],
])

export default function NewOrder() {
  const may = useMay()
  if (!may('order.write')) return <Page title={orders.place}><EmptyState title={orders.mayNot.title} text={orders.mayNot.text} /></Page>
  return <Page title={orders.place}><Form /></Page>
}

function Form() {
  const navigate = useNavigate()
  const command = useCommand('/orders', { isKept: true })
  const draft = useDraft('order', blank)
  const { value, set } = draft
  useItemScan((item) => set((before) => ({ ...before, lines: [...before.lines.filter((line) => line.item !== null), { ...blankLine(), item }] })))
  const channels = (useQuestion('/channels', {}).data?.rows ?? []).filter(({ closedAt }) => closedAt === null)
  useOnlySite(draft)
  const channelId = channels.find(({ id }) => id === value.channelId)?.id ?? channels[0]?.id ?? ''
  const faults = faultsOf(command.error, 'lines')
  const place = fieldOf.get(command.error?.code ?? '')
  const errorOf = (name: string) => (place === name ? { error: command.error?.message } : {})
  const put = (some: Partial<Draft>) => set((before) => ({ ...before, ...some }))
  const isReady = value.number.trim() !== '' && channelId !== '' && value.site !== null && value.lines.length > 0 && value.lines.every(({ item, base }) => item !== null && base !== '')
  const send = async () => {
    const { answer } = await command.mutateAsync(bodyOf(value, channelId))
    draft.clear(blank())
    tellDone(answer.short === '0' ? orders.isPlaced(value.number.trim()) : orders.placedShort(value.number.trim()))
    await navigate({ to: `/orders/${answer.orderId}` })
  }
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (isReady) void send().catch(() => undefined) }}>
      <Stack>
        <KeptNote isKept={draft.isKept} again={() => draft.clear(blank())} />
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
          <TextInput label={said.number} required withAsterisk={false} autoFocus value={value.number} onChange={(event) => put({ number: event.currentTarget.value })} {...errorOf('number')} />
          <PartnerPicker which="customer" label={said.customer} placeholder={words.guest} value={value.customer} onPick={(customer) => put({ customer })} {...errorOf('customer')} />
          <NativeSelect label={said.channel} data={channels.map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` }))} value={channelId} onChange={(event) => put({ channelId: event.currentTarget.value })} {...errorOf('channel')} />
          <PlacePicker kind="site" label={orders.fromSite} isRequired value={value.site} onPick={(site) => put({ site })} {...errorOf('site')} />
        </SimpleGrid>
        <Lines label={said.lines} lines={value.lines} columns={columnsOf({ channelId, customerId: value.customer?.id ?? '', siteId: value.site?.id ?? '' })} blank={blankLine}
          set={(change) => set((before) => ({ ...before, lines: change(before.lines) }))} faults={faults} />
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
          <TextInput label={orders.shipToName} value={value.name} onChange={(event) => put({ name: event.currentTarget.value })} />
          <Textarea label={orders.shipTo} autosize minRows={1} value={value.address} onChange={(event) => put({ address: event.currentTarget.value })} />
          <TextInput label={words.object.country} value={value.country} onChange={(event) => put({ country: event.currentTarget.value })} />
          <NativeSelect label={orders.through} data={THROUGH.map((one) => ({ value: one, label: orders.throughs[one] }))} value={value.through}
            onChange={(event) => put({ through: THROUGH.find((one) => one === event.currentTarget.value) ?? 'reserved' })} />
        </SimpleGrid>
        {command.error !== null && place === undefined && faults.isElsewhere && <Problem failure={command.error} />}
        <Group justify="end">
          <Button type="submit" loading={command.isPending} disabled={!isReady}>{orders.place}</Button>
        </Group>
      </Stack>
    </form>
  )
}

function bodyOf({ number, customer, site, through, name, address, country, lines }: Draft, channelId: string) {
  const whereto = Object.fromEntries(Object.entries({ name, address, country }).flatMap(([field, text]) => (text.trim() === '' ? [] : [[field, text.trim()]])))
  return {
    number: number.trim(), channelId, siteId: site?.id ?? '', through, ...(customer === null ? {} : { customerId: customer.id }),
    ...(Object.keys(whereto).length === 0 ? {} : { shipTo: whereto }),
    lines: lines.map(({ item, base }) => ({ itemId: item?.id ?? '', quantity: base })),
  }
}

type Asked = { readonly channelId: string; readonly customerId: string; readonly siteId: string }

function columnsOf(asked: Asked): readonly LineColumn<Line>[] {
  return [
    { id: 'item', label: said.item, cell: (line, change, at) => <ItemPicker isBare label={`${said.item} ${at + 1}`} value={line.item} onPick={(item) => change({ item, base: '' })} /> },
    { id: 'name', label: said.itemName, cell: (line) => <Text size="sm" pt={8}>{line.item?.detail}</Text> },
    { id: 'quantity', label: said.quantity, width: 240, cell: (line, change, at) => <Amount line={line} change={change} at={at} /> },
    { id: 'promise', label: orders.promise, width: 260, cell: (line) => <Promised line={line} asked={asked} /> },
  ]
}

function Amount({ line, change, at }: { readonly line: Line; readonly change: (some: Partial<Line>) => void; readonly at: number }) {
  const { units } = useItem(line.item?.id ?? null)
  const base = String(enteredUnits(units, line.entered) ?? '')
  // The units of an item that was just picked come a moment later than what was typed.
  useEffect(() => {
    if (base !== line.base) change({ base })
  })
  return <QuantityField isBare label={`${said.quantity} ${at + 1}`} value={line.entered} units={units} onChange={(entered) => change({ entered, base: String(enteredUnits(units, entered) ?? '') })} />
}

// What this channel could promise this customer now, and what of the line would wait.
function Promised({ line, asked }: { readonly line: Line; readonly asked: Asked }) {
  const { channelId, customerId, siteId } = asked
  const input = { itemId: line.item?.id ?? '', siteId, channelId, ...(customerId === '' ? {} : { customerId }) }
  const { data } = useQuestion('/availability', input, { enabled: line.item !== null && siteId !== '' && channelId !== '', keep: true })
  if (line.item === null || data === undefined) return null
  const [row] = data.rows.filter(({ itemId }) => itemId === line.item?.id)
  const available = BigInt(row?.available ?? '0')
  const missing = line.base === '' ? 0n : BigInt(line.base) - available
  const unit = line.item.baseUnit
  return (
    <Text size="sm" pt={8} role="status" {...(missing > 0n && { c: 'var(--mantine-color-error)' })}>
      {orders.canPromise(quantity(available, unit))}
      {missing > 0n && ` ${orders.wouldWait(quantity(missing, unit))}`}
      {row?.leastOn !== null && row?.leastOn !== undefined && <Text span size="xs" c="dimmed" display="block">{orders.mustLast(labelDate(row.leastOn))}</Text>}
    </Text>
  )
}
