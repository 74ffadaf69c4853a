// Shipping what is picked: which parcel it leaves in, the numbers of units that get theirs now, and a reason where goods are too short.
import { Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useCommand } from '~/asking'
import { quantity } from '~/format'
import { NumbersInput } from '~/pages/fields/numbers-input'
import { numbersOf } from '~/pages/fields/units'
import { useMay } from '~/session'
import { amount, code, text } from '~/ui/columns'
import { tellDone } from '~/ui/done'
import { TEXT } from '~/ui/fields/over-long'
import { ScanInput } from '~/ui/fields/scan-input'
import { FormDialog } from '~/ui/form-dialog'
import type { GridColumn } from '~/ui/grid-columns'
import { PlainTable } from '~/ui/plain-table'
import { words } from '~/words'
import type { OrderPage } from './order'

type Line = OrderPage['lines'][number]
const { columns: said, orders } = words
const columns: readonly GridColumn<Line>[] = [
  code('sku', said.item, (row) => row.sku, (row) => `/items/${row.itemId}`),
  text('name', said.itemName, (row) => row.name),
  { ...amount<Line>('picked', orders.leaves, (row) => row.picked), cell: (row) => quantity(row.picked, row.unit) },
]

export function ShipOrder({ order, isOpen, close }: { readonly order: OrderPage; readonly isOpen: boolean; readonly close: () => void }) {
  const may = useMay()
  const command = useCommand('/orders/ship')
  const [parcel, setParcel] = useState('')
  const [reason, setReason] = useState('')
  const [serials, setSerials] = useState<ReadonlyMap<string, string>>(new Map())
  const failure = command.error
  const picked = order.lines.filter((line) => line.picked !== '0')
  // The server says when units get their numbers with the shipment, and when it wants a reason.
  const wantsSerials = failure?.code.startsWith('serial') === true || serials.size > 0
  const wantsReason = (failure?.override !== null && failure?.override !== undefined && may(failure.override)) || reason !== ''
  const run = async () => {
    const named = [...serials].flatMap(([lineId, typed]) => numbersOf(typed).map((serial) => ({ lineId, serial })))
    await command.mutateAsync({
      orderId: order.id, ...(parcel.trim() === '' ? {} : { parcel: parcel.trim() }), ...(reason.trim() === '' ? {} : { overrideReason: reason.trim() }),
      ...(named.length === 0 ? {} : { serials: named }),
    })
    tellDone(orders.isShipped(order.number))
    setParcel('')
    setReason('')
    setSerials(new Map())
  }
  return (
    <FormDialog
      isOpen={isOpen} close={close} title={orders.shipTitle(order.number)} text={orders.shipText} does={orders.steps.ship}
      send={{ run, isPending: command.isPending, error: failure, isReady: picked.length > 0 }}
    >
      <PlainTable label={orders.leaves} columns={columns} rows={picked} rowId={(row) => row.id} none={orders.nothingPicked} />
      {order.lines.some((line) => line.short !== '0' || line.reserved !== '0') && <Text size="sm">{orders.shipsPart}</Text>}
      <ScanInput label={orders.parcel} placeholder={orders.parcelHint} most={TEXT} isFirst value={parcel} onChange={setParcel} />
      {wantsSerials && picked.map((line) => (
        <NumbersInput
          key={line.id} label={orders.serialsOf(line.sku, quantity(line.picked, line.unit))} minRows={2} value={serials.get(line.id) ?? ''}
          onChange={(typed) => setSerials((now) => new Map(now).set(line.id, typed))}
        />
      ))}
      {wantsReason && <Textarea label={orders.shipAllTheSame} maxLength={1000} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />}
    </FormDialog>
  )
}
