// Quantities of a correction in the unit they were counted in: they become base units as the units were on the day the
// corrected document happened. What was entered is kept in the correction's answer, for its movements are differences.
import { factorOn, readItems } from '#catalog'
import { dayIn, Refusal, toBaseUnits } from '#kernel'
import type { Context, Statement } from '#platform'
import { refuse } from './refusals.ts'
import type { LineAsk } from './rules.ts'

type Row = { documentId: string; line: number; itemId: string; occurredAt: Date; timeZone: string | null }
type Asked = { readonly lines: readonly LineAsk[] }

const linesMeasured: Statement = {
  name: 'corrections.lines-measured',
  text: `select m.document_id as "documentId", m.line, m.item_id as "itemId", m.occurred_at as "occurredAt", s.time_zone as "timeZone"
    from ledger.movement m join locations.location f on f.id = m.from_location_id
      join locations.location t on t.id = m.to_location_id
      left join locations.location s on s.id = case when t.own then t.site_id else f.site_id end
    where m.document_id = any($1::uuid[])`,
}

/** What is asked for in base units, payload by payload, or why it cannot be. */
export async function measured<Payload extends Asked>(
  { tx }: Context,
  payloads: readonly Payload[],
): Promise<(Payload | Refusal)[]> {
  const entered = payloads.flatMap(({ lines }) => lines).filter((one) => one.entered !== undefined)
  if (entered.length === 0) return [...payloads]
  const rows = await tx.read<Row>(linesMeasured, [[...new Set(entered.map(({ documentId }) => documentId))]])
  const items = await readItems(tx, [...rows.map(({ itemId }) => itemId), ...entered.flatMap(({ itemId }) => itemId ?? [])])
  const places = new Map(rows.map((row) => [`${row.documentId}.${row.line}`, row]))
  const measure = (ask: LineAsk): LineAsk | Refusal => {
    const row = places.get(`${ask.documentId}.${ask.line}`)
    const item = items.get(ask.itemId ?? row?.itemId ?? '')
    // A line or item that is not there is told where lines and items are judged.
    if (ask.entered === undefined || row === undefined || item === undefined) return ask
    const { documentId, line } = ask
    const { quantity, unit } = { quantity: ask.entered.quantity, unit: ask.entered.unit ?? item.baseUnit }
    if (quantity === null) return refuse('unit_without_quantity', { documentId, line, unit })
    const day = dayIn(row.timeZone ?? 'UTC', row.occurredAt)
    const factor = factorOn(item.units, unit, day)
    if (factor === null) return refuse('corrected_unit_unknown', { documentId, line, sku: item.sku, unit, day })
    const base = Number(quantity) === 0 ? 0n : toBaseUnits(quantity, factor)
    return base === null ? refuse('corrected_not_whole', { documentId, line, quantity, unit, baseUnit: item.baseUnit }) : { ...ask, quantity: base }
  }
  return payloads.map((payload) => {
    const lines = payload.lines.map(measure)
    const wrong = lines.find((one) => one instanceof Refusal)
    return wrong instanceof Refusal ? wrong : { ...payload, lines: lines.flatMap((one) => (one instanceof Refusal ? [] : [one])) }
  })
}
