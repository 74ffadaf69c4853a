// What people ask about lots.
import type { Static } from 'typebox'
import { formatLabelDate, type LabelDate } from '#kernel'
import { type Database, query, readHistory, type Statement } from '#platform'
import type { AttributeList, CodesAlike, LookAlikes, LotLine, LotPage } from './contract.ts'
import { lookAlikes } from './look-alike-rules.ts'
import type { Attribute } from './rules.ts'
import { type LotRow, lotColumns, lotOf } from './store.ts'

type Row = LotRow & { sku: string; itemName: string }

const selected = `select ${lotColumns}, item.sku, item.name as "itemName"
  from lots.lot join catalog.item on item.id = lot.item_id`
const whole: Statement = { name: 'lots.whole', text: `${selected} where lot.id = $1` }
const attributesOf: Statement = {
  name: 'lots.attributes-of',
  text: `select attribute.name, attribute.title, attribute.type, it.value
    from lots.lot_attribute it join lots.attribute on attribute.name = it.name
    where it.lot_id = $1 order by attribute.name`,
}
const mergedFrom: Statement = {
  name: 'lots.merged-from',
  text: 'select id from lots.lot where merged_into_id = $1 order by id',
}
const siblings: Statement = {
  name: 'lots.siblings',
  text: `select other.id, other.code, lot.code as own from lots.lot
    left join lots.lot other on other.item_id = lot.item_id and other.id <> lot.id
    where lot.id = $1 order by other.id desc limit 10000`,
}
const codesOfItem: Statement = {
  name: 'lots.codes-of-item',
  text: `select lot.id as "lotId", lot.code, lot.origin_id as "originId", origin.code as origin from lots.lot
    left join partners.partner origin on origin.id = lot.origin_id
    where lot.item_id = $1 and lot.merged_into_id is null order by lot.id desc limit 10000`,
}
const allAttributes: Statement = {
  name: 'lots.all-attributes',
  text: 'select name, title, type, choices from lots.attribute order by name',
}

/** One lot with its attributes and every change; null when there is none. */
export async function lotPage(
  database: Database,
  { id }: { id: string },
): Promise<Static<typeof LotPage> | null> {
  type Value = Static<typeof LotPage>['attributes'][number]
  const [[row], attributes, merged, history] = await Promise.all([
    query<Row>(database, whole, [id]),
    query<Value>(database, attributesOf, [id]),
    query<{ id: string }>(database, mergedFrom, [id]),
    readHistory(database, { table: 'lots.lot_fact', of: 'lot_id' }, id),
  ])
  if (row === undefined) return null
  return {
    lot: line(row),
    attributes,
    mergedFromIds: merged.map((lot) => lot.id),
    history,
  }
}

/** The item's lots whose code is easily taken for this one's; null when there is no lot. */
export async function lookAlikesOf(
  database: Database,
  { id }: { id: string },
): Promise<Static<typeof LookAlikes> | null> {
  type Sibling = { id: string | null; code: string | null; own: string }
  const rows = await query<Sibling>(database, siblings, [id])
  const own = rows[0]?.own
  if (own === undefined) return null
  const others = rows.flatMap((row) =>
    row.id === null || row.code === null ? [] : [{ lotId: row.id, code: row.code }],
  )
  const alike = lookAlikes(
    own,
    others.map(({ code }) => code),
  )
  return {
    lookAlikes: alike.flatMap(({ code, why }) =>
      others.filter((other) => other.code === code).map((other) => ({ ...other, why })),
    ),
  }
}

/** The lots of an item whose code is this one, or is easily taken for it: to look at before a new lot gets it. */
export async function codesAlike(database: Database, { id, code }: { id: string; code: string }): Promise<CodesAlike> {
  type Known = Omit<CodesAlike['lookAlikes'][number], 'why'>
  const known = await query<Known>(database, codesOfItem, [id])
  const alike = lookAlikes(code, known.map((lot) => lot.code))
  const of = (wanted: string) => known.filter((lot) => lot.code === wanted)
  return {
    lookAlikes: [
      ...of(code).map((lot) => ({ ...lot, why: 'same' as const })),
      ...alike.flatMap(({ code: other, why }) => of(other).map((lot) => ({ ...lot, why }))),
    ],
  }
}

export async function listAttributes(database: Database): Promise<Static<typeof AttributeList>> {
  const rows = await query<Attribute>(database, allAttributes)
  return {
    attributes: rows.map((row) => ({
      ...row,
      choices: row.choices === null ? null : [...row.choices],
    })),
  }
}

function line(row: Row): LotLine {
  const lot = lotOf(row)
  const text = (date: LabelDate | null) => (date === null ? null : formatLabelDate(date))
  const { produced, packed, bestBefore, useBy, sellBy, retest } = lot.dates
  return {
    id: lot.id,
    itemId: lot.itemId,
    sku: row.sku,
    itemName: row.itemName,
    code: lot.code,
    originId: lot.originId,
    ownCode: lot.ownCode,
    regulatoryCode: lot.regulatoryCode,
    regulatorySource: lot.regulatorySource,
    facility: lot.facility,
    dates: {
      produced: text(produced),
      packed: text(packed),
      bestBefore: text(bestBefore),
      useBy: text(useBy),
      sellBy: text(sellBy),
      retest: text(retest),
    },
    bestBeforeDerived: lot.bestBeforeDerived,
    bindingOn: lot.bindingOn,
    receivedOn: lot.receivedOn,
    mergedIntoId: lot.mergedIntoId,
  }
}
