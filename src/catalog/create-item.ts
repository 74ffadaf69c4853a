import { dayIn, type Refusal } from '#kernel'
import { readPartners, SELF } from '#partners'
import type { Accepted, Action, Command, Statement, Tx } from '#platform'
import type { BindingDate, ItemCreated, TrackingMode } from './contract.ts'
import { refuse } from './refusals.ts'
import { type NewItem, refuseNewItem, sameUnit, type Unit } from './rules.ts'
import { findItemsBySku, readItems, writeModes, writeUnits } from './store.ts'

/** A new item. The id is the command's when none is given; the owner is our own company. */
export type NewItemPayload = {
  readonly itemId?: string
  readonly ownerId?: string
  readonly sku: string
  readonly name: string
  readonly baseUnit: string
  readonly secondUnit?: string
  readonly gtin?: string
  readonly description?: string
  readonly units: readonly (Omit<Unit, 'fromOn'> & { readonly fromOn: string | null })[]
  readonly trackingMode?: TrackingMode
  readonly bindingDate?: BindingDate
  readonly shelfLifeDays?: number
  readonly leastReceiptDays?: number
  readonly segregationClass?: string
  readonly value?: string
  readonly currency?: string
  readonly stocked?: boolean
}

type Made = { readonly command: Command<NewItemPayload>; readonly item: NewItem }

const insertItems: Statement = {
  name: 'catalog.insert-items',
  text: `insert into catalog.item (id, owner_id, sku, name, base_unit, second_unit, gtin,
      description, segregation_class, binding_date, shelf_life_days, least_receipt_days, stocked,
      value, currency, recorded_at)
    select *, $16::timestamptz from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[],
      $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::integer[],
      $12::integer[], $13::boolean[], $14::numeric[], $15::text[])`,
}

/** Makes items. Their code is theirs alone among their owner's. */
export const createItem: Action<NewItemPayload, ItemCreated> = {
  kind: 'create-item',
  permission: 'item.write',
  constraints: {
    item_sku_key: ({ payload }) => refuse('sku_taken', { sku: payload.sku }),
    item_pkey: ({ id, payload }) => refuse('item_exists', { itemId: payload.itemId ?? id }),
  },
  async run({ tx, now }, commands) {
    const wanted = commands.map((command) => ({ command, item: newItem(command) }))
    const [known, skus, owners] = await Promise.all([
      readItems(
        tx,
        wanted.map(({ item }) => item.itemId),
      ),
      findItemsBySku(
        tx,
        wanted.map(({ item }) => item.sku),
      ),
      readPartners(
        tx,
        wanted.map(({ item }) => item.ownerId),
      ),
    ])
    const ids = new Set(known.keys())
    const taken = new Set(skus.map(key))
    const made: Made[] = []
    const results = wanted.map(({ command, item }): Accepted<ItemCreated> | Refusal => {
      const refusal = refuseNewItem(item, {
        exists: ids.has(item.itemId),
        owner: owners.get(item.ownerId)?.owner === true,
        skuTaken: taken.has(key(item)),
      })
      if (refusal !== null) return refusal
      ids.add(item.itemId)
      taken.add(key(item))
      made.push({ command, item })
      return { answer: { itemId: item.itemId, sku: item.sku } }
    })
    if (made.length > 0) write(tx, made, now)
    return results
  },
}

function newItem({ id, payload, occurredAt }: Command<NewItemPayload>): NewItem {
  const day = dayIn('UTC', occurredAt)
  return {
    itemId: payload.itemId ?? id,
    ownerId: payload.ownerId ?? SELF,
    sku: payload.sku,
    baseUnit: payload.baseUnit,
    secondUnit: payload.secondUnit ?? null,
    gtin: payload.gtin ?? null,
    value: payload.value ?? null,
    currency: payload.currency ?? null,
    units: payload.units.map((unit) => ({ ...unit, fromOn: unit.fromOn ?? day })),
  }
}

function write(tx: Tx, made: readonly Made[], now: Date): void {
  const payloads = made.map(({ command }) => command.payload)
  tx.write(insertItems, [
    made.map(({ item }) => item.itemId),
    made.map(({ item }) => item.ownerId),
    made.map(({ item }) => item.sku),
    payloads.map(({ name }) => name),
    made.map(({ item }) => item.baseUnit),
    made.map(({ item }) => item.secondUnit),
    made.map(({ item }) => item.gtin),
    payloads.map(({ description }) => description ?? null),
    payloads.map(({ segregationClass }) => segregationClass ?? null),
    payloads.map(({ bindingDate }) => bindingDate ?? 'use_by_or_best_before'),
    payloads.map(({ shelfLifeDays }) => shelfLifeDays ?? null),
    payloads.map(({ leastReceiptDays }) => leastReceiptDays ?? null),
    payloads.map(({ stocked }) => stocked ?? true),
    made.map(({ item }) => item.value),
    made.map(({ item }) => item.currency),
    now,
  ])
  writeUnits(
    tx,
    made.flatMap(({ command, item }) =>
      // The same told twice is one entry.
      item.units.filter((unit, nth) => item.units.findIndex((one) => sameUnit(one, unit)) === nth)
        .map((unit) => ({ itemId: item.itemId, documentId: command.id, unit })),
    ),
  )
  writeModes(
    tx,
    made.map(({ command, item }) => ({
      itemId: item.itemId,
      documentId: command.id,
      nth: 1,
      entry: {
        mode: command.payload.trackingMode ?? 'lot',
        fromOn: dayIn('UTC', command.occurredAt),
      },
    })),
  )
}

function key({ ownerId, sku }: { ownerId: string; sku: string }): string {
  return `${ownerId} ${sku}`
}
