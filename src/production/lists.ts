// The list of transformations.
import { Type } from 'typebox'
import { WireId, WireMoment } from '#kernel/contract'
import { itemFilters } from '#catalog'
import { locationFilters } from '#locations'
import { lotFilters } from '#lots'
import { between, column, type List, maybe, oneOf } from '#platform'

const Count = Type.Integer()
const side = (way: 'input' | 'output', which: string) =>
  `t.document_id in (select e.document_id from production.edge e where e.${way}_lot_id ${which})`
const ofItem = '= any(array(select l.id from lots.lot l where l.item_id = ?))'
const count = (way: 'input' | 'output') =>
  `(select count(distinct e.${way}_lot_id)::int from production.edge e where e.document_id = t.document_id)`

export const transformationList: List = {
  path: '/transformations',
  summary: 'Transformations, the last first',
  from: "production.transformation t join platform.document d on d.id = t.document_id and d.kind = 'transform'",
  picked: 't.*, d.occurred_at, d.recorded_at, d.reason',
  joins: 'left join locations.location s on s.id = t.site_id',
  columns: {
    id: column('t.document_id', WireId),
    kind: column('t.kind'),
    siteId: column('t.site_id', WireId),
    site: maybe('s.code'),
    occurredAt: column('t.occurred_at', WireMoment),
    recordedAt: column('t.recorded_at', WireMoment),
    reason: maybe('t.reason'),
    inputs: column(count('input'), Count),
    outputs: column(count('output'), Count),
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
}
