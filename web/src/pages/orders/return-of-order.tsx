// Taking back goods of an order: its lines with how much is still with the customer, and the lots that left.
import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useCommand } from '~/asking'
import { quantity } from '~/format'
import { tellDone } from '~/ui/done'
import { useDraft } from '~/ui/fields/draft'
import { faultsOf } from '~/ui/fields/faults'
import { type LineColumn, Lines } from '~/ui/fields/lines'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import type { OrderPage } from './order'
import { serialsIn } from './ship-order'

type Line = { readonly key: string; readonly lineId: string; readonly quantity: string; readonly lotId: string; readonly serials: string }
const { columns: said, returns, orders } = words

export function ReturnOfOrder({ order }: { readonly order: OrderPage }) {
  const navigate = useNavigate()
  const command = useCommand('/returns', { isKept: true })
  const out = order.lines.filter((line) => BigInt(line.shipped) > BigInt(line.returned))
  const blank = () => ({ number: '', lines: out.map(({ id }): Line => ({ key: id, lineId: id, quantity: '', lotId: '', serials: '' })) })
  const draft = useDraft(`return-of-${order.id}`, blank)
  const { value, set } = draft
  const lineOf = (id: string) => order.lines.find((line) => line.id === id)
  const named = value.lines.filter((line) => line.quantity.trim() !== '' && line.quantity.trim() !== '0')
  // What is wrong with a line is told by its number among those that were sent.
  const faults = faultsOf(command.error, 'lines')
  const at = new Map([...faults.at].map(([sent, says]) => [value.lines.findIndex(({ key }) => key === named[sent]?.key), says]))
  const send = async () => {
    const { answer } = await command.mutateAsync({
      siteId: order.siteId, ...(order.customerCode === null ? {} : { customerId: order.customerId }), ...(value.number.trim() === '' ? {} : { number: value.number.trim() }),
      lines: named.flatMap((line) => {
        const of = lineOf(line.lineId)
        const serials = serialsIn(line.serials)
        return of === undefined ? [] : [{
          orderLineId: of.id, itemId: of.itemId, quantity: line.quantity.trim(), ...(line.lotId === '' ? {} : { lotId: line.lotId }), ...(serials.length === 0 ? {} : { serials }),
        }]
      }),
    })
    draft.clear(blank())
    tellDone(returns.taken)
    await navigate({ to: `/returns/${answer.documentId}` })
  }
  const hasUnits = order.movements.some(({ serial }) => serial !== null)
  const columns: readonly LineColumn<Line>[] = [
    { id: 'item', label: said.item, cell: (line) => <Text size="sm" pt={8}><span className="code">{lineOf(line.lineId)?.sku}</span> {lineOf(line.lineId)?.name}</Text> },
    { id: 'with', label: returns.withCustomer, width: 160, cell: (line) => <Text size="sm" pt={8}>{withCustomer(lineOf(line.lineId))}</Text> },
    {
      id: 'quantity', label: returns.comesBack, width: 220,
      cell: (line, change) => (
        <Group gap={4} wrap="nowrap">
          <TextInput aria-label={returns.comesBackOf(lineOf(line.lineId)?.sku ?? '')} inputMode="numeric" value={line.quantity} onChange={(event) => change({ quantity: event.currentTarget.value })} />
          <Button size="sm" px="xs" variant="subtle" onClick={() => change({ quantity: leftOf(lineOf(line.lineId)) })}>{returns.all}</Button>
        </Group>
      ),
    },
    {
      id: 'lot', label: returns.readLot, width: 180,
      cell: (line, change) => (
        <NativeSelect aria-label={returns.readLotOf(lineOf(line.lineId)?.sku ?? '')} value={line.lotId} onChange={(event) => change({ lotId: event.currentTarget.value })}
          data={[{ value: '', label: returns.notRead }, ...lotsOf(order, line.lineId)]} />
      ),
    },
    ...(hasUnits ? [{
      id: 'serials', label: said.serial, width: 180,
      cell: (line: Line, change: (some: Partial<Line>) => void) => <TextInput aria-label={`${said.serial} ${lineOf(line.lineId)?.sku ?? ''}`} value={line.serials} onChange={(event) => change({ serials: event.currentTarget.value })} />,
    }] : []),
  ]
  if (out.length === 0) return <Text>{returns.nothingOut}</Text>
  return (
    <form onSubmit={(event) => { event.preventDefault(); void send().catch(() => undefined) }}>
      <Stack>
        <Text size="sm">{returns.ofOrderText(order.number, order.customer ?? words.guest)}</Text>
        <TextInput label={returns.number} placeholder={returns.numberHint} maw={320} value={value.number} onChange={(event) => set({ ...value, number: event.currentTarget.value })} {...(command.error?.code === 'return_number_taken' && { error: command.error.message })} />
        <Lines label={said.lines} lines={value.lines} columns={columns} set={(change) => set((before) => ({ ...before, lines: [...change(before.lines)] }))} faults={{ at, isElsewhere: faults.isElsewhere }} />
        {command.error !== null && faults.isElsewhere && command.error.code !== 'return_number_taken' && <Problem failure={command.error} />}
        <Group justify="end">
          <Button type="submit" loading={command.isPending} disabled={named.length === 0}>{returns.take}</Button>
        </Group>
        <Text size="sm" c="dimmed">{orders.returnGoesTo}</Text>
      </Stack>
    </form>
  )
}

const leftOf = (line: OrderPage['lines'][number] | undefined) => (line === undefined ? '' : String(BigInt(line.shipped) - BigInt(line.returned)))
const withCustomer = (line: OrderPage['lines'][number] | undefined) => (line === undefined ? '' : quantity(leftOf(line), line.unit))

// The lots that went out for the line; one of them it must be.
function lotsOf(order: OrderPage, lineId: string) {
  const lots = new Map(order.movements.filter((one) => one.kind === 'ship' && one.lineId === lineId && one.lotId !== null).map((one) => [one.lotId ?? '', one.lot ?? '']))
  return [...lots].map(([value, label]) => ({ value, label }))
}
