// Taking back goods of an order: its lines with how much is still with the customer, and the lots that left.
import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useCommand } from '~/asking'
import { quantity } from '~/format'
import { NumbersInput } from '~/pages/fields/numbers-input'
import { numbersOf } from '~/pages/fields/units'
import { tellDone } from '~/ui/done'
import { useDraft } from '~/ui/fields/draft'
import { faultsOf } from '~/ui/fields/faults'
import { KeptNote } from '~/ui/fields/kept-note'
import { type LineColumn, Lines } from '~/ui/fields/lines'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import type { OrderPage } from './order'

type Typed = { readonly quantity: string; readonly lotId: string; readonly serials: string }
type Line = Typed & { readonly key: string; readonly of: OrderPage['lines'][number] }
type Draft = { readonly number: string; readonly typed: { readonly [lineId: string]: Typed } }
const { columns: said, returns, orders } = words
const blank = (): Draft => ({ number: '', typed: {} })
const untyped: Typed = { quantity: '', lotId: '', serials: '' }

export function ReturnOfOrder({ order }: { readonly order: OrderPage }) {
  const navigate = useNavigate()
  const command = useCommand('/returns', { isKept: true })
  const draft = useDraft(`return-of-${order.id}`, blank)
  const { value, set } = draft
  // The lines are those of the order as it is now, whatever was with the customer when somebody began to type.
  const lines = linesOf(order, value.typed)
  const setLines = (change: (lines: readonly Line[]) => readonly Line[]) => set((before) => ({
    ...before, typed: Object.fromEntries(change(linesOf(order, before.typed)).map(({ key, quantity: much, lotId, serials }) => [key, { quantity: much, lotId, serials }])),
  }))
  const named = lines.filter((line) => line.quantity.trim() !== '' && line.quantity.trim() !== '0')
  // What is wrong with a line is told by its number among those that were sent.
  const faults = faultsOf(command.error, 'lines')
  const at = new Map([...faults.at].map(([sent, says]) => [lines.findIndex(({ key }) => key === named[sent]?.key), says]))
  const send = async () => {
    const { answer } = await command.mutateAsync({
      siteId: order.siteId, ...(order.customerCode === null ? {} : { customerId: order.customerId }), ...(value.number.trim() === '' ? {} : { number: value.number.trim() }),
      lines: named.map(({ of, quantity: much, lotId, ...line }) => {
        const serials = numbersOf(line.serials)
        return { orderLineId: of.id, itemId: of.itemId, quantity: much.trim(), ...(lotId === '' ? {} : { lotId }), ...(serials.length === 0 ? {} : { serials }) }
      }),
    })
    draft.clear(blank())
    tellDone(returns.taken)
    await navigate({ to: `/returns/${answer.documentId}` })
  }
  const columns: readonly LineColumn<Line>[] = [
    { id: 'item', label: said.item, cell: ({ of }) => <Text size="sm" pt={8}><span className="code">{of.sku}</span> {of.name}</Text> },
    { id: 'with', label: returns.withCustomer, width: 160, cell: ({ of }) => <Text size="sm" pt={8}>{quantity(leftOf(of), of.unit)}</Text> },
    {
      id: 'quantity', label: returns.comesBack, width: 220,
      cell: ({ of, ...line }, change) => (
        <Group gap={4} wrap="nowrap">
          <TextInput aria-label={returns.comesBackOf(of.sku)} inputMode="numeric" value={line.quantity} onChange={(event) => change({ quantity: event.currentTarget.value })} />
          <Button size="sm" px="xs" variant="subtle" flex="none" onClick={() => change({ quantity: leftOf(of) })}>{returns.all}</Button>
        </Group>
      ),
    },
    {
      id: 'lot', label: returns.readLot, width: 180,
      cell: ({ of, lotId }, change) => {
        const lots = lotsOf(order, of.id)
        return lots.length === 0 ? null : (
          <NativeSelect aria-label={returns.readLotOf(of.sku)} value={lotId} onChange={(event) => change({ lotId: event.currentTarget.value })} data={[{ value: '', label: returns.notRead }, ...lots]} />
        )
      },
    },
    ...(lines.some(({ of }) => hasUnits(order, of.id)) ? [{
      id: 'serials', label: said.serial, width: 180,
      cell: ({ of, serials }: Line, change: (some: Partial<Line>) => void) => hasUnits(order, of.id)
        ? <NumbersInput aria-label={`${said.serial} ${of.sku}`} value={serials} onChange={(typed) => change({ serials: typed })} /> : null,
    }] : []),
  ]
  if (lines.length === 0) return <Text>{returns.nothingOut}</Text>
  return (
    <form onSubmit={(event) => { event.preventDefault(); void send().catch(() => undefined) }}>
      <Stack>
        <KeptNote isKept={draft.isKept} again={() => { draft.clear(blank()); command.reset() }} />
        <Text size="sm">{returns.ofOrderText(order.number, order.customer ?? words.guest)}</Text>
        <TextInput label={returns.number} placeholder={returns.numberHint} maw={320} value={value.number} onChange={(event) => set({ ...value, number: event.currentTarget.value })} {...(command.error?.code === 'return_number_taken' && { error: command.error.message })} />
        <Lines label={said.lines} lines={lines} columns={columns} set={setLines} isFixed faults={{ at, isElsewhere: faults.isElsewhere }} />
        {command.error !== null && faults.isElsewhere && command.error.code !== 'return_number_taken' && <Problem failure={command.error} />}
        <Group justify="end">
          <Button type="submit" loading={command.isPending} disabled={named.length === 0}>{returns.take}</Button>
        </Group>
        <Text size="sm" c="dimmed">{orders.returnGoesTo}</Text>
      </Stack>
    </form>
  )
}

const leftOf = (line: OrderPage['lines'][number]) => String(BigInt(line.shipped) - BigInt(line.returned))

/** The lines of which something is with the customer, and what was typed for each. */
const linesOf = (order: OrderPage, typed: Draft['typed']): readonly Line[] =>
  order.lines.filter((line) => BigInt(line.shipped) > BigInt(line.returned)).map((of) => ({ ...untyped, ...typed[of.id], key: of.id, of }))

/** Whether units with a number of their own went out for the line. */
const hasUnits = (order: OrderPage, lineId: string) => order.movements.some((one) => one.lineId === lineId && one.serial !== null)

// The lots that went out for the line; one of them it must be.
function lotsOf(order: OrderPage, lineId: string) {
  const lots = new Map(order.movements.filter((one) => one.kind === 'ship' && one.lineId === lineId && one.lotId !== null).map((one) => [one.lotId ?? '', one.lot ?? '']))
  return [...lots].map(([value, label]) => ({ value, label }))
}
