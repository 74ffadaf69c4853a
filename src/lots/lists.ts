// The list of lots, and how other lists name a lot.
import { NIL } from '#kernel'
import { WireDate } from '#kernel/contract'
import { itemFilters } from '#catalog'
import { partnerFilters } from '#partners'
import { begins, betweenDays, byCode, byId, byText, listOf, type ListFilter, oneState } from '#platform'
import { AttributeSaid, LotRow } from './contract.ts'
import { writtenDate } from './store.ts'

/** Filters by a lot: its id, or its code. */
export function lotFilters(where: string | readonly string[]): { lotId: ListFilter; lot: ListFilter } {
  return {
    lotId: byId(where, 'The lot.'),
    lot: byCode(where, 'select id from lots.lot where code = $1', 'The code of the lot.'),
  }
}

const dates = { produced: 'produced', packed: 'packed', bestBefore: 'best_before', useBy: 'use_by', sellBy: 'sell_by', retest: 'retest' }
const datesSql = `json_build_object(${Object.entries(dates)
  .map(([name, field]) => `'${name}', ${writtenDate('t', field)}`)
  .join(', ')})`

// A value may hold `=` itself: the first ends the name.
const value = `substr(?::text, strpos(?::text, '=') + 1)`
const attribute: ListFilter = {
  is: AttributeSaid,
  where: `t.id in (select a.lot_id from lots.lot_attribute a where a.name = split_part(?::text, '=', 1)
    and (${value} = '' or a.value = ${value}))`,
}

export const lotList = listOf(LotRow, {
  path: '/lots',
  summary: 'Lots, the latest first',
  from: 'lots.lot t',
  joins: `join catalog.item i on i.id = t.item_id left join partners.partner p on p.id = t.origin_id`,
  columns: {
    id: 't.id',
    itemId: 't.item_id',
    sku: 'i.sku',
    itemName: 'i.name',
    code: 't.code',
    originId: 't.origin_id',
    origin: 'p.code',
    ownCode: 't.own_code',
    regulatoryCode: 't.regulatory_code',
    regulatorySource: 't.regulatory_source',
    facility: 't.facility',
    dates: datesSql,
    bestBeforeDerived: 't.best_before_derived',
    bindingOn: 't.binding_on',
    receivedOn: 't.received_on',
    mergedIntoId: 't.merged_into_id',
    attributes: `(select coalesce(json_object_agg(a.name, a.value order by a.name), '{}') from lots.lot_attribute a where a.lot_id = t.id)`,
  },
  filters: {
    q: begins(['t.code', 't.own_code', 't.regulatory_code'], [], 'The beginning of the code, our own code or the regulatory code.'),
    code: byText('t.code = ?', 'The whole code.'),
    ...itemFilters('t.item_id = ?'),
    ...partnerFilters('origin', 't.origin_id = ?'),
    expiringBefore: { is: WireDate, where: 't.binding_on < ?::date', sort: 'bindingOn' },
    ...betweenDays('binding', 't.binding_on', 'bindingOn'),
    ...betweenDays('received', 't.received_on', '-receivedOn'),
    attribute,
    state: oneState(
      {
        known: `t.origin_id <> '${NIL}'`, unknown: `t.origin_id = '${NIL}'`, merged: 't.merged_into_id is not null',
      },
      'Only lots of known or unknown origin, or that are read as another.',
    ),
  },
  sorts: {
    id: { by: [] },
    code: { by: [['lower(t.code) collate "C"', 'text']] },
    bindingOn: { by: [["coalesce(t.binding_on, 'infinity')", 'date']] },
    receivedOn: { by: [["coalesce(t.received_on, '-infinity')", 'date']] },
    sku: { by: [['lower(n.sku) collate "C"', 'text']], joins: 'join catalog.item n on n.id = t.item_id', narrow: true },
  },
  sort: '-id',
  key: [['t.id', 'uuid']],
})
