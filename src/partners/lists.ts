// The list of partners, and how other lists name one.
import { Type } from 'typebox'
import { WireId } from '#kernel/contract'
import { begins, byCode, byId, column, type List, type ListFilter, maybe, oneState, wordsBegin } from '#platform'

const Days = Type.Integer()
const YesNo = Type.Boolean()

/** Filters by a partner: its id, or its code. `name` is what the partner is there: customer, supplier, owner. */
export function partnerFilters(name: string, where: string | readonly string[]): { [filter: string]: ListFilter } {
  return {
    [`${name}Id`]: byId(where, `The ${name}.`),
    [name]: byCode(where, 'select id from partners.partner where code = $1', `The code of the ${name}.`),
  }
}

export const partnerList: List = {
  path: '/partners',
  summary: 'Partners, by their codes',
  from: 'partners.partner t',
  joins: 'left join partners.partner_detail d on d.partner_id = t.id',
  columns: {
    id: column('t.id', WireId),
    code: column('t.code'),
    name: maybe('d.name'),
    self: column('t.is_self', YesNo),
    supplier: column('t.is_supplier', YesNo),
    customer: column('t.is_customer', YesNo),
    owner: column('t.is_owner', YesNo),
    leastLifeDays: maybe('t.least_life_days', Days),
    transitDays: maybe('t.transit_days', Days),
    closed: column('t.closed_at is not null', YesNo),
  },
  filters: {
    q: begins(
      ['t.code'],
      [`t.id in (select n.partner_id from partners.partner_detail n where ${wordsBegin("coalesce(n.name, '')")})`],
      'The beginning of the code or of words of the name.',
    ),
    role: oneState(
      { supplier: 't.is_supplier', customer: 't.is_customer', owner: 't.is_owner' },
      'Only suppliers, customers or owners of stock.',
    ),
    state: oneState({ open: 't.closed_at is null', closed: 't.closed_at is not null' }, 'Only those that may be used, or that were closed.'),
  },
  sorts: {
    code: { by: [['lower(t.code) collate "C"', 'text']] },
    name: {
      by: [[`lower(coalesce(n.name, '')) collate "C"`, 'text']],
      joins: 'left join partners.partner_detail n on n.partner_id = t.id',
      narrow: true,
    },
    id: { by: [] },
  },
  sort: 'code',
  key: [['t.id', 'uuid']],
}
