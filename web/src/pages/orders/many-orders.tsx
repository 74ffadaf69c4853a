// Several orders at once: each is reserved, picked or shipped alone, and what became of each is told by its number.
import { Badge, Button, Group, List, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Failure, type RowOf } from '~/api'
import { useCommands } from '~/asking'
import { useMay } from '~/session'
import { Dialog } from '~/ui/dialog'
import { Problem, sentenceOf } from '~/ui/problem'
import { words } from '~/words'

type Row = RowOf<'/orders'>
type Act = 'reserve' | 'pick' | 'ship'
type Done = { readonly act: Act; readonly told: readonly { readonly row: Row; readonly failure: Failure | null }[] }
const { orders } = words

export function ManyOrders({ rows, clear }: { readonly rows: readonly Row[]; readonly clear: () => void }) {
  const may = useMay()
  const reserve = useCommands('/orders/reserve')
  const pick = useCommands('/orders/pick')
  const ship = useCommands('/orders/ship')
  const [done, setDone] = useState<Done | null>(null)
  const acts = [['reserve', 'order.write', reserve], ['pick', 'order.pick', pick], ['ship', 'order.ship', ship]] as const
  const isBusy = acts.some(([, , command]) => command.isPending)
  const run = async (act: Act, send: (bodies: readonly { readonly orderId: string }[]) => Promise<readonly unknown[]>) => {
    try {
      const outcomes = await send(rows.map(({ id }) => ({ orderId: id })))
      const told = rows.map((row, at) => ({ row, failure: failureOf(outcomes[at]) }))
      // What needs somebody comes first.
      setDone({ act, told: [...told.filter(({ failure }) => failure !== null), ...told.filter(({ failure }) => failure === null)] })
    } catch {
      // The failure of all of them stands beside the buttons.
    }
  }
  const close = () => {
    setDone(null)
    if (done?.told.every(({ failure }) => failure === null) === true) clear()
  }
  const refused = done?.told.filter(({ failure }) => failure !== null).length ?? 0
  return (
    <>
      {acts.filter(([, permission]) => may(permission)).map(([act, , command]) => (
        <Button key={act} size="compact-sm" loading={command.isPending} disabled={isBusy} onClick={() => void run(act, command.mutateAsync)}>{orders.steps[act]}</Button>
      ))}
      {acts.map(([act, , { error }]) => error !== null && <Problem key={act} failure={error} />)}
      <Dialog isOpen={done !== null} close={close} title={orders.manyDone((done?.told.length ?? 0) - refused, refused)} size="lg" isLoose>
        <List size="sm" spacing={6} listStyleType="none">
          {(done?.told ?? []).map(({ row, failure }) => (
            <List.Item key={row.id}>
              <Link to={`/orders/${row.id}`} className="code">{row.number}</Link>{' '}
              {failure === null ? <Badge color="teal">{orders.manyAs[done?.act ?? 'reserve']}</Badge> : <><Badge color="red">{orders.refused}</Badge> <Text span size="sm">{sentenceOf(failure)}</Text></>}
            </List.Item>
          ))}
        </List>
        <Group justify="end" mt="md"><Button onClick={close}>{words.close}</Button></Group>
      </Dialog>
    </>
  )
}

const failureOf = (outcome: unknown) => (outcome instanceof Failure ? outcome : null)
