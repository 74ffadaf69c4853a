// What can be asked of imports that were sent to the server.
import { Type } from 'typebox'
import { WireId } from '#kernel/contract'
import { byId, type Database, listDoor, listOf, oneOf, type QueryDoor, query, queryDoor, type Statement, type Unwritten } from '#platform'
import * as wire from './import-contract.ts'
import { beginningOf, guessFormats, guessPlaces } from './import-guess.ts'
import { kindOf } from './import.ts'
import { importKinds } from './import-kinds.ts'
import { findKeptImport, formatsOf, textOfKept } from './import-store.ts'
import { whyKept } from './import-undo.ts'

const permission = 'import.run'
const OfImport = Type.Object({ id: WireId }, { additionalProperties: false })

const importList = listOf(wire.ImportRow, {
  path: '/imports',
  summary: 'Lists that were sent to be imported, the latest first',
  permission,
  from: 'app.import t',
  joins: 'left join auth.account a on a.id = t.actor_id',
  columns: {
    id: 't.id', kind: 't.kind', name: 't.name', state: 't.state', by: 'a.name', sentAt: 't.sent_at', endedAt: 't.ended_at',
    done: 't.done', documents: 't.documents', failure: 't.failure',
  },
  filters: { kind: oneOf(Object.keys(importKinds), 't.kind = ?', 'Only of this kind.') },
  sorts: { sentAt: { by: [['t.sent_at', 'timestamptz']] } },
  sort: '-sentAt',
  key: [['t.id', 'uuid']],
})

const documentList = listOf(wire.ImportDocumentRow, {
  path: '/import-documents',
  summary: 'What an import made of its rows, in their order',
  permission,
  from: 'app.import_document t',
  columns: {
    importId: 't.import_id', nth: 't.nth', row: 't.row', key: 't.key', documentId: 't.document_ids[1]', outcome: 't.outcome', says: 't.says',
  },
  filters: {
    importId: byId('t.import_id = ?', 'Only of this import.'),
    outcome: oneOf(['made', 'changed', 'already', 'refused', 'undone', 'kept'], 't.outcome = ?', 'Only what ended so.'),
  },
  sorts: { nth: { by: [] } },
  sort: 'nth',
  key: [['t.import_id', 'uuid'], ['t.nth', 'integer']],
})

const readImport: Statement = {
  name: 'app.read-import',
  text: `select i.id, i.kind, i.name, i.bytes::integer as bytes, i.state, a.name as by, i.sent_at as "sentAt", i.began_at as "beganAt", i.ended_at as "endedAt",
      i.reading, i.leaves_out as "leavesOut", i.has_file as "hasFile", i.done, i.documents, i.failure, i.report,
      (select count(*)::integer from app.import_fix f where f.import_id = i.id) as fixes, d.*
    from app.import i left join auth.account a on a.id = i.actor_id
      cross join lateral (select (count(*) filter (where outcome = 'made'))::integer as made, (count(*) filter (where outcome = 'changed'))::integer as changed,
        (count(*) filter (where outcome = 'already'))::integer as already, (count(*) filter (where outcome = 'refused'))::integer as refused,
        (count(*) filter (where outcome = 'undone'))::integer as undone,
        (count(*) filter (where outcome in ('made', 'changed') and says is not null))::integer as kept
        from app.import_document where import_id = i.id) d
    where i.id = $1::uuid`,
}

// What differs from row to row in a sentence is no cause of its own.
const cause = `regexp_replace(expected, '\\m(row(?= \\d)|item|order|from|of order) \\S+', '\\1 …', 'g')`
const readCauses: Statement = {
  name: 'app.read-causes',
  text: `with one as (select col, ${cause} as cause, case when expected = 'a value' then '' else found end as found, row
      from app.import_error where import_id = $1::uuid and sort = $2),
    by_value as (select col, cause, found, count(*)::integer as count, (array_agg(row order by row))[1:5] as rows from one group by 1, 2, 3),
    ranked as (select *, row_number() over (partition by col, cause order by count desc, rows[1]) as nth, sum(count) over (partition by col, cause) as all_count from by_value)
    select col as "column", cause, max(all_count)::integer as count,
      json_agg(json_build_object('found', found, 'count', count, 'rows', rows) order by nth) filter (where nth <= 12) as values
    from ranked group by col, cause order by max(all_count) desc, min(rows[1]) limit 100`,
}
const countLeft: Statement = {
  name: 'app.count-left',
  text: `select count(*)::integer as left from app.import_error where import_id = $1::uuid and sort = 'left'`,
}

/** Every question about imports. */
export const importQuestions: readonly QueryDoor[] = [
  listDoor(importList),
  listDoor(documentList),
  queryDoor({
    path: '/import-kinds', summary: 'What can be imported: the columns of each kind', permission,
    input: Type.Object({}, { additionalProperties: false }), answer: wire.KindList,
    ask: async () => ({
      kinds: Object.values(importKinds).map(({ name, columns }) => ({
        name, whyKept: whyKept(name),
        columns: columns.map((column) => ({ name: column.name, isNeeded: column.needed === true, type: column.type, choices: [...(column.choices ?? [])] })),
      })),
    }),
  }),
  queryDoor({
    path: '/imports/:id', summary: 'An import as it stands', permission, input: OfImport, answer: wire.ImportAnswer,
    ask: async (database, { id }) => {
      const [found] = await query<Unwritten<wire.ImportAnswer>>(database, readImport, [id])
      return found ?? null
    },
  }),
  queryDoor({
    path: '/imports/:id/look', summary: 'The beginning of a list as it is read, and which column is probably where', permission, input: OfImport, answer: wire.LookAnswer,
    ask: (database, { id }) => lookAt(database, id),
  }),
  queryDoor({
    path: '/imports/:id/causes', summary: 'What is wrong with a list, by cause', permission,
    input: Type.Object({ id: WireId, sort: Type.Enum(['wrong', 'refused']) }, { additionalProperties: false }), answer: wire.CausesAnswer,
    ask: async (database, { id, sort }) => {
      const [causes, [counted]] = await Promise.all([
        query<wire.Cause>(database, readCauses, [id, sort]),
        query<{ left: number }>(database, countLeft, [id]),
      ])
      return { causes, left: counted?.left ?? 0 }
    },
  }),
]

/** The beginning of a kept list, and what it looks like; null when it is not kept. */
export async function lookAt(database: Database, id: string) {
  const kept = await findKeptImport(database, id)
  if (kept === null || !kept.hasFile) return null
  const kind = kindOf(kept.kind)
  const beginning = await beginningOf(textOfKept(database, kept), kept.reading.separator)
  const guessed = guessFormats(kind, beginning)
  const formats = { ...formatsOf({ ...kept.reading, ...guessed }) }
  return { ...beginning, guesses: guessPlaces(kind, beginning, formats), ...guessed }
}
