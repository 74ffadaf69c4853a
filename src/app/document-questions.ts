// The accepted documents, and what each is about by the number people know. Declared here because only the app sees every
// kind of thing.
import { type Static, Type } from 'typebox'
import { orNull, WireId, WireMoment, WirePosition } from '#kernel/contract'
import { between, byId, byText, listDoor, listOf, oneState, type QueryDoor, query, queryDoor, type Statement, type Unwritten } from '#platform'

const AboutKind = Type.Enum(['order', 'receipt', 'return', 'announcement', 'lot', 'serial', 'item', 'partner', 'location', 'channel', 'alert_rule'])
const ofDocument = {
  documentId: WireId,
  position: orNull(WirePosition),
  kind: Type.String(),
  actorId: WireId,
  occurredAt: WireMoment,
  recordedAt: WireMoment,
  corrects: orNull(WireId),
  reason: orNull(Type.String()),
  about: orNull(Type.String({ description: 'What it is about as people call it: the number of the order, receipt or return, the code of the lot; of a correction, of the document it corrects.' })),
  aboutKind: orNull(AboutKind),
  aboutId: orNull(WireId),
  answer: Type.Record(Type.String(), Type.Unknown(), { description: 'What the command answered, as its own address describes it.' }),
}
/** A document: an accepted command. `position` is its place in the record, once it has one. */
const DocumentRow = Type.Object({ id: WireId, ...ofDocument })
/** One document, and those that correct it. */
const DocumentPage = Type.Object({ ...ofDocument, correctedBy: Type.Array(WireId) })

// What moved goods is found by its own id; everything else says in its answer what it was done to.
const idIn = (document: string) => `case
  when ${document}.kind in ('receipt', 'return', 'transform', 'move', 'adjust', 'dispose') then ${document}.id
  else coalesce(${['orderId', 'announcementId', 'holdId', 'serialId', 'lotId', 'itemId', 'partnerId', 'locationId', 'channelId', 'ruleId']
    .map((name) => `${document}.answer->>'${name}'`).join(', ')})::uuid end`

// One lookup for all documents of a page. Of many lots the first three are told, and no one page is theirs.
const about = `left join platform.document corrected on corrected.id = t.corrects
  cross join lateral (select coalesce(${idIn('t')}, ${idIn('corrected')}) as id) as subject
  left join lateral (
    select 'order' as kind, id, number as name from orders.sales_order where id = subject.id
    union all select 'receipt', document_id, number from receiving.receipt where document_id = subject.id and number <> document_id::text
    union all select 'return', document_id, number from orders.customer_return where document_id = subject.id
    union all select 'announcement', id, number from receiving.announcement where id = subject.id
    union all select case when lot.id is null then 'item' else 'lot' end, coalesce(lot.id, item.id), coalesce(lot.code, item.sku)
      from ledger.hold join catalog.item on item.id = hold.item_id left join lots.lot on lot.id = hold.lot_id where hold.id = subject.id
    union all select 'lot', id, code from lots.lot where id = subject.id
    union all select 'serial', id, code from ledger.serial where id = subject.id
    union all select 'item', id, sku from catalog.item where id = subject.id
    union all select 'partner', id, code from partners.partner where id = subject.id
    union all select 'location', id, code from locations.location where id = subject.id
    union all select 'channel', id, code from orders.channel where id = subject.id
    union all select 'alert_rule', id, name from alerts.rule where id = subject.id
    union all select 'lot', case when count(*) = 1 then (array_agg(one.id))[1] end,
        string_agg(one.code, ', ' order by one.nth) filter (where one.nth <= 3) || case when count(*) > 3 then ' …' else '' end
      from (select lot.id, lot.code, row_number() over (order by lot.code, lot.id) as nth from lots.lot where lot.id in (
        select lot_id from ledger.movement where document_id = subject.id and kind in ('move', 'adjust', 'dispose', 'produce'))) as one
      having count(*) > 0
    limit 1) as about on true`

// Of a document in the list, and of one.
const columns = {
  documentId: 't.id',
  position: 's.position::text',
  kind: 't.kind',
  actorId: 't.actor_id',
  occurredAt: 't.occurred_at',
  recordedAt: 't.recorded_at',
  corrects: 't.corrects',
  reason: 't.reason',
  about: 'about.name',
  aboutKind: 'about.kind',
  aboutId: 'about.id',
  answer: 't.answer',
}
const joins = `left join platform.sequence s on s.document_id = t.id ${about}`

const documentList = listOf(DocumentRow, {
  path: '/documents',
  summary: 'Accepted documents, the last recorded first',
  from: 'platform.document t',
  joins,
  columns: { id: 't.id', ...columns },
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

const oneDocument: Statement = {
  name: 'app.one-document',
  text: `select ${Object.entries(columns).map(([name, sql]) => `${sql} as "${name}"`).join(', ')},
      (select coalesce(json_agg(c.id), '[]') from platform.document c where c.corrects = t.id) as "correctedBy"
    from platform.document t ${joins} where t.id = $1`,
}

/** What can be asked of documents. */
export const documentQuestions: readonly QueryDoor[] = [
  listDoor(documentList),
  queryDoor({
    path: '/documents/:id',
    summary: 'One document: who, when, why, what it is about, and what it answered',
    permission: 'record.read',
    input: Type.Object({ id: WireId }),
    answer: DocumentPage,
    ask: async (database, { id }) => {
      const [row] = await query<Unwritten<Static<typeof DocumentPage>>>(database, oneDocument, [id])
      return row ?? null
    },
  }),
]
