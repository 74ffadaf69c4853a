import type { Refusal } from '#kernel'
import type { Accepted, Command, Context, Statement } from '#platform'
import type { ChangeItem, ItemChanged } from './contract.ts'
import { refuse } from './refusals.ts'
import { changed, differences, refuseChange } from './rules.ts'
import { type Item, type ItemFact, lockItems, writeFacts } from './store.ts'

const updateItems: Statement = {
  name: 'catalog.update-items',
  text: `update catalog.item item set name = it.name, second_unit = it.second_unit, gtin = it.gtin,
      description = it.description, segregation_class = it.segregation_class,
      binding_date = it.binding_date, shelf_life_days = it.shelf_life_days,
      least_receipt_days = it.least_receipt_days, value = it.value, currency = it.currency, stocked = it.stocked,
      closed_at = case when it.closed then coalesce(item.closed_at, $14::timestamptz) end
    from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
      $8::integer[], $9::integer[], $10::boolean[], $11::boolean[], $12::numeric[], $13::text[])
      as it(id, name, second_unit, gtin, description, segregation_class, binding_date,
        shelf_life_days, least_receipt_days, stocked, closed, value, currency)
    where item.id = it.id`,
}

/** What an item's lots last to under its settings may be another now: their keys. */
const ofDates = ['shelfLifeDays', 'bindingDate']

/** Says whether a change of an item, by what it answered, makes its lots last otherwise. */
export function changesDates(accepted: Accepted<ItemChanged>): boolean {
  const { changed } = accepted.answer
  return changed.some((field) => ofDates.includes(field))
}

/**
 * Changes fields of items, each a fact. Code, owner and base unit never change. The caller binds the items' lots anew
 * where their dates follow from what changed.
 */
export async function changeItemsIn(
  { tx, now }: Context,
  commands: readonly Command<ChangeItem>[],
): Promise<(Accepted<ItemChanged> | Refusal)[]> {
  const items = await lockItems(
    tx,
    commands.map(({ payload }) => payload.itemId),
  )
  const facts: ItemFact[] = []
  const touched = new Map<string, Item>()
  const results = commands.map(({ id, payload }): Accepted<ItemChanged> | Refusal => {
    const { itemId, reason } = payload
    const item = touched.get(itemId) ?? items.get(itemId)
    if (item === undefined) return refuse('item_missing', { itemId })
    const refusal = refuseChange(item, payload)
    if (refusal !== null) return refusal
    const after = { ...item, ...changed(item, payload) }
    const found = differences(item, after)
    facts.push(...found.map((difference) => ({ ...difference, documentId: id, itemId })))
    if (found.length > 0) touched.set(itemId, after)
    return { answer: { itemId, changed: found.map(({ field }) => field) }, reason }
  })
  const after = [...touched.values()]
  if (after.length > 0) {
    tx.write(updateItems, [
      after.map((item) => item.id),
      after.map((item) => item.name),
      after.map((item) => item.secondUnit),
      after.map((item) => item.gtin),
      after.map((item) => item.description),
      after.map((item) => item.segregationClass),
      after.map((item) => item.bindingDate),
      after.map((item) => item.shelfLifeDays),
      after.map((item) => item.leastReceiptDays),
      after.map((item) => item.stocked),
      after.map((item) => item.closed),
      after.map((item) => item.value),
      after.map((item) => item.currency),
      now,
    ])
  }
  writeFacts(tx, facts)
  return results
}
