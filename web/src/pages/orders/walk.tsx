// Where to walk for an order: every place with what is to be taken there, in walking order, to be read at arm's length.
import { Badge, Loader, Text } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { askRows } from '~/api'
import { useQuestion } from '~/asking'
import { quantity } from '~/format'
import { Section } from '~/ui/facts'
import { words } from '~/words'
import type { OrderPage } from './order'
import styles from './walk.module.css'
import { inWalkingOrder, type Stop, stopsOf } from './walk-rules'

const { orders: said } = words

export function Walk({ order }: { readonly order: OrderPage }) {
  const hasReserved = order.lines.some(({ reserved }) => reserved !== '0')
  const suggestion = useQuestion('/orders/{id}/suggestion', { id: order.id }, { enabled: hasReserved, keep: true })
  const all = stopsOf(order, hasReserved ? (suggestion.data?.lines ?? []) : [])
  const paths = usePaths(all.map(({ locationId }) => locationId))
  const stops = inWalkingOrder(all, (id) => paths.get(id))
  if (hasReserved && suggestion.isPending) return <Section title={said.walk}><Loader size="sm" aria-label={words.waiting} /></Section>
  if (stops.length === 0) return null
  return (
    <Section title={said.walk}>
      {hasReserved && <Text size="sm" c="dimmed" mb="xs">{said.walkHint}</Text>}
      <ol className={styles['walk']} aria-label={said.walk}>{stops.map((stop) => <One key={stop.key} stop={stop} path={paths.get(stop.locationId) ?? [stop.place]} />)}</ol>
    </Section>
  )
}

function One({ stop, path }: { readonly stop: Stop; readonly path: readonly string[] }) {
  const { locationId, lot, serials, unit, sku, name, isPicked } = stop
  return (
    <li>
      <Link to={`/locations/${locationId}`} className={styles['place']}>
        {path.slice(0, -1).map((code) => <Fragment key={code}><span className={styles['within']}>{code}</span> <span aria-hidden="true">›</span> </Fragment>)}
        <b>{path.at(-1)}</b>
      </Link>
      <span className={styles['amount']}>{quantity(stop.quantity, unit)}</span>
      <span className={styles['what']}>
        {lot !== null && <b className="code">{lot}</b>} <span>{sku} {name}</span>
        {serials.length > 0 && <span className="code"> {serials.join(', ')}</span>}
        {isPicked && <Badge color="teal" ml={6}>{words.columns.picked}</Badge>}
      </span>
    </li>
  )
}

/** So many places one question takes. */
const MOST = 100

// The codes on the way to each place.
function usePaths(ids: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const wanted = [...new Set(ids)].sort()
  const parts = Array.from({ length: Math.ceil(wanted.length / MOST) }, (_, nth) => wanted.slice(nth * MOST, (nth + 1) * MOST).join(','))
  return useQueries({
    queries: parts.map((part) => ({
      queryKey: ['/locations', { ids: part }],
      queryFn: async ({ signal }: { readonly signal: AbortSignal }) => (await askRows('/locations', { ids: part, which: 'all', limit: String(MOST) }, signal)).rows,
    })),
    combine: together,
  })
}

// One function for all, so that it is done again only when an answer is another.
function together(answers: readonly { readonly data: readonly { readonly id: string; readonly path: readonly string[] }[] | undefined }[]): ReadonlyMap<string, readonly string[]> {
  return new Map(answers.flatMap(({ data }) => data ?? []).map(({ id, path }) => [id, path]))
}
