// Moving stock to another place: at once, and back again while it is offered. A scanned place is where it goes.
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { askRows, Failure } from '~/api'
import { useCommand } from '~/asking'
import { type PlaceChoice, PlacePicker, placeChoice } from '~/pages/fields/pickers'
import { tellDone } from '~/ui/done'
import { usePageScan } from '~/ui/fields/use-scan'
import { only } from '~/ui/fields/picker'
import { FormDialog } from '~/ui/form-dialog'
import { sentenceOf } from '~/ui/problem'
import { words } from '~/words'
import { faultsOfStock, isWhole, lineOf, StockLines, stockOf, type StockRow } from './stock-lines'

const { stock: said } = words

export function MoveStock({ rows, close, done }: { readonly rows: readonly StockRow[]; readonly close: () => void; readonly done: () => void }) {
  const [lines, setLines] = useState(() => rows.map(lineOf))
  const [to, setTo] = useState<PlaceChoice | null>(null)
  const move = useCommand('/stock/move')
  const back = useCommand('/stock/move')
  const faults = faultsOfStock(move.error, lines)
  usePageScan((code) => {
    const take = async () => {
      const found = await askRows('/locations', { q: code, state: 'open', limit: '12' }, new AbortController().signal)
      const place = only(found.rows.map(placeChoice), code)
      if (place !== null) setTo(place)
      else notifications.show({ color: 'orange', message: words.fields.noPlace(code) })
    }
    void take().catch((error: unknown) => { if (error instanceof Failure) notifications.show({ color: 'red', message: sentenceOf(error) }) })
  })
  const run = async () => {
    if (to === null) return
    // A unit with a number is a line of its own.
    const moves = lines.flatMap(({ row, whole, serials }) => {
      const way = { ...stockOf(row), fromLocationId: row.locationId, toLocationId: to.id }
      return serials === null ? [{ ...way, quantity: whole }] : serials.map((serial) => ({ ...way, quantity: '1', serial }))
    })
    await move.mutateAsync({ lines: moves })
    const undo = () => back.mutateAsync({ lines: moves.map((one) => ({ ...one, fromLocationId: one.toLocationId, toLocationId: one.fromLocationId })) })
    tellDone(said.moved(lines.length, to.code), undo)
    done()
  }
  const isReady = to !== null && lines.length > 0 && lines.every(isWhole)
  return (
    <FormDialog isOpen close={close} title={said.moveTitle} does={said.move} size="xl" send={{ run, isPending: move.isPending, error: faults.isElsewhere ? move.error : null, isReady }}>
      <PlacePicker label={said.to} description={said.toHint} isRequired autoFocus value={to} onPick={setTo} />
      <StockLines lines={lines} set={(change) => { setLines((now) => [...change(now)]); move.reset() }} faults={faults} />
    </FormDialog>
  )
}
