// What an import says of things that are there already. An item master is sent again and again: what a row says otherwise
// than the record is a change of the item, and a blank cell changes nothing.
import { plainAmount } from '#catalog'
import type pg from 'pg'
import type { Cells, Made, ReadRow } from './import-kinds.ts'
import type { ImportError } from './import-read.ts'

/** One field of something known that a file says otherwise. */
export type ImportChange = { readonly row: number; readonly key: string; readonly column: string; readonly before: string; readonly after: string }

/** What a row of something known says: what to change, or what of it never changes. */
export type Judged = { readonly id: string; readonly changes: readonly ImportChange[]; readonly errors: readonly ImportError[] }

// Columns as the file has them, and as the change of an item takes them.
const fields = {
  name: 'name', second_unit: 'secondUnit', gtin: 'gtin', binding_date: 'bindingDate', shelf_life_days: 'shelfLifeDays',
  least_receipt_days: 'leastReceiptDays', segregation_class: 'segregationClass', stocked: 'stocked', value: 'value', currency: 'currency',
} as const
const isField = (column: string): column is keyof typeof fields => column in fields

type Known = Readonly<Record<string, string | null>> & { readonly id: string; readonly owner: string; readonly sku: string }

const itemsNow = `select i.id, case when p.is_self then '' else p.code end as owner, p.code as "ownerCode", p.id as "ownerId", i.sku,
    i.name, i.base_unit, i.second_unit, i.gtin, i.binding_date, i.shelf_life_days::text, i.least_receipt_days::text,
    i.segregation_class, trim_scale(i.value)::text as value, i.currency, case when i.stocked then 'yes' else 'no' end as stocked,
    (select m.mode from catalog.tracking_mode m where m.item_id = i.id and m.from_on <= current_date
      order by m.from_on desc, m.nth desc limit 1) as tracking
  from catalog.item i join partners.partner p on p.id = i.owner_id where i.sku = any($1::text[])`

/** Judges rows of items against the items that are there; rows of new items are not among the answers. */
export async function judgeItems(client: pg.Client, rows: readonly ReadRow[]): Promise<Map<number, Judged>> {
  const { rows: known } = await client.query<Known>(itemsNow, [rows.flatMap(({ cells }) => cells['sku'] ?? [])])
  // The owner of a row is its code while the file is judged, and its id when it is applied.
  const byKey = new Map(known.flatMap((item) => [item.owner, item['ownerCode'], item['ownerId']].map((owner) => [`${owner} ${item.sku}`, item])))
  return new Map(rows.flatMap(({ row, cells }): [number, Judged][] => {
    const item = byKey.get(`${cells['owner'] ?? ''} ${cells['sku']}`)
    return item === undefined ? [] : [[row, judge(item, row, cells)]]
  }))
}

function judge(item: Known, row: number, cells: Cells): Judged {
  const said = Object.entries(cells).map(([column, cell]): [string, string] => [column, asKept(column, cell)])
  const differs = said.filter(([column, cell]) => (item[column] ?? '') !== cell)
  const fixed: ImportError[] = differs.flatMap(([column, cell]) => {
    const now = item[column] ?? 'none'
    const why = column === 'base_unit' ? `${now}, as the item is counted: that never changes`
      : column === 'second_unit' && item['second_unit'] !== null ? `${now}, as the item is measured besides: that never changes`
        : column === 'tracking' ? `${now}, as the item is followed: tell from which day on otherwise with lotline call /items/tracking-mode` : null
    return why === null ? [] : [{ row, column, expected: why, found: cell }]
  })
  const changes = differs.flatMap(([column, after]) =>
    isField(column) && !fixed.some((one) => one.column === column) ? [{ row, key: item.sku, column, before: item[column] ?? '', after }] : [])
  return { id: item.id, changes, errors: fixed }
}

// A cell as the record has it: days and amounts are the same however they were written.
function asKept(column: string, cell: string): string {
  return column.endsWith('_days') ? String(Number(cell)) : column === 'value' ? plainAmount(cell) : cell
}

/** What an item was before it is changed so, as its change takes it. */
export function backOf({ id, changes }: Judged): object {
  const was = (column: string, before: string) =>
    column === 'stocked' ? before === 'yes' : column === 'name' || column === 'binding_date' ? before
      : before === '' ? null : column.endsWith('_days') ? Number(before) : before
  const fieldsBefore = changes.flatMap(({ column, before }) => (isField(column) ? [[fields[column], was(column, before)]] : []))
  return { itemId: id, ...Object.fromEntries(fieldsBefore) }
}

/** The command that changes an item as its row says; none when it says nothing else. */
export function changeOf({ id, changes }: Judged, made: readonly Made[], commandId: string): Made[] {
  const said: Readonly<Record<string, unknown>> = { ...made[0]?.body }
  const body = Object.fromEntries(changes.flatMap(({ column }) => (isField(column) ? [[fields[column], said[fields[column]]]] : [])))
  return changes.length === 0 ? [] : [{ path: '/items/change', body: { itemId: id, reason: 'Imported list of items', ...body }, at: undefined, id: commandId }]
}
