// The list of partners, and how other lists name one.
import { begins, byCode, byId, listOf, type ListFilter, oneState, wordsBegin } from '#platform'
import { PartnerRow } from './contract.ts'

/** Filters by a partner: its id, or its code. `name` is what the partner is there: customer, supplier, owner. */
export function partnerFilters(name: string, where: string | readonly string[]): { [filter: string]: ListFilter } {
  return {
    [`${name}Id`]: byId(where, `The ${name}.`),
    [name]: byCode(where, 'select id from partners.partner where code = $1', `The code of the ${name}.`),
  }
}

export const partnerList = listOf(PartnerRow, {
  path: '/partners',
  summary: 'Partners, by their codes',
  from: 'partners.partner t',
  joins: 'left join partners.partner_detail d on d.partner_id = t.id',
  columns: {
    id: 't.id',
    code: 't.code',
    name: 'd.name',
    self: 't.is_self',
    supplier: 't.is_supplier',
    customer: 't.is_customer',
    owner: 't.is_owner',
    leastLifeDays: 't.least_life_days',
    transitDays: 't.transit_days',
    closed: 't.closed_at is not null',
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
})
