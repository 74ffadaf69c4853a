// The trace as tables: every step and every lot, ungrouped, for the keyboard, a screen reader and a spreadsheet.
import { Link } from '@tanstack/react-router'
import { became } from '~/pages/lots/sums'
import { amount, code, text } from '~/ui/columns'
import type { GridColumn } from '~/ui/grid-columns'
import { GridPart } from '~/ui/grid-part'
import { words } from '~/words'
import { cameTo } from './graph-rules'
import { nameOf } from './said'
import type { Link as TraceLink, Thing, TracedLot, Whole } from './whole'

type Step = TraceLink & { readonly source: Thing; readonly target: Thing }
type LotRow = Thing & { readonly lot: TracedLot }
const { trace: said, columns: named, lots } = words

const steps: readonly GridColumn<Step>[] = [
  text('fromKind', said.fromKind, ({ source }) => said.kinds[source.kind], { width: 110 }),
  code('from', said.fromThing, ({ source }) => nameOf(source), ({ source }) => source.address, { width: 170 }),
  text('fromItem', named.item, ({ source }) => source.lot?.sku, { width: 140 }),
  text('how', said.how, ({ how }) => said.hows[how], { width: 150 }),
  amount('quantity', named.quantity, (row) => String(row.amount.quantity)),
  text('unit', named.unit, (row) => row.amount.unit, { width: 80 }),
  text('toKind', said.toKind, ({ target }) => said.kinds[target.kind], { width: 140 }),
  code('to', said.toThing, ({ target }) => nameOf(target), ({ target }) => target.address, { width: 170 }),
  text('toItem', named.item, ({ target }) => target.lot?.sku, { width: 140 }),
  text('gave', said.gave, ({ gave }) => (gave === null ? '' : String(gave.quantity)), { width: 110, isNumber: true }),
  text('gaveUnit', named.unit, ({ gave }) => gave?.unit, { width: 80 }),
  text('sure', said.sure, ({ how }) => lots.certainties[how === 'possible' ? 'possible' : 'certain'], { width: 110 }),
  text('document', named.document, ({ documents }) => documents.join(' '), { width: 130, cell: ({ documents }) => <Documents ids={documents} /> }),
]

const lotSums: readonly GridColumn<LotRow>[] = [
  code('lot', named.lot, ({ lot }) => lot.code, ({ lot }) => `/lots/${lot.id}`, { width: 160 }),
  text('sku', named.item, ({ lot }) => lot.sku, { width: 160 }),
  text('side', said.side, ({ side }) => said.sides[side], { width: 130 }),
  amount('came', said.came, ({ lot }) => String(cameTo(lot.quantities))),
  ...became.map((name) => amount<LotRow>(name, lots.sums[name], ({ lot }) => lot.quantities[name], { width: 175 })),
  amount('possible', lots.possible, ({ lot }) => lot.possiblyOut),
  text('unit', named.unit, ({ lot }) => lot.unit, { width: 80 }),
  text('addsUp', said.addsUp, ({ lot }) => (lot.addsUp ? said.yes : said.no), { width: 90 }),
]

function Documents({ ids }: { readonly ids: readonly string[] }) {
  const [only] = ids
  if (only === undefined) return null
  return ids.length === 1 ? <Link to={`/documents/${only}`}>{said.document}</Link> : said.documents(ids.length)
}

export function Twin({ whole }: { readonly whole: Whole }) {
  const rows = whole.links.flatMap((link): Step[] => {
    const [source, target] = [whole.things.get(link.from), whole.things.get(link.to)]
    return source === undefined || target === undefined ? [] : [{ ...link, source, target }]
  })
  rows.sort((a, b) => columnOf(a.source) - columnOf(b.source) || columnOf(a.target) - columnOf(b.target) || (a.id < b.id ? -1 : 1))
  const ofLots = [...whole.things.values()].filter((thing): thing is LotRow => thing.lot !== null).sort((a, b) => columnOf(a) - columnOf(b))
  return (
    <>
      <GridPart title={said.links} none={said.noLinks} columns={steps} rows={rows} rowId={({ id }) => id} rowAddress={({ target, source }) => target.address ?? source.address} />
      <GridPart title={said.lots} none={said.noLinks} columns={lotSums} rows={ofLots} rowId={({ id }) => id} rowAddress={({ address }) => address} />
    </>
  )
}

// As in the picture: from the left to the right.
function columnOf({ kind, side, depth }: Thing): number {
  if (kind !== 'lot') return { supplier: -2e6, receipt: -1e6, customer: 1e6 }[kind]
  return side === 'before' ? -depth : depth
}
