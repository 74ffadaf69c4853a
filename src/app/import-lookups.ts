// Codes: what each kind of code may name, which codes of a file name nothing, and the ids of those that do.
import type pg from 'pg'
import { Fault } from '#kernel'
import type { Lookup } from './import-columns.ts'
import { lookupsIn } from './import-columns.ts'
import type { ImportKind } from './import-kinds.ts'

/** What a code of one kind names: what is said when it names nothing, and the rows `code, id, owner`. */
export type Known = { readonly says: string; readonly from: string; readonly ofOwner?: true }

const partner = (and: string) => `select code, id from partners.partner where closed_at is null${and}`

/** The things a code may name. */
export const known: Readonly<Record<Lookup, Known>> = {
  item: {
    says: 'the code of a known item', ofOwner: true,
    from: `select i.sku as code, i.id, p.code as owner, p.is_self from catalog.item i
      join partners.partner p on p.id = i.owner_id where i.closed_at is null`,
  },
  partner: { says: 'the code of a known partner', from: partner('') },
  supplier: { says: 'the code of a partner that is a supplier', from: partner(' and is_supplier') },
  customer: { says: 'the code of a partner that is a customer', from: partner(' and is_customer') },
  owner: { says: 'the code of a partner that owns stock', from: partner(' and is_owner') },
  site: { says: 'the code of a site', from: `select code, id from locations.location where kind = 'site' and closed_at is null` },
  location: { says: 'the code of a location of ours', from: 'select code, id from locations.location where own and closed_at is null' },
  channel: { says: 'the code of a channel', from: 'select code, id from orders.channel where closed_at is null' },
  order: { says: 'the number of an order', from: 'select number as code, id from orders.sales_order' },
}

// Places may stand in places of the same file.
const inFile = `
    and not exists (select 1 from staged m where m.cells ->> 'code' = s.cells ->> $1)`

/** The statement that tells codes that name nothing; $1 is the column, $2 what is said. */
export function tellUnknown({ from }: Known, alsoInFile: boolean): string {
  return `insert into staged_error select s.row, $1, $2, left(s.cells ->> $1, 80) from staged s
    where s.cells ->> $1 is not null
      and not exists (select 1 from (${from}) k where k.code = s.cells ->> $1)${alsoInFile ? inFile : ''}`
}

/** The statement that tells codes several owners use, where the row says no owner that has it. */
export function tellAmbiguous({ from }: Known): string {
  return `insert into staged_error
    select s.row, $1, 'an item of one owner: name that in the column owner',
      left(s.cells ->> $1, 40) || ' of ' || left(k.owners, 100)
    from staged s join (select code, string_agg(owner, ', ' order by owner) as owners, array_agg(owner) as all_owners,
        bool_or(is_self) as ours from (${from}) it group by code having count(*) > 1) k on k.code = s.cells ->> $1
    where case when s.cells ->> 'owner' is null then not k.ours else not (s.cells ->> 'owner') = any(k.all_owners) end`
}

/** The statement that tells orders that have no line of the item of their row. */
export const tellForeignLines = `insert into staged_error
  select s.row, 'item', 'an item of order ' || left(s.cells ->> 'order', 60), left(s.cells ->> 'item', 80)
  from staged s join orders.sales_order o on o.number = s.cells ->> 'order'
  where s.ok and not exists (select 1 from orders.line l join catalog.item i on i.id = l.item_id
    where l.order_id = o.id and i.sku = s.cells ->> 'item')`

type Row = { readonly cells: Readonly<Record<string, string>> }
type Found = { readonly code: string; readonly id: string; readonly owner?: string; readonly is_self?: boolean }

/**
 * Replaces the codes of some rows by ids.
 * @throws Fault when one names nothing any more.
 */
export async function resolveCodes<One extends Row>(client: pg.Client, kind: ImportKind, rows: readonly One[]): Promise<One[]> {
  const columns = lookupsIn(kind.columns)
  const found = new Map<string, Map<string, Found[]>>()
  for (const { name, type } of columns) {
    const codes = [...new Set(rows.flatMap(({ cells }) => cells[name] ?? []))]
    if (codes.length === 0) continue
    const { rows: ids } = await client.query<Found>(`select * from (${known[type].from}) k where code = any($1::text[])`, [codes])
    const byCode = new Map<string, Found[]>()
    for (const one of ids) byCode.set(one.code, [...(byCode.get(one.code) ?? []), one])
    found.set(name, byCode)
  }
  const resolved = rows.map((row) => {
    const cells: Record<string, string> = { ...row.cells }
    for (const { name } of columns) {
      const code = row.cells[name]
      if (code !== undefined) cells[name] = idAmong(found.get(name)?.get(code) ?? [], row.cells['owner'], code)
    }
    return { ...row, cells }
  })
  return columns.some(({ type }) => type === 'order') ? withLines(client, resolved) : resolved
}

function idAmong(found: readonly Found[], owner: string | undefined, code: string): string {
  const [only] = found.length === 1 ? found
    : found.filter((one) => (owner === undefined ? one.is_self === true : one.owner === owner))
  if (only !== undefined) return only.id
  throw new Fault(`${code} was there when the file was checked and is no more.`, 'Import the file again: what was applied stays and is not doubled.')
}

// The line of the named order that a row's item is of.
async function withLines<One extends Row>(client: pg.Client, rows: readonly One[]): Promise<One[]> {
  const orders = [...new Set(rows.flatMap(({ cells: { order, item } }) => (order !== undefined && item !== undefined ? [order] : [])))]
  if (orders.length === 0) return [...rows]
  const { rows: lines } = await client.query<{ id: string; key: string }>(
    `select id, order_id || ' ' || item_id as key from orders.line where order_id = any($1::uuid[]) order by line desc`, [orders],
  )
  const byKey = new Map(lines.map(({ id, key }) => [key, id]))
  return rows.map((row) => {
    const line = byKey.get(`${row.cells['order']} ${row.cells['item']}`)
    return line === undefined ? row : { ...row, cells: { ...row.cells, order_line: line } }
  })
}
