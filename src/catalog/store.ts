// Reading items whole, and the facts about them.
import type { Statement, Tx } from '#platform'
import type { ItemLine } from './contract.ts'
import type { ModeEntry, Unit } from './rules.ts'

/**
 * An item as it stands. `units` begins with the base unit itself (1/1); `modes` is the whole history
 * of how it is followed: ask `factorOn` and `modeOn` with a day.
 */
export type Item = Readonly<ItemLine> & {
  readonly units: readonly Unit[]
  readonly modes: readonly ModeEntry[]
}

/** What reads need: a transaction, or anything else that reads. */
export type Reader = Pick<Tx, 'read'>

/** The columns of an item, named as the code names them. */
export const itemColumns = `id, owner_id as "ownerId", sku, name, base_unit as "baseUnit",
  second_unit as "secondUnit", gtin, description, segregation_class as "segregationClass",
  binding_date as "bindingDate", shelf_life_days as "shelfLifeDays",
  least_receipt_days as "leastReceiptDays", trim_scale(value)::text as value, currency, stocked, closed_at is not null as closed`

const findItems: Statement = {
  name: 'catalog.find-items',
  text: `select ${itemColumns} from catalog.item where id = any($1::uuid[])`,
}
const lockedItems: Statement = {
  name: 'catalog.lock-items',
  text: `select ${itemColumns} from catalog.item where id = any($1::uuid[]) order by id for update`,
}
const sharedItems: Statement = {
  name: 'catalog.share-items',
  text: `select ${itemColumns} from catalog.item where id = any($1::uuid[]) order by id for key share`,
}
const findUnits: Statement = {
  name: 'catalog.find-units',
  text: `select item_id as "itemId", unit, from_on as "fromOn", numerator, denominator, gtin
    from catalog.item_unit where item_id = any($1::uuid[]) order by item_id, unit, from_on`,
}
const findModes: Statement = {
  name: 'catalog.find-modes',
  text: `select item_id as "itemId", from_on as "fromOn", mode
    from catalog.tracking_mode where item_id = any($1::uuid[]) order by item_id, nth`,
}
const findSkus: Statement = {
  name: 'catalog.find-skus',
  text: `select id, owner_id as "ownerId", sku from catalog.item
    where sku = any($1::text[]) and ($2::uuid is null or owner_id = $2)`,
}
const whatIsSold: Statement = {
  name: 'catalog.what-is-sold',
  text: 'select id, sku, stocked, closed_at is not null as closed from catalog.item where id = any($1::uuid[])',
}
const insertUnits: Statement = {
  name: 'catalog.insert-units',
  text: `insert into catalog.item_unit
      (item_id, unit, from_on, numerator, denominator, gtin, document_id)
    select * from unnest($1::uuid[], $2::text[], $3::date[], $4::bigint[], $5::bigint[],
      $6::text[], $7::uuid[])`,
}
const insertModes: Statement = {
  name: 'catalog.insert-modes',
  text: `insert into catalog.tracking_mode (item_id, nth, from_on, mode, document_id)
    select * from unnest($1::uuid[], $2::integer[], $3::date[], $4::text[], $5::uuid[])`,
}
const insertFacts: Statement = {
  name: 'catalog.insert-facts',
  text: `insert into catalog.item_fact (document_id, item_id, field, old_value, new_value)
    select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[])`,
}

/** Items by their ids; ids that name no item are left out. */
export async function readItems(tx: Reader, ids: readonly string[]): Promise<Map<string, Item>> {
  return read(tx, findItems, ids)
}

/** What an order asks about items, by id: the code people know, and whether stock is kept of it. */
export async function readWhatIsSold(
  tx: Reader,
  ids: readonly string[],
): Promise<Map<string, { readonly sku: string; readonly stocked: boolean; readonly closed: boolean }>> {
  type Row = { id: string; sku: string; stocked: boolean; closed: boolean }
  const rows = await tx.read<Row>(whatIsSold, [[...new Set(ids)]])
  return new Map(rows.map(({ id, ...item }) => [id, item]))
}

/** Items by their ids, locked until the transaction ends, in the order of their ids. */
export async function lockItems(tx: Reader, ids: readonly string[]): Promise<Map<string, Item>> {
  return read(tx, lockedItems, ids)
}

/**
 * Items by their ids; none of them changes until the transaction ends. What is made by an item's settings is made
 * either before they change or after, and never in between.
 */
export async function holdItems(tx: Reader, ids: readonly string[]): Promise<Map<string, Item>> {
  return read(tx, sharedItems, ids)
}

/** The items that bear one of these codes, of one owner or of any. */
export async function findItemsBySku(
  tx: Reader,
  skus: readonly string[],
  ownerId?: string,
): Promise<{ readonly id: string; readonly ownerId: string; readonly sku: string }[]> {
  return skus.length === 0 ? [] : tx.read(findSkus, [[...new Set(skus)], ownerId ?? null])
}

export function writeUnits(
  tx: Tx,
  rows: readonly { itemId: string; documentId: string; unit: Unit }[],
): void {
  if (rows.length === 0) return
  tx.write(insertUnits, [
    rows.map(({ itemId }) => itemId),
    rows.map(({ unit }) => unit.unit),
    rows.map(({ unit }) => unit.fromOn),
    rows.map(({ unit }) => unit.numerator),
    rows.map(({ unit }) => unit.denominator),
    rows.map(({ unit }) => unit.gtin),
    rows.map(({ documentId }) => documentId),
  ])
}

export function writeModes(
  tx: Tx,
  rows: readonly { itemId: string; documentId: string; nth: number; entry: ModeEntry }[],
): void {
  if (rows.length === 0) return
  tx.write(insertModes, [
    rows.map(({ itemId }) => itemId),
    rows.map(({ nth }) => nth),
    rows.map(({ entry }) => entry.fromOn),
    rows.map(({ entry }) => entry.mode),
    rows.map(({ documentId }) => documentId),
  ])
}

/** One changed field, and the document that changed it. */
export type ItemFact = {
  readonly documentId: string
  readonly itemId: string
  readonly field: string
  readonly old: string | null
  readonly new: string | null
}

export function writeFacts(tx: Tx, facts: readonly ItemFact[]): void {
  if (facts.length === 0) return
  tx.write(insertFacts, [
    facts.map(({ documentId }) => documentId),
    facts.map(({ itemId }) => itemId),
    facts.map(({ field }) => field),
    facts.map((fact) => fact.old),
    facts.map((fact) => fact.new),
  ])
}

async function read(
  tx: Reader,
  items: Statement,
  ids: readonly string[],
): Promise<Map<string, Item>> {
  if (ids.length === 0) return new Map()
  const values = [[...new Set(ids)]]
  const [lines, units, modes] = await Promise.all([
    tx.read<ItemLine>(items, values),
    tx.read<Unit & { itemId: string }>(findUnits, values),
    tx.read<ModeEntry & { itemId: string }>(findModes, values),
  ])
  const unitsOf = new Map(lines.map((line) => [line.id, [baseUnitOf(line)]]))
  for (const { itemId, ...unit } of units) unitsOf.get(itemId)?.push(unit)
  const modesOf = new Map(lines.map((line): [string, ModeEntry[]] => [line.id, []]))
  for (const { itemId, ...entry } of modes) modesOf.get(itemId)?.push(entry)
  return new Map(
    lines.map((line) => {
      const [unitsHere, modesHere] = [unitsOf.get(line.id) ?? [], modesOf.get(line.id) ?? []]
      return [line.id, { ...line, units: unitsHere, modes: modesHere }]
    }),
  )
}

function baseUnitOf({ baseUnit, gtin }: ItemLine): Unit {
  return { unit: baseUnit, fromOn: '1900-01-01', numerator: 1n, denominator: 1n, gtin }
}
