// The list of lots, and how other lists name a lot.
import { Type } from 'typebox'
import { NIL } from '#kernel'
import { WireDate, WireId, WireLabelDate } from '#kernel/contract'
import { itemFilters } from '#catalog'
import { partnerFilters } from '#partners'
import { begins, betweenDays, byCode, byId, byText, column, type List, type ListFilter, maybe, oneState } from '#platform'
import { writtenDate } from './store.ts'

/** Filters by a lot: its id, or its code. */
export function lotFilters(where: string | readonly string[]): { lotId: ListFilter; lot: ListFilter } {
  return {
    lotId: byId(where, 'The lot.'),
    lot: byCode(where, 'select id from lots.lot where code = $1', 'The code of the lot.'),
  }
}

const dates = { produced: 'produced', packed: 'packed', bestBefore: 'best_before', useBy: 'use_by', sellBy: 'sell_by', retest: 'retest' }
const LabelDate = Type.Union([WireLabelDate, Type.Null()])
const Dates = Type.Object(Object.fromEntries(Object.keys(dates).map((name) => [name, LabelDate])))
const datesSql = `json_build_object(${Object.entries(dates)
  .map(([name, field]) => `'${name}', ${writtenDate('t', field)}`)
  .join(', ')})`

export const lotList: List = {
  path: '/lots',
  summary: 'Lots, the latest first',
  from: 'lots.lot t',
  joins: `join catalog.item i on i.id = t.item_id left join partners.partner p on p.id = t.origin_id`,
  columns: {
    id: column('t.id', WireId),
    itemId: column('t.item_id', WireId),
    sku: column('i.sku'),
    itemName: column('i.name'),
    code: column('t.code'),
    originId: column('t.origin_id', WireId),
    origin: maybe('p.code'),
    ownCode: maybe('t.own_code'),
    regulatoryCode: maybe('t.regulatory_code'),
    regulatorySource: maybe('t.regulatory_source'),
    facility: maybe('t.facility'),
    dates: column(datesSql, Dates),
    bestBeforeDerived: column('t.best_before_derived', Type.Boolean()),
    bindingOn: maybe('t.binding_on', WireDate),
    receivedOn: maybe('t.received_on', WireDate),
    mergedIntoId: maybe('t.merged_into_id', WireId),
  },
  filters: {
    q: begins(['t.code', 't.own_code', 't.regulatory_code'], [], 'The beginning of the code, our own code or the regulatory code.'),
    code: byText('t.code = ?', 'The whole code.'),
    ...itemFilters('t.item_id = ?'),
    ...partnerFilters('origin', 't.origin_id = ?'),
    expiringBefore: { is: WireDate, where: 't.binding_on < ?::date', sort: 'bindingOn' },
    ...betweenDays('binding', 't.binding_on', 'bindingOn'),
    ...betweenDays('received', 't.received_on', '-receivedOn'),
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
}
