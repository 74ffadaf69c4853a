// The list of accepted documents.
import { DocumentRow } from './contract.ts'
import { listOf } from './list-declaration.ts'
import { between, byId, byText, oneState } from './list-filters.ts'

export const documentList = listOf(DocumentRow, {
  path: '/documents',
  summary: 'Accepted documents, the last recorded first',
  from: 'platform.document t',
  joins: 'left join platform.sequence s on s.document_id = t.id',
  columns: {
    id: 't.id',
    documentId: 't.id',
    position: 's.position::text',
    kind: 't.kind',
    actorId: 't.actor_id',
    occurredAt: 't.occurred_at',
    recordedAt: 't.recorded_at',
    corrects: 't.corrects',
    reason: 't.reason',
    answer: 't.answer',
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
})
