// Codes: what each kind of code may name, which codes of a file name nothing, and the ids of those that do.
import type pg from 'pg'
import { Fault } from '#kernel'
import type { Lookup } from './import-columns.ts'
import { lookupsIn } from './import-columns.ts'
import type { ImportKind } from './import-kinds.ts'

/** What a code of one kind names: what is said when it names nothing, and the rows `code, id, closed, owner`. */
export type Known = { readonly says: string; readonly from: string; readonly ofOwner?: true }

const closed = 'closed_at is not null as closed'
const partner = (and: string) => `select code, id, ${closed} from partners.partner where true${and}`

/** The things a code may name. */
export const known: Readonly<Record<Lookup, Known>> = {
  item: {
    says: 'the code of a known item', ofOwner: true,
    from: `select i.sku as code, i.id, i.${closed}, p.code as owner, p.is_self from catalog.item i
      join partners.partner p on p.id = i.owner_id`,
  },
  partner: { says: 'the code of a known partner', from: partner('') },
  supplier: { says: 'the code of a partner that is a supplier', from: partner(' and is_supplier') },
  customer: { says: 'the code of a partner that is a customer', from: partner(' and is_customer') },
  owner: { says: 'the code of a partner that owns stock', from: partner(' and is_owner') },
  site: { says: 'the code of a site', from: `select code, id, ${closed} from locations.location where kind = 'site'` },
  location: { says: 'the code of a location of ours', from: `select code, id, ${closed} from locations.location where own` },
  channel: { says: 'the code of a channel', from: `select code, id, ${closed} from orders.channel` },
  order: { says: 'the number of an order', from: 'select number as code, id, false as closed from orders.sales_order' },
}

/** What a code may name in a kind of file: the rows of `known`, without what is closed where new business begins. */
export function knownIn({ finishes }: ImportKind, type: Lookup): Known {
  const all = known[type]
  return finishes === true ? all : { ...all, from: `select * from (${all.from}) every where not every.closed` }
}

// Places may stand in places of the same file.
const inFile = `
    and not exists (select 1 from staged m where m.cells ->> 'code' = s.cells ->> $1)`

/** The statement that tells codes that name nothing, or of `every` only what is closed; $1 is the column, $2 what is said. */
export function tellUnknown({ from }: Known, every: Known, alsoInFile: boolean): string {
  return `insert into staged_error select s.row, $1, $2 || case when exists (
      select 1 from (${every.from}) k where k.code = s.cells ->> $1) then ' that is not closed' else '' end, left(s.cells ->> $1, 80) from staged s
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

/** The statement that tells orders that have no line of the item of their row, or not of that number. */
export const tellForeignLines = `insert into staged_error
  select s.row, 'item', 'an item of order ' || left(s.cells ->> 'order', 60) || coalesce(', line ' || (s.cells ->> 'line'), ''),
    left(s.cells ->> 'item', 80)
  from staged s join orders.sales_order o on o.number = s.cells ->> 'order'
  where s.ok and s.cells ->> 'item' is not null and not exists (select 1 from orders.line l join catalog.item i on i.id = l.item_id
    where l.order_id = o.id and i.sku = s.cells ->> 'item'
      and (s.cells ->> 'line' is null or l.line::text = s.cells ->> 'line'))`

/** The statement that tells rows that say how much of which lot, and not of what. */
export const tellNameless = `insert into staged_error
  select s.row, 'item', 'an item, as the row names a ' || named.what, 'nothing'
  from staged s cross join lateral (select what from unnest(array['lot', 'serial', 'quantity', 'line']) what
    where s.cells ->> what is not null limit 1) named where s.cells ->> 'item' is null
  union all
  select s.row, 'item', 'an item, as row ' || o.row || ' of the same document has', 'nothing'
  from staged s join (select key, min(row) as row from staged where cells ->> 'item' is not null group by key) o using (key)
  where s.cells ->> 'item' is null and not s.cells ?| array['lot', 'serial', 'quantity', 'line']`

/** The statement that tells lots that are none of the item, and those of which there are several. */
export const tellLots = `with named as (
    select s.row, s.cells, one.code, count(l.id) as lots, string_agg(coalesce(l.origin, 'unknown'), ', ' order by l.origin) as origins
    from staged s cross join lateral unnest(string_to_array(s.cells ->> 'lot', '|')) as one(code) left join lateral (
      select l.id, p.code as origin from lots.lot l join catalog.item i on i.id = l.item_id
        join partners.partner w on w.id = i.owner_id left join partners.partner p on p.id = l.origin_id
      where i.sku = s.cells ->> 'item' and l.code = btrim(one.code)
        and (s.cells ->> 'owner' is null or w.code = s.cells ->> 'owner')
        and (s.cells ->> 'origin' is null or p.code = s.cells ->> 'origin')) l on true
    where s.ok and s.cells ->> 'lot' is not null and s.cells ->> 'item' is not null group by s.row, s.cells, one.code)
  insert into staged_error
  select row, 'lot', 'a lot of item ' || left(cells ->> 'item', 60) || coalesce(' from ' || left(cells ->> 'origin', 60), ''),
    left(btrim(code), 80) from named where lots = 0
  union all
  select row, 'origin', 'one of ' || left(origins, 200) || ', as several made a lot of this code', coalesce(cells ->> 'origin', 'nothing')
  from named where lots > 1`

/**
 * The statement that tells rows of one of several lots that cannot be recorded so: the line of the order must have one
 * such set of lots in a shipment, beside it only rows whose lot is known, and a unit with a number has one lot.
 */
export const tellSeveral = `with of as (
    select s.row, s.key, s.cells ->> 'item' as item, s.cells ->> 'line' as line, s.cells ->> 'lot' as lot, s.cells ->> 'serial' as serial,
      s.cells ->> 'lot' like '%|%' as several from staged s where s.ok and s.cells ->> 'item' is not null),
  line as (select key, item, line, count(distinct lot) filter (where several) as sets,
      count(*) filter (where lot is null) as without from of group by 1, 2, 3)
  insert into staged_error
  select of.row, 'lot', case when of.serial is not null then 'one lot, as the row names a unit'
      when line.sets > 1 then 'the same lots as the other row of this item in the shipment that is of one of several'
      else 'a known lot in the other rows of this item in the shipment' end, left(of.lot, 80)
  from of join line on line.key = of.key and line.item = of.item and line.line is not distinct from of.line
  where of.several and (of.serial is not null or line.sets > 1 or line.without > 0)`

/** The statement that tells rows of one of several lots where a row is of one. */
export const tellOneLot = `insert into staged_error
  select row, 'lot', 'one lot, or nothing when it is not known', left(cells ->> 'lot', 80) from staged where ok and cells ->> 'lot' like '%|%'`

/** The statement that tells rows of arriving goods that lack the lot their item is followed by, or name one it has not. */
export const tellArriving = `with arriving as (
    select s.row, s.cells ->> 'lot' as lot, i.sku, coalesce(
      (select m.mode from catalog.tracking_mode m where m.item_id = i.id and m.from_on <= d.day order by m.from_on desc, m.nth desc limit 1),
      (select m.mode from catalog.tracking_mode m where m.item_id = i.id order by m.nth limit 1), 'none') as mode
    from staged s
      join lateral (select i.id, i.sku from catalog.item i join partners.partner w on w.id = i.owner_id
        where i.sku = s.cells ->> 'item' and i.closed_at is null
        order by w.code is not distinct from s.cells ->> 'owner' desc, w.is_self desc limit 1) i on true
      join locations.location t on t.code = s.cells ->> 'site' and t.kind = 'site'
      cross join lateral (select (coalesce((s.cells ->> 'received_at')::timestamptz, now()) at time zone t.time_zone)::date as day) d
    where s.ok)
  insert into staged_error
  select row, 'lot', 'a lot, as item ' || left(sku, 60) || ' is followed by lot', 'nothing' from arriving
    where mode in ('lot', 'lot+serial') and lot is null
  union all
  select row, 'lot', 'nothing, as item ' || left(sku, 60) || ' is not followed by lot', left(lot, 80) from arriving
    where mode = 'none' and lot is not null`

/** The statement that tells items with a value in no currency, or a currency of no value, where the record has none either. */
export const tellHalfValues = `insert into staged_error
  select s.row, half.lacks, case half.lacks when 'currency' then 'the currency of the value, like EUR' else 'a value in the currency, like 12.50' end, 'nothing'
  from staged s join (values ('value', 'currency'), ('currency', 'value')) half(has, lacks)
    on s.cells ->> half.has is not null and s.cells ->> half.lacks is null
  where s.ok and not exists (select 1 from catalog.item i join partners.partner w on w.id = i.owner_id
    where i.sku = s.cells ->> 'sku' and i.currency is not null
      and case when s.cells ->> 'owner' is null then w.is_self else w.code = s.cells ->> 'owner' end)`

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
  if (!columns.some(({ type }) => type === 'order')) return resolved
  return withLots(client, await withLines(client, resolved))
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
  const { rows: lines } = await client.query<{ id: string; key: string; line: string }>(
    `select id, order_id || ' ' || item_id as key, line::text from orders.line where order_id = any($1::uuid[]) order by line desc`, [orders],
  )
  const byKey = new Map(lines.flatMap(({ id, key, line }) => [[`${key} undefined`, id], [`${key} ${line}`, id]]))
  return rows.map((row) => {
    const line = byKey.get(`${row.cells['order']} ${row.cells['item']} ${row.cells['line']}`)
    return line === undefined ? row : { ...row, cells: { ...row.cells, order_line: line } }
  })
}

// The lot that a row's code means, and how its item is followed where the row names a unit.
async function withLots<One extends Row>(client: pg.Client, rows: readonly One[]): Promise<One[]> {
  const of = (name: string) => [...new Set(rows.flatMap(({ cells }) => (cells['item'] === undefined ? [] : (cells[name] ?? []))))]
  const codes = of('lot').flatMap(codesIn)
  const { rows: lots } = codes.length === 0 ? { rows: [] } : await client.query<{ id: string; of: string; origin: string }>(
    `select id, item_id || ' ' || code as of, origin_id as origin from lots.lot where item_id = any($1::uuid[]) and code = any($2::text[])`,
    [of('item'), codes],
  )
  const { rows: modes } = of('serial').length === 0 ? { rows: [] } : await client.query<{ id: string; mode: string }>(
    `select distinct on (item_id) item_id as id, mode from catalog.tracking_mode
      where item_id = any($1::uuid[]) and from_on <= current_date order by item_id, from_on desc, nth desc`, [of('item')],
  )
  return rows.map((row) => {
    const { item, lot, origin } = row.cells
    const mine = lot === undefined ? [] : codesIn(lot).flatMap((code) =>
      lots.find((one) => one.of === `${item} ${code}` && (origin === undefined || one.origin === origin))?.id ?? [])
    const [only, another] = [...new Set(mine)]
    const mode = modes.find(({ id }) => id === item)?.mode
    return {
      ...row, cells: {
        ...row.cells, ...(only === undefined ? {} : another === undefined ? { lot_id: only } : { lot_ids: [...new Set(mine)].join(' ') }),
        ...(mode === undefined ? {} : { item_mode: mode }),
      },
    }
  })
}

// `A-17|A-18`: it was one of these.
function codesIn(lot: string): string[] {
  return lot.split('|').map((code) => code.trim())
}
