// What waits for somebody, as numbers that lead to the rows behind them. Which of them are shown follows from what one may do.
import { Paper, SimpleGrid, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { addDays } from '#kernel'
import type { ListPath } from '~/api'
import { useQuestion } from '~/asking'
import { count, today } from '~/format'
import { useMay } from '~/session'
import { SOON_DAYS } from '~/ui/last-day'
import { type ListInput, useTotal } from '~/ui/list-rows'
import { words } from '~/words'
import styles from './tiles.module.css'

type Tile = {
  readonly says: string
  readonly to: string
  /** The list that is counted, which is also the page it leads to; or which days of what is on hand. */
  readonly of: { readonly path: ListPath; readonly asked: ListInput } | { readonly ends: 'past' | 'soon' }
  /** Whose matter it is; shown to whoever has any of these permissions. */
  readonly needs: readonly string[]
  /** More than none is something to look at. */
  readonly isPressing?: true
}

const { home } = words

function tilesOn(day: string): readonly Tile[] {
  const orders = (state: string) => ({ path: '/orders', asked: { state } }) as const
  const deliveries = (asked: ListInput) => ({ path: '/announcements', asked: { state: 'expected', ...asked } }) as const
  const looks = ['order.write', 'lot.write', 'record.read']
  return [
    { says: home.toPick, to: '/orders', of: orders('reserved'), needs: ['order.pick', 'order.write'] },
    { says: home.toShip, to: '/orders', of: orders('picked'), needs: ['order.ship', 'order.write'] },
    { says: home.overdue, to: '/announcements', of: deliveries({ expectedTo: day }), needs: ['stock.receive'], isPressing: true },
    { says: home.expected, to: '/announcements', of: deliveries({}), needs: ['stock.receive'] },
    { says: home.held, to: '/holds', of: { path: '/holds', asked: {} }, needs: ['hold.release', 'hold.place', 'record.read'], isPressing: true },
    { says: home.pastLots, to: '/expiry', of: { ends: 'past' }, needs: looks, isPressing: true },
    { says: home.endSoon(SOON_DAYS), to: '/expiry', of: { ends: 'soon' }, needs: looks },
    { says: home.unknownLots, to: '/lots', of: { path: '/lots', asked: { state: 'unknown' } }, needs: ['hold.release', 'document.correct'] },
  ]
}

export function Tiles() {
  const may = useMay()
  const mine = tilesOn(today()).filter(({ needs }) => needs.some(may))
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: mine.length > 6 ? 4 : 6 }} spacing="sm">
      {mine.map(({ of, ...tile }) => ('ends' in of ? <EndingTile key={tile.says} {...tile} which={of.ends} /> : <CountedTile key={tile.says} {...tile} {...of} />))}
    </SimpleGrid>
  )
}

type Shown = Omit<Tile, 'of'>

function CountedTile({ path, asked, ...tile }: Shown & { readonly path: ListPath; readonly asked: ListInput }) {
  const total = useTotal(path, asked)
  return <OneTile {...tile} search={asked} number={total === null ? null : total.count} isMore={total?.isExact === false} />
}

// Lots of which something is on hand: what is gone ends for nobody.
function EndingTile({ which, ...tile }: Shown & { readonly which: 'past' | 'soon' }) {
  const day = today()
  const soon = addDays(day, SOON_DAYS)
  const { data } = useQuestion('/stock/ending', { from: day, to: soon }, { keep: true })
  const sums = which === 'past' ? data?.before : data?.days.flatMap((one) => one.sums)
  const number = sums === undefined ? null : sums.reduce((all, { lots }) => all + lots, 0)
  return <OneTile {...tile} search={{ within: which === 'past' ? `/${addDays(day, -1)}` : `${day}/${soon}` }} number={number} />
}

function OneTile({ says, to, search, number, isMore, isPressing }: Omit<Shown, 'needs'> & { readonly search: ListInput; readonly number: number | null; readonly isMore?: boolean }) {
  const told = number === null ? '…' : `${count(number)}${isMore === true ? '+' : ''}`
  return (
    <Paper withBorder p="sm" className={styles['tile']} data-pressing={(isPressing && (number ?? 0) > 0) || undefined} renderRoot={(props) => <Link to={to} search={search} {...props} />}>
      <Text component="span" fz={28} fw={700} lh={1.1} className="number">{told}</Text>
      <Text component="span" size="sm">{says}</Text>
    </Paper>
  )
}
