// Everything that was done for an order, in its order: placed, changed, picked, packed, shipped, delivered, come back.
import { Text, Timeline as LibraryTimeline } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { exactMoment, moment, quantity } from '~/format'
import { useNames } from '~/ui/names'
import { words } from '~/words'
import type { OrderPage } from './order'

/** One thing that happened, told in a line. */
export type Happened = { readonly at: string; readonly documentId: string; readonly actorId: string | null; readonly title: string; readonly detail: string; readonly reason: string | null }

const { orders } = words

/** What happened, the first first. Movements of one document are told together. */
export function happenedTo(order: Pick<OrderPage, 'documentId' | 'placedAt' | 'lines' | 'steps' | 'movements' | 'changes'>): Happened[] {
  const skus = new Map(order.lines.map((line) => [line.id, line.sku]))
  const placed: Happened = { at: order.placedAt, documentId: order.documentId, actorId: null, title: orders.events.placed, detail: '', reason: null }
  const changes = order.changes.map(({ occurredAt, documentId, actorId, what, lineId, change, after, reason }): Happened => ({
    at: occurredAt, documentId, actorId, title: orders.changes[what] ?? what, reason,
    detail: [lineId === null ? '' : (skus.get(lineId) ?? ''), change === null ? (after ?? words.guest) : signed(change)].filter((part) => part !== '').join(' '),
  }))
  const steps = order.steps.map(({ occurredAt, documentId, actorId, step, parcel }): Happened => {
    const left = step === 'shipped' ? lotsIn(order.movements.filter((one) => one.documentId === documentId && one.kind === 'ship')) : ''
    return { at: occurredAt, documentId, actorId, title: orders.events[step], detail: [left, parcel === null ? '' : orders.inParcel(parcel)].filter((part) => part !== '').join(', '), reason: null }
  })
  const isTold = (documentId: string, kind: string) => kind === 'ship' && steps.some((step) => step.documentId === documentId)
  const groups = new Map<string, OrderPage['movements'][number][]>()
  for (const one of order.movements) groups.set(`${one.documentId} ${one.kind}`, [...(groups.get(`${one.documentId} ${one.kind}`) ?? []), one])
  const moved = [...groups.values()].flatMap((all): Happened[] => {
    const [first] = all
    if (first === undefined || isTold(first.documentId, first.kind)) return []
    const detail = lotsIn(all)
    return [{ at: first.occurredAt, documentId: first.documentId, actorId: null, title: orders.movedAs[first.kind] ?? words.movements[first.kind] ?? first.kind, detail, reason: null }]
  })
  const rank = new Map([orders.events.placed, ...Object.values(orders.movedAs), orders.events.packed, orders.events.shipped].map((title, at) => [title, at]))
  return [placed, ...changes, ...steps, ...moved].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : (rank.get(a.title) ?? 9) - (rank.get(b.title) ?? 9)))
}

const lotsIn = (all: OrderPage['movements']) =>
  all.map((one) => `${one.sku} ${quantity(one.quantity, one.unit)}${one.lot === null ? '' : ` ${orders.ofLot(one.lot)}`}`).join(', ')

const signed = (change: string) => (change.startsWith('-') ? quantity(change) : `+${quantity(change)}`)

export function Timeline({ order }: { readonly order: OrderPage }) {
  const all = happenedTo(order)
  const names = useNames(all.map(({ actorId }) => actorId))
  return (
    <LibraryTimeline active={all.length - 1} bulletSize={14} lineWidth={2}>
      {all.map((one) => (
        <LibraryTimeline.Item key={`${one.documentId} ${one.title} ${one.detail}`} title={<Link to={`/documents/${one.documentId}`}>{one.title}</Link>}>
          {one.detail !== '' && <Text size="sm">{one.detail}</Text>}
          {one.reason !== null && <Text size="sm">{one.reason}</Text>}
          <Text size="xs" c="dimmed">
            <time dateTime={one.at} title={exactMoment(one.at)}>{moment(one.at)}</time>
            {one.actorId !== null && names.get(one.actorId) !== undefined && ` · ${names.get(one.actorId)?.name}`}
          </Text>
        </LibraryTimeline.Item>
      ))}
    </LibraryTimeline>
  )
}
