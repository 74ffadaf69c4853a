// What can be done with an order: the next step is the one button that stands out, everything else is beside it.
import { Button, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconChevronDown } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Failure } from '~/api'
import { useCommand } from '~/asking'
import { quantity } from '~/format'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { sentenceOf } from '~/ui/problem'
import { words } from '~/words'
import { CancelOrder } from './cancel-order'
import { ChangeOrder } from './change-order'
import type { OrderPage } from './order'
import { nextStep, possibleSteps, type Step } from './order-next'
import { PickOwn } from './pick-own'
import { ShipOrder } from './ship-order'

const { orders } = words
const needs: { readonly [step in Step]: string } = { reserve: 'order.write', pick: 'order.pick', pack: 'order.pick', ship: 'order.ship', deliver: 'order.ship' }
type Dialog = 'ship' | 'own' | 'change' | 'cancel'

export function OrderActions({ order }: { readonly order: OrderPage }) {
  const may = useMay()
  const navigate = useNavigate()
  const [dialog, show] = useState<Dialog | null>(null)
  const { take, unpick, isTaking } = useSteps(order, () => show('ship'))
  const next = nextStep(order)
  const others = possibleSteps(order).filter((step) => step !== next && may(needs[step]))
  const has = (name: 'reserved' | 'picked' | 'shipped') => order.lines.some((line) => line[name] !== '0')
  const isOpen = order.state !== 'cancelled'
  const mayChange = may('order.write') && isOpen
  const more = [
    ...others.map((step) => [orders.steps[step], () => void take(step)] as const),
    ...(has('reserved') && may('order.pick') ? [[orders.pickOwn, () => show('own')] as const] : []),
    ...(has('picked') && may('order.pick') ? [[orders.unpick, () => void unpick()] as const] : []),
    ...(has('shipped') && may('return.receive') ? [[orders.takeBack, () => void navigate({ to: '/returns/new', search: { order: order.id } })] as const] : []),
    ...(mayChange ? [[orders.change, () => show('change')] as const, [orders.cancel, () => show('cancel')] as const] : []),
  ]
  const close = () => show(null)
  return (
    <>
      {next !== null && may(needs[next]) && <Button loading={isTaking} onClick={() => void take(next)}>{orders.steps[next]}</Button>}
      {more.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden="true" />}>{words.form.more}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {more.map(([label, run]) => <Menu.Item key={label} onClick={run}>{label}</Menu.Item>)}
          </Menu.Dropdown>
        </Menu>
      )}
      <ShipOrder order={order} isOpen={dialog === 'ship'} close={close} />
      <PickOwn order={order} isOpen={dialog === 'own'} close={close} />
      <ChangeOrder order={order} isOpen={dialog === 'change'} close={close} />
      <CancelOrder order={order} isOpen={dialog === 'cancel'} close={close} />
    </>
  )
}

// Each step is done at once; shipping cannot be taken back and is asked about.
function useSteps(order: OrderPage, askToShip: () => void) {
  const reserve = useCommand('/orders/reserve')
  const pick = useCommand('/orders/pick')
  const back = useCommand('/orders/unpick')
  const pack = useCommand('/orders/pack')
  const deliver = useCommand('/orders/deliver')
  const { id: orderId } = order
  const run = async (act: () => Promise<unknown>) => {
    try {
      await act()
    } catch (error) {
      if (error instanceof Failure) notifications.show({ color: 'red', message: sentenceOf(error), autoClose: false })
    }
  }
  const unpick = (reason?: string) => back.mutateAsync({ orderId, ...(reason === undefined ? {} : { reason }) })
  const acts: { readonly [step in Step]: () => Promise<unknown> } = {
    reserve: async () => {
      const { answer } = await reserve.mutateAsync({ orderId })
      const short = answer.lines.filter((line) => line.short !== '0').length
      tellDone(short === 0 ? orders.allReserved : orders.stillShort(short))
    },
    pick: async () => {
      const hadPicked = order.lines.some(({ picked }) => picked !== '0')
      const { answer } = await pick.mutateAsync({ orderId })
      const missed = answer.notPicked?.length ?? 0
      // All that is picked can be taken back; what was picked before could not be told from it.
      tellDone(missed === 0 ? orders.isPicked : orders.partlyPicked(missed), hadPicked ? undefined : () => unpick(words.form.byMistake))
    },
    pack: async () => {
      await pack.mutateAsync({ orderId })
      tellDone(orders.isPacked)
    },
    ship: async () => askToShip(),
    deliver: async () => {
      await deliver.mutateAsync({ orderId })
      tellDone(orders.isDelivered)
    },
  }
  return {
    take: (step: Step) => run(acts[step]),
    unpick: () => run(async () => {
      const { answer } = await unpick()
      tellDone(orders.isUnpicked(quantity(answer.unpicked)))
    }),
    isTaking: [reserve, pick, back, pack, deliver].some(({ isPending }) => isPending),
  }
}
