// The list of transformations.
import { itemFilters } from '#catalog'
import { locationFilters } from '#locations'
import { lotFilters } from '#lots'
import { between, listOf, oneOf } from '#platform'
import { TransformationRow } from './contract.ts'

const side = (way: 'input' | 'output', which: string) =>
  `t.document_id in (select e.document_id from production.edge e where e.${way}_lot_id ${which})`
const ofItem = '= any(array(select l.id from lots.lot l where l.item_id = ?))'
const count = (way: 'input' | 'output') =>
  `(select count(distinct e.${way}_lot_id)::int from production.edge e where e.document_id = t.document_id)`

export const transformationList = listOf(TransformationRow, {
  path: '/transformations',
  summary: 'Transformations, the last first',
  from: "production.transformation t join platform.document d on d.id = t.document_id and d.kind = 'transform'",
  picked: 't.*, d.occurred_at, d.recorded_at, d.reason',
  joins: 'left join locations.location s on s.id = t.site_id',
  columns: {
    id: 't.document_id',
    kind: 't.kind',
    siteId: 't.site_id',
    site: 's.code',
    occurredAt: 't.occurred_at',
    recordedAt: 't.recorded_at',
    reason: 't.reason',
    inputs: count('input'),
    outputs: count('output'),
  },
  filters: {
    kind: oneOf(['make', 'repack', 'kit', 'unkit', 'split', 'merge', 'rework'], 't.kind = ?', 'Only of this kind.'),
    ...locationFilters('site', 't.site_id = ?'),
    ...lotFilters([side('input', '= ?'), side('output', '= ?')]),
    ...itemFilters([side('input', ofItem), side('output', ofItem)]),
    ...between('occurred', 'd.occurred_at', '-occurredAt'),
  },
  sorts: { occurredAt: { by: [['d.occurred_at', 'timestamptz']] }, id: { by: [] } },
  sort: '-occurredAt',
  key: [['t.document_id', 'uuid']],
})
