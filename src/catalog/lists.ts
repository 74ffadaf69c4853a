// The list of items, and how other lists name an item.
import { Type } from 'typebox'
import { WireId } from '#kernel/contract'
import { begins, byCode, byId, byText, column, type List, type ListFilter, maybe, oneState, wordsBegin } from '#platform'
import { BindingDate } from './contract.ts'

const Count = Type.Integer()
const YesNo = Type.Boolean()

/** Filters by an item: its id, or its SKU. */
export function itemFilters(where: string | readonly string[]): { itemId: ListFilter; item: ListFilter } {
  return {
    itemId: byId(where, 'The item.'),
    item: byCode(where, 'select id from catalog.item where sku = $1', 'The SKU of the item.'),
  }
}

export const itemList: List = {
  path: '/items',
  summary: 'Items, by their codes',
  from: 'catalog.item t',
  joins: 'left join partners.partner w on w.id = t.owner_id',
  columns: {
    id: column('t.id', WireId),
    ownerId: column('t.owner_id', WireId),
    owner: maybe('w.code'),
    sku: column('t.sku'),
    name: column('t.name'),
    baseUnit: column('t.base_unit'),
    secondUnit: maybe('t.second_unit'),
    gtin: maybe('t.gtin'),
    description: maybe('t.description'),
    segregationClass: maybe('t.segregation_class'),
    bindingDate: column('t.binding_date', BindingDate),
    shelfLifeDays: maybe('t.shelf_life_days', Count),
    leastReceiptDays: maybe('t.least_receipt_days', Count),
    stocked: column('t.stocked', YesNo),
    closed: column('t.closed_at is not null', YesNo),
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
}
