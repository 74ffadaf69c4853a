// Cancelling what has not shipped: of the whole order or of the lines that are ticked.
import { Checkbox, Stack } from '@mantine/core'
import { useState } from 'react'
import { useCommand } from '~/asking'
import { quantity } from '~/format'
import { tellDone } from '~/ui/done'
import { ReasonForm } from '~/ui/reason-form'
import { words } from '~/words'
import type { OrderPage } from './order'

const { orders } = words

export function CancelOrder({ order, isOpen, close }: { readonly order: OrderPage; readonly isOpen: boolean; readonly close: () => void }) {
  const command = useCommand('/orders/cancel')
  const left = order.lines.filter((line) => BigInt(line.ordered) > BigInt(line.shipped))
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const gone = left.filter(({ id }) => !kept.has(id))
  const run = async (reason: string) => {
    const { answer } = await command.mutateAsync({ orderId: order.id, reason, ...(gone.length === left.length ? {} : { lineIds: gone.map(({ id }) => id) }) })
    setKept(new Set())
    tellDone(orders.isCancelled(answer.lines))
  }
  return (
    <ReasonForm
      isOpen={isOpen} close={close} title={orders.cancelTitle(order.number)} text={orders.cancelText} does={gone.length === left.length ? orders.cancelAll : orders.cancelSome(gone.length)}
      color="red" send={{ run, isPending: command.isPending, error: command.error }}
    >
      {left.length > 1 && (
        <Stack gap={6}>
          {left.map((line) => (
            <Checkbox
              key={line.id} size="sm" checked={!kept.has(line.id)} label={orders.lineOf(line.sku, quantity(BigInt(line.ordered) - BigInt(line.shipped), line.unit))}
              onChange={(event) => setKept(event.currentTarget.checked ? new Set([...kept].filter((id) => id !== line.id)) : new Set([...kept, line.id]))}
            />
          ))}
        </Stack>
      )}
    </ReasonForm>
  )
}
