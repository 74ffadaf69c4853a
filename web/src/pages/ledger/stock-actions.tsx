// What can be done with ticked stock: move it, count it, hold it, destroy it.
import { Button } from '@mantine/core'
import { IconArrowsMove, IconClipboardCheck, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { HoldLots, lotsOf } from '~/pages/lots/hold-lots'
import { useMay } from '~/session'
import { words } from '~/words'
import { CountStock } from './count-stock'
import { DisposeStock } from './dispose-stock'
import { MoveStock } from './move-stock'
import type { StockRow } from './stock-lines'

const { stock: said } = words

export function StockActions({ rows, clear }: { readonly rows: readonly StockRow[]; readonly clear: () => void }) {
  const may = useMay()
  // The rows as they were when the dialog was opened: what changes meanwhile is for the server to say.
  const [doing, setDoing] = useState<{ readonly what: 'move' | 'count' | 'dispose'; readonly rows: readonly StockRow[] } | null>(null)
  const close = () => setDoing(null)
  const done = () => { close(); clear() }
  const button = (what: 'move' | 'count' | 'dispose', says: string, icon: ReactNode) => (
    <Button size="compact-sm" variant="light" {...(what === 'dispose' && { color: 'red' })} leftSection={icon} onClick={() => setDoing({ what, rows })}>{says}</Button>
  )
  const [only] = rows
  const lots = lotsOf(rows)
  const here = rows.flatMap((row) => (row.lot === null ? [] : [{ id: row.lotId, itemId: row.itemId, code: row.lot, locationId: row.locationId, place: row.location }]))
  return (
    <>
      {may('stock.move') && button('move', said.move, <IconArrowsMove size={14} aria-hidden="true" />)}
      {may('stock.adjust') && rows.length === 1 && button('count', said.count, <IconClipboardCheck size={14} aria-hidden="true" />)}
      <HoldLots lots={lots} clear={clear} />
      <HoldLots lots={here} clear={clear} does={said.holdHere} />
      {may('stock.dispose') && button('dispose', said.dispose, <IconTrash size={14} aria-hidden="true" />)}
      {doing?.what === 'move' && <MoveStock rows={doing.rows} close={close} done={done} />}
      {doing?.what === 'count' && only !== undefined && <CountStock row={doing.rows[0] ?? only} close={close} done={done} />}
      {doing?.what === 'dispose' && <DisposeStock rows={doing.rows} close={close} done={done} />}
    </>
  )
}
