// The list of items, and how other lists name an item.
import { begins, byCode, byId, byText, listOf, type ListFilter, oneState, wordsBegin } from '#platform'
import { ItemRow } from './contract.ts'

/** Filters by an item: its id, or its SKU. */
export function itemFilters(where: string | readonly string[]): { itemId: ListFilter; item: ListFilter } {
  return {
    itemId: byId(where, 'The item.'),
    item: byCode(where, 'select id from catalog.item where sku = $1', 'The SKU of the item.'),
  }
}

export const itemList = listOf(ItemRow, {
  path: '/items',
  summary: 'Items, by their codes',
  from: 'catalog.item t',
  joins: 'left join partners.partner w on w.id = t.owner_id',
  columns: {
    id: 't.id',
    ownerId: 't.owner_id',
    owner: 'w.code',
    sku: 't.sku',
    name: 't.name',
    baseUnit: 't.base_unit',
    secondUnit: 't.second_unit',
    gtin: 't.gtin',
    description: 't.description',
    segregationClass: 't.segregation_class',
    bindingDate: 't.binding_date',
    shelfLifeDays: 't.shelf_life_days',
    leastReceiptDays: 't.least_receipt_days',
    value: 'trim_scale(t.value)::text',
    currency: 't.currency',
    stocked: 't.stocked',
    closed: 't.closed_at is not null',
  },
  filters: {
    q: begins(['t.sku'], [wordsBegin('t.name'), 't.gtin = ?'], 'The beginning of the SKU or of words of the name, or the whole GTIN.'),
    sku: byText('t.sku = ?', 'The whole SKU.'),
    gtin: byText('t.gtin = ?', 'The GTIN.'),
    ownerId: byId('t.owner_id = ?', 'Who owns the item.'),
    state: oneState({ open: 't.closed_at is null', closed: 't.closed_at is not null' }, 'Only those that may be used, or that were closed.'),
  },
  sorts: {
    sku: { by: [['lower(t.sku) collate "C"', 'text']] },
    name: { by: [['lower(t.name) collate "C"', 'text']] },
    id: { by: [] },
  },
  sort: 'sku',
  key: [['t.id', 'uuid']],
})
