// The list of locations, and how other lists name one.
import { partnerFilters } from '#partners'
import { begins, byCode, byId, byIds, listOf, type ListFilter, oneOf, oneState, wordsBegin } from '#platform'
import { LocationRow } from './contract.ts'

const kinds = ['site', 'zone', 'bin', 'vehicle', 'transit', 'supplier', 'customer', 'production', 'loss', 'destruction', 'opening']
const roles = ['storage', 'receiving', 'staging', 'quarantine', 'returns', 'outside']

/** Filters by a location: its id, or its code. `name` is what it is there: location, site. */
export function locationFilters(name: string, where: string | readonly string[]): { [filter: string]: ListFilter } {
  return {
    [`${name}Id`]: byId(where, `The ${name}.`),
    [name]: byCode(where, 'select id from locations.location where code = $1', `The code of the ${name}.`),
  }
}

export const locationList = listOf(LocationRow, {
  path: '/locations',
  summary: 'Locations, by their codes',
  from: 'locations.location t',
  joins: `left join locations.location s on s.id = t.site_id left join locations.location u on u.id = t.parent_id
    left join partners.partner p on p.id = t.partner_id`,
  columns: {
    id: 't.id',
    code: 't.code',
    name: 't.name',
    kind: 't.kind',
    own: 't.own',
    role: 't.role',
    siteId: 't.site_id',
    site: 's.code',
    parentId: 't.parent_id',
    parent: 'u.code',
    partnerId: 't.partner_id',
    partner: 'p.code',
    timeZone: 'coalesce(s.time_zone, t.time_zone)',
    oneLot: 't.one_lot',
    oneOwner: 't.one_owner',
    segregationClass: 't.segregation_class',
    closed: 't.closed_at is not null',
    path: `array(with recursive up as (select t.code, t.parent_id, 0 as step
      union all select o.code, o.parent_id, up.step + 1 from locations.location o join up on o.id = up.parent_id)
      select up.code from up order by up.step desc)`,
  },
  filters: {
    q: begins(['t.code'], [wordsBegin('t.name')], 'The beginning of the code or of words of the name.'),
    ...locationFilters('site', 't.site_id = ?'),
    ...locationFilters('parent', 't.parent_id = ?'),
    ...partnerFilters('partner', 't.partner_id = ?'),
    ids: byIds(`t.id = any(string_to_array(?, ',')::uuid[])`, 'The ids of at most 100 of them, parted by commas.'),
    kind: oneOf(kinds, 't.kind = ?', 'Only of this kind.'),
    role: oneOf(roles, 't.role = ?', 'Only of this role.'),
    which: oneState({ own: 't.own', outside: 'not t.own', all: 'true' }, 'Ours (when nothing is said), outside, or all.'),
    state: oneState({ open: 't.closed_at is null', closed: 't.closed_at is not null' }, 'Only those that may be used, or that were closed.'),
  },
  defaults: { which: 'own' },
  sorts: {
    code: { by: [['lower(t.code) collate "C"', 'text']] },
    name: { by: [['lower(t.name) collate "C"', 'text']] },
    id: { by: [] },
  },
  sort: 'code',
  key: [['t.id', 'uuid']],
})
