// Reading lots, and writing lots, attributes and facts.
import { parseLabelDate } from '#kernel'
import type { Statement, Tx } from '#platform'
import { type Attribute, keyOf } from './rules.ts'
import type { DateField, Lot } from './value-rules.ts'

/** What reads need: a transaction, or anything else that reads. */
export type Reader = Pick<Tx, 'read'>

/** A lot as the database gives it: label dates as they are written. */
export type LotRow = Omit<Lot, 'dates'> & { readonly [Field in DateField]: string | null }

/** SQL: a label date of a row as it was written. */
export const writtenDate = (row: string, column: string) =>
  `left(to_char(${row}.${column}_on, 'YYYY-MM-DD'), case ${row}.${column}_precision
    when 'year' then 4 when 'month' then 7 else 10 end)`
const written = (column: string, name: string) => `${writtenDate('lot', column)} as "${name}"`

/** A lot's columns, named as the code names them. */
export const lotColumns = `lot.id, lot.item_id as "itemId", lot.code, lot.origin_id as "originId",
  lot.own_code as "ownCode", lot.regulatory_code as "regulatoryCode",
  lot.regulatory_source as "regulatorySource", lot.facility,
  ${written('produced', 'produced')}, ${written('packed', 'packed')},
  ${written('best_before', 'bestBefore')}, ${written('use_by', 'useBy')},
  ${written('sell_by', 'sellBy')}, ${written('retest', 'retest')},
  lot.best_before_derived as "bestBeforeDerived", lot.binding_on as "bindingOn",
  lot.received_on as "receivedOn", lot.merged_into_id as "mergedIntoId"`

const found: Statement = {
  name: 'lots.find',
  text: `select ${lotColumns} from lots.lot where lot.id = any($1::uuid[])`,
}
const locked: Statement = {
  name: 'lots.lock',
  text: `select ${lotColumns} from lots.lot where lot.id = any($1::uuid[])
    order by lot.id for update of lot`,
}
const foundByKey: Statement = {
  name: 'lots.find-by-key',
  text: `select ${lotColumns} from unnest($1::uuid[], $2::text[], $3::uuid[])
      as it(item_id, code, origin_id)
    join lots.lot using (item_id, code, origin_id)`,
}
const foundEnds: Statement = {
  name: 'lots.find-ends',
  text: `with recursive chain as (
      select id as first_id, id, merged_into_id from lots.lot where id = any($1::uuid[])
      union all
      select chain.first_id, lot.id, lot.merged_into_id
      from chain join lots.lot on lot.id = chain.merged_into_id)
    select first_id as "firstId", id from chain where merged_into_id is null`,
}
const recentCodes: Statement = {
  name: 'lots.recent-codes',
  text: `select it.item_id as "itemId", lot.code from unnest($1::uuid[]) as it(item_id)
    cross join lateral (select code from lots.lot where lot.item_id = it.item_id
      order by lot.id desc limit 300) as lot`,
}
const foundAttributes: Statement = {
  name: 'lots.find-attributes',
  text: 'select name, title, type, choices from lots.attribute where name = any($1::text[])',
}
const upsertValues: Statement = {
  name: 'lots.upsert-attribute-values',
  text: `insert into lots.lot_attribute (lot_id, name, value)
    select * from unnest($1::uuid[], $2::text[], $3::text[])
    on conflict (lot_id, name) do update set value = excluded.value`,
}
const deleteValues: Statement = {
  name: 'lots.delete-attribute-values',
  text: `delete from lots.lot_attribute using unnest($1::uuid[], $2::text[]) as it(lot_id, name)
    where lot_attribute.lot_id = it.lot_id and lot_attribute.name = it.name`,
}
const insertFacts: Statement = {
  name: 'lots.insert-facts',
  text: `insert into lots.lot_fact (document_id, lot_id, field, old_value, new_value)
    select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[])`,
}

const columns = `id, item_id, code, origin_id, own_code, regulatory_code, regulatory_source,
  facility, produced_on, produced_precision, packed_on, packed_precision, best_before_on,
  best_before_precision, use_by_on, use_by_precision, sell_by_on, sell_by_precision, retest_on,
  retest_precision, best_before_derived, binding_on, received_on, merged_into_id`
const unnested = `unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[],
  $7::text[], $8::text[], $9::date[], $10::text[], $11::date[], $12::text[], $13::date[],
  $14::text[], $15::date[], $16::text[], $17::date[], $18::text[], $19::date[], $20::text[],
  $21::boolean[], $22::date[], $23::date[], $24::uuid[])`

// In the order of the key, so that two that make the same lots never wait for each other in a ring.
const inserting = `insert into lots.lot (${columns}, recorded_at)
  select ${columns}, now() from ${unnested} as it(${columns}) order by item_id, code, origin_id`
const insertLots: Statement = { name: 'lots.insert', text: inserting }
const insertUnknownLots: Statement = {
  name: 'lots.insert-unknown',
  text: `${inserting} on conflict (item_id, code, origin_id) do nothing returning id`,
}
const updateLots: Statement = {
  name: 'lots.update',
  text: `update lots.lot set (${columns}) = row(${columns.replace(/\w+/g, 'it.$&')})
    from ${unnested} as it(${columns}) where lot.id = it.id`,
}

/** Lots by their ids, as they stand; a merged lot says what it was merged into. */
export async function readLots(tx: Reader, ids: readonly string[]): Promise<Map<string, Lot>> {
  return byId(ids.length === 0 ? [] : await tx.read<LotRow>(found, [[...new Set(ids)]]))
}

/** Lots by their ids, locked until the transaction ends, in the order of their ids. */
export async function lockLots(tx: Reader, ids: readonly string[]): Promise<Map<string, Lot>> {
  return byId(ids.length === 0 ? [] : await tx.read<LotRow>(locked, [[...new Set(ids)]]))
}

/** Lots by item, code and origin, under their keys. */
export async function findLotsByKey(
  tx: Reader,
  keys: readonly { itemId: string; code: string; originId: string }[],
): Promise<Map<string, Lot>> {
  if (keys.length === 0) return new Map()
  const rows = await tx.read<LotRow>(foundByKey, [
    keys.map(({ itemId }) => itemId),
    keys.map(({ code }) => code),
    keys.map(({ originId }) => originId),
  ])
  return new Map(rows.map((row) => [keyOf(row), lotOf(row)]))
}

/** What each lot is read as: itself, or the lot at the end of its merges. */
export async function resolveLots(
  tx: Reader,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.read<{ firstId: string; id: string }>(foundEnds, [[...new Set(ids)]])
  return new Map(rows.map(({ firstId, id }) => [firstId, id]))
}

/** The codes of the latest 300 lots of each item: what a new code may be taken for. */
export async function readRecentCodes(
  tx: Reader,
  itemIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (itemIds.length === 0) return new Map()
  const ids = [...new Set(itemIds)]
  const rows = await tx.read<{ itemId: string; code: string }>(recentCodes, [ids])
  const codes = new Map(ids.map((id): [string, string[]] => [id, []]))
  for (const { itemId, code } of rows) codes.get(itemId)?.push(code)
  return codes
}

export async function readAttributes(
  tx: Reader,
  names: readonly string[],
): Promise<Map<string, Attribute>> {
  if (names.length === 0) return new Map()
  const rows = await tx.read<Attribute>(foundAttributes, [[...new Set(names)]])
  return new Map(rows.map((row) => [row.name, row]))
}

export function writeNewLots(tx: Tx, lots: readonly Lot[]): void {
  if (lots.length > 0) tx.write(insertLots, valuesOf(lots))
}

/** Inserts lots and gives the ids of those whose key was free. */
export async function insertUnknown(tx: Tx, lots: readonly Lot[]): Promise<Set<string>> {
  if (lots.length === 0) return new Set()
  const rows = await tx.read<{ id: string }>(insertUnknownLots, valuesOf(lots))
  return new Set(rows.map(({ id }) => id))
}

export function writeLots(tx: Tx, lots: readonly Lot[]): void {
  if (lots.length > 0) tx.write(updateLots, valuesOf(lots))
}

/** An attribute's value of a lot; null takes it away. */
export type AttributeValue = {
  readonly lotId: string
  readonly name: string
  readonly value: string | null
}

export function writeAttributes(tx: Tx, values: readonly AttributeValue[]): void {
  // The last value for a name wins; one statement may not write a row twice.
  const last = [...new Map(values.map((value) => [`${value.lotId} ${value.name}`, value])).values()]
  const [kept, gone] = [last.filter(({ value }) => value !== null), last.filter(({ value }) => value === null)]
  if (kept.length > 0) {
    tx.write(upsertValues, [
      kept.map(({ lotId }) => lotId),
      kept.map(({ name }) => name),
      kept.map(({ value }) => value),
    ])
  }
  if (gone.length > 0) tx.write(deleteValues, [gone.map(({ lotId }) => lotId), gone.map(({ name }) => name)])
}

/** One changed field, and the document that changed it. */
export type LotFact = {
  readonly documentId: string
  readonly lotId: string
  readonly field: string
  readonly old: string | null
  readonly new: string | null
}

export function writeFacts(tx: Tx, facts: readonly LotFact[]): void {
  // A field that one document changes twice is one fact: from what was before to what is after.
  const whole = new Map<string, LotFact>()
  for (const fact of facts) {
    const key = `${fact.documentId} ${fact.lotId} ${fact.field}`
    whole.set(key, { ...fact, old: (whole.get(key) ?? fact).old })
  }
  const rows = [...whole.values()]
  if (rows.length === 0) return
  tx.write(insertFacts, [
    rows.map(({ documentId }) => documentId),
    rows.map(({ lotId }) => lotId),
    rows.map(({ field }) => field),
    rows.map((fact) => fact.old),
    rows.map((fact) => fact.new),
  ])
}

/** A lot from its row. */
export function lotOf(row: LotRow): Lot {
  const { produced, packed, bestBefore, useBy, sellBy, retest, ...lot } = row
  const read = (text: string | null) => (text === null ? null : parseLabelDate(text))
  return {
    ...lot,
    dates: {
      produced: read(produced),
      packed: read(packed),
      bestBefore: read(bestBefore),
      useBy: read(useBy),
      sellBy: read(sellBy),
      retest: read(retest),
    },
  }
}

function byId(rows: readonly LotRow[]): Map<string, Lot> {
  return new Map(rows.map((row) => [row.id, lotOf(row)]))
}

function valuesOf(lots: readonly Lot[]): unknown[] {
  const on = (field: DateField) => lots.map(({ dates }) => dates[field]?.on ?? null)
  const precision = (field: DateField) => lots.map(({ dates }) => dates[field]?.precision ?? null)
  const fields: DateField[] = ['produced', 'packed', 'bestBefore', 'useBy', 'sellBy', 'retest']
  return [
    lots.map(({ id }) => id),
    lots.map(({ itemId }) => itemId),
    lots.map(({ code }) => code),
    lots.map(({ originId }) => originId),
    lots.map(({ ownCode }) => ownCode),
    lots.map(({ regulatoryCode }) => regulatoryCode),
    lots.map(({ regulatorySource }) => regulatorySource),
    lots.map(({ facility }) => facility),
    ...fields.flatMap((field) => [on(field), precision(field)]),
    lots.map(({ bestBeforeDerived }) => bestBeforeDerived),
    lots.map(({ bindingOn }) => bindingOn),
    lots.map(({ receivedOn }) => receivedOn),
    lots.map(({ mergedIntoId }) => mergedIntoId),
  ]
}
