// What waits in receiving, and where it goes: a place is scanned, then the goods; each line is put away or refused alone.
import { Alert, Button, Center, Group, Loader, Text } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ask, askRows, Failure } from '~/api'
import { useCommands, useQuestion } from '~/asking'
import { quantity } from '~/format'
import { type PlaceChoice, placeChoice } from '~/pages/fields/pickers'
import type { StockRow } from '~/pages/ledger/stock-lines'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { EmptyState } from '~/ui/empty-state'
import { useDraft } from '~/ui/fields/draft'
import { type LineColumn, Lines } from '~/ui/fields/lines'
import { only } from '~/ui/fields/picker'
import { usePageScan } from '~/ui/fields/use-scan'
import { Section } from '~/ui/facts'
import { Page } from '~/ui/page'
import { Problem, sentenceOf } from '~/ui/problem'
import { words } from '~/words'
import { backOf, blankPut, isReady, linesOf, moveOf, type PutForm, type PutLine, rowKey, split, withLines } from './put-away-form'
import { PutBelow, PutQuantity, ToCell } from './put-away-line'

const { putAway: said, columns: called } = words
const MOST = '100'

const columns: readonly LineColumn<PutLine>[] = [
  { id: 'item', label: called.item, width: '22%', cell: ({ row }) => <><Text size="sm">{row.sku}</Text><Text size="xs" c="dimmed">{row.name}</Text></> },
  { id: 'lot', label: called.lot, width: '16%', cell: ({ row }) => (row.lot === null ? <Text size="sm">{words.none}</Text> : <Link to="/lots/$id" params={{ id: row.lotId }} className="code">{row.lot}</Link>) },
  { id: 'waits', label: said.waits, width: '18%', cell: ({ row }) => <><Text size="sm" className="code">{row.location}</Text><Text size="xs" c="dimmed">{quantity(row.quantity, row.unit)}</Text></> },
  { id: 'quantity', label: called.quantity, width: '20%', cell: (line, change, at) => <PutQuantity line={line} change={change} at={at} /> },
  { id: 'to', label: said.to, cell: (line, change, at) => <ToCell line={line} change={change} at={at} /> },
]

export default function PutAway() {
  const search: { readonly receipt?: string } = useSearch({ strict: false })
  const receipt = useQuestion('/receipts/{id}', { id: search.receipt ?? '' }, { enabled: search.receipt !== undefined })
  const waiting = useQuestion('/balances', { state: 'receiving', limit: MOST, sort: 'item', ...(search.receipt !== undefined && { receiptId: search.receipt }) }, { keep: true })
  const failure = waiting.error ?? receipt.error
  const title = receipt.data === undefined ? said.title : said.titleOf(receipt.data.number)
  const isHere = waiting.data !== undefined && (search.receipt === undefined || receipt.data !== undefined)
  const rows = waiting.data?.rows ?? []
  return (
    <Page title={title} actions={search.receipt !== undefined && <Button variant="default" renderRoot={(props) => <Link to="/put-away" {...props} />}>{said.all}</Button>}>
      {failure !== null ? <Problem failure={failure} again={() => { void waiting.refetch(); void receipt.refetch() }} />
        : !isHere ? <Center h="40vh"><Loader aria-label={words.waiting} /></Center>
          : rows.length === 0 ? <EmptyState title={said.none.title} text={said.none.text}>{null}</EmptyState>
            : <Form rows={rows} isMore={waiting.data?.next !== null} />}
    </Page>
  )
}

function Form({ rows, isMore }: { readonly rows: readonly StockRow[]; readonly isMore: boolean }) {
  const may = useMay()
  const { value: form, set } = useDraft('put-away', blankPut)
  const lines = linesOf(rows, form)
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map())
  // The form as it was sent: until it changes, or is answered, its lines may be recorded already.
  const [sent, setSent] = useState<PutForm | null>(null)
  const put = useCommands('/stock/move')
  const back = useCommands('/stock/move')
  const scanned = useScans(lines, set)
  const ready = lines.filter(isReady)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (ready.length === 0) return
    const moves = ready.map(moveOf)
    setSent(form)
    const outcomes = await put.mutateAsync(moves).catch((error: unknown) => {
      // It stands in the form.
      if (error instanceof Failure) return null
      throw error
    })
    if (outcomes === null) return
    const isGone = (at: number) => !(outcomes[at] instanceof Failure)
    setRefused(new Map(outcomes.flatMap((outcome, at) => (outcome instanceof Failure ? [[ready[at]?.key ?? '', sentenceOf(outcome)] as const] : []))))
    const [gone, done] = [new Set(ready.filter((_, at) => isGone(at)).map(({ key }) => key)), moves.filter((_, at) => isGone(at))]
    set((now) => without(now, gone))
    if (done.length > 0) tellDone(said.done(done.length), () => back.mutateAsync(done.map(backOf)))
  }
  // Only what somebody touched is kept: the rest follows the record.
  const setLines = (change: (lines: readonly PutLine[]) => readonly PutLine[]) => set((now) => {
    const before = linesOf(rows, now)
    const after = change(before)
    const touched = new Set(after.filter((line) => !before.includes(line)).map(({ row }) => rowKey(row)))
    return withLines(now, after.filter(({ row }) => touched.has(rowKey(row))))
  })
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Alert variant="light" color={scanned.isLost ? 'red' : 'blue'} mb="sm" role="status">{scanned.says}</Alert>
      <Section title={said.of(rows.length)}>
        <Lines
          label={said.title} lines={lines} columns={columns} isFixed
          set={(change) => { setLines(change); if (refused.size > 0) setRefused(new Map()) }}
          faults={{ at: new Map(lines.flatMap(({ key }, at) => { const says = refused.get(key); return says === undefined ? [] : [[at, [says]] as const] })), isElsewhere: false }}
          below={(line, change, at) => (
            <PutBelow line={line} change={change} at={at} isRefused={refused.has(line.key)} isSent={put.isPending || sent === form} split={() => setLines((all) => all.flatMap((one) => (one.key === line.key ? split(one) : [one])))} />
          )}
        />
        {isMore && <Text size="sm" c="dimmed" mt="xs">{said.more}</Text>}
      </Section>
      {put.error !== null && <div style={{ marginTop: 12 }}><Problem failure={put.error} /></div>}
      {refused.size > 0 && <Text size="sm" mt="xs" role="status">{said.some}</Text>}
      {may('stock.move') && (
        <Group justify="end" mt="md">
          <Button type="submit" size="md" loading={put.isPending} disabled={ready.length === 0}>{ready.length === 0 ? said.does : said.doesMany(ready.length)}</Button>
        </Group>
      )}
    </form>
  )
}

function without({ chosen }: PutForm, gone: ReadonlySet<string>): PutForm {
  return { chosen: Object.fromEntries(Object.entries(chosen).flatMap(([row, lines]) => {
    const left = lines.filter(({ key }) => !gone.has(key))
    return left.length === 0 ? [] : [[row, left] as const]
  })) }
}

type Scanned = { readonly place: PlaceChoice | null; readonly goods: readonly string[]; readonly lost: string | null }

// A place holds for all goods that are scanned after it; goods that are scanned first wait for their place.
function useScans(lines: readonly PutLine[], set: (change: (form: PutForm) => PutForm) => void) {
  const [now, setNow] = useState<Scanned>({ place: null, goods: [], lost: null })
  const assign = (goods: readonly PutLine[], place: PlaceChoice) =>
    set((form) => withLines(form, lines.filter(({ row }) => goods.some((one) => rowKey(one.row) === rowKey(row))).map((line) => (goods.some(({ key }) => key === line.key) ? { ...line, to: place } : line))))
  const takeGoods = (goods: readonly PutLine[]) => {
    if (now.place === null) return setNow({ ...now, goods: goods.map(({ key }) => key), lost: null })
    assign(goods, now.place)
    setNow({ ...now, lost: null })
  }
  usePageScan((code) => {
    const called = lines.filter(({ row }) => row.lot === code || row.sku === code)
    if (called.length > 0) return takeGoods(called)
    const take = async () => {
      const signal = new AbortController().signal
      const [places, items, units] = await Promise.all([
        askRows('/locations', { q: code, state: 'open', limit: '12' }, signal), askRows('/items', { q: code, limit: '12' }, signal), ask('/serials', { code, state: 'in_stock', limit: '2' }),
      ])
      const place = only(places.rows.map(placeChoice), code)
      if (place !== null) {
        assign(lines.filter(({ key }) => now.goods.includes(key)), place)
        return setNow({ place, goods: [], lost: null })
      }
      const item = items.rows.find(({ sku, gtin }) => sku === code || gtin === code)
      const goods = lines.filter(({ row }) => row.itemId === item?.id || units.rows.some((unit) => unit.itemId === row.itemId && unit.locationId === row.locationId))
      if (goods.length > 0) takeGoods(goods)
      else setNow((still) => ({ ...still, lost: code }))
    }
    void take().catch(() => setNow((still) => ({ ...still, lost: code })))
  })
  const waiting = lines.filter(({ key }) => now.goods.includes(key)).map(({ row }) => row.lot ?? row.sku)
  const says = now.lost !== null ? said.notHere(now.lost) : waiting.length > 0 ? said.goods(waiting.join(', ')) : now.place !== null ? said.now(now.place.code) : said.hint
  return { says, isLost: now.lost !== null }
}
