// The list of accepted documents.
import { Type } from 'typebox'
import { WireId, WireMoment } from '#kernel/contract'
import type { List } from './list-declaration.ts'
import { between, byId, byText, column, maybe, oneState } from './list-filters.ts'

export const documentList: List = {
  path: '/documents',
  summary: 'Accepted documents, the last recorded first',
  from: 'platform.document t',
  joins: 'left join platform.sequence s on s.document_id = t.id',
  columns: {
    id: column('t.id', WireId),
    documentId: column('t.id', WireId),
    position: maybe('s.position::text'),
    kind: column('t.kind'),
    actorId: column('t.actor_id', WireId),
    occurredAt: column('t.occurred_at', WireMoment),
    recordedAt: column('t.recorded_at', WireMoment),
    corrects: maybe('t.corrects', WireId),
    reason: maybe('t.reason'),
    answer: column('t.answer', Type.Record(Type.String(), Type.Unknown())),
  },
  filters: {
    kind: byText('t.kind = ?', 'Only of this kind, for example receipt.'),
    actorId: byId('t.actor_id = ?', 'Only what this account or key did.'),
    corrects: byId('t.corrects = ?', 'Only corrections of this document.'),
    state: oneState({ correction: 't.corrects is not null' }, 'Only corrections.'),
    ...between('recorded', 't.recorded_at', '-recordedAt'),
    ...between('occurred', 't.occurred_at', '-occurredAt'),
  },
  sorts: {
    recordedAt: { by: [['t.recorded_at', 'timestamptz']] },
    occurredAt: { by: [['t.occurred_at', 'timestamptz']] },
  },
  sort: '-recordedAt',
  key: [['t.id', 'uuid']],
}
