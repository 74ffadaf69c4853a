// What waits for somebody, as numbers that lead to the rows behind them. Which of them are shown follows from what one may do.
import { Paper, SimpleGrid, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { addDays } from '#kernel'
import type { ListPath } from '~/api'
import { count, today } from '~/format'
import { useMay } from '~/session'
import { SOON_DAYS } from '~/ui/last-day'
import { type ListInput, useTotal } from '~/ui/list-rows'
import { words } from '~/words'
import styles from './tiles.module.css'

type Tile = {
  readonly says: string
  readonly to: string
  readonly path: ListPath
  readonly asked: ListInput
  /** Whose matter it is; shown to whoever has any of these permissions. */
  readonly of: readonly string[]
  /** More than none is something to look at. */
  readonly isPressing?: true
}

const { home } = words

function tilesOn(day: string): readonly Tile[] {
  const soon = addDays(day, SOON_DAYS)
  return [
    { says: home.toPick, to: '/orders', path: '/orders', asked: { state: 'reserved' }, of: ['order.pick', 'order.write'] },
    { says: home.toShip, to: '/orders', path: '/orders', asked: { state: 'picked' }, of: ['order.ship', 'order.write'] },
    { says: home.overdue, to: '/announcements', path: '/announcements', asked: { state: 'open', expectedTo: day }, of: ['stock.receive'], isPressing: true },
    { says: home.expected, to: '/announcements', path: '/announcements', asked: { state: 'open' }, of: ['stock.receive'] },
    { says: home.held, to: '/holds', path: '/holds', asked: {}, of: ['hold.release', 'hold.place', 'record.read'], isPressing: true },
    { says: home.endSoon(SOON_DAYS), to: '/lots', path: '/lots', asked: { bindingFrom: day, bindingTo: soon, sort: 'bindingOn' }, of: ['order.write', 'lot.write', 'record.read'] },
    { says: home.unknownLots, to: '/lots', path: '/lots', asked: { state: 'unknown' }, of: ['hold.release', 'document.correct'] },
  ]
}

export function Tiles() {
  const may = useMay()
  const mine = tilesOn(today()).filter(({ of }) => of.some(may))
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
      {mine.map((tile) => <OneTile key={tile.says} tile={tile} />)}
    </SimpleGrid>
  )
}

function OneTile({ tile: { says, to, path, asked, isPressing } }: { readonly tile: Tile }) {
  const total = useTotal(path, asked)
  const number = total === null ? '…' : total.isExact ? count(total.count) : `${count(total.count)}+`
  return (
    <Paper withBorder p="sm" className={styles['tile']} data-pressing={(isPressing && (total?.count ?? 0) > 0) || undefined} renderRoot={(props) => <Link to={to} search={asked} {...props} />}>
      <Text component="span" fz={28} fw={700} lh={1.1} className="number">{number}</Text>
      <Text component="span" size="sm">{says}</Text>
    </Paper>
  )
}
