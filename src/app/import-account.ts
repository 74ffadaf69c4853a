// The account of a run: noted before its documents are done and after, so that a run that broke off knows what it did.
import type pg from 'pg'
import { type Database, query, type Statement } from '#platform'
import type { Account } from './import-apply.ts'
import type { ImportKind } from './import-kinds.ts'

// A run that is taken up again finds what it did itself already there: what was noted first counts.
const begin: Statement = {
  name: 'app.begin-import-documents',
  text: `insert into app.import_document (import_id, nth, row, key, document_ids, before, was_there)
    select $1::uuid, (it ->> 'nth')::integer, (it ->> 'row')::integer, it ->> 'key',
      array(select jsonb_array_elements_text(it -> 'ids'))::uuid[], nullif(it -> 'before', 'null'),
      exists (select 1 from platform.document d where d.id = (it -> 'ids' ->> 0)::uuid)
    from jsonb_array_elements($2::jsonb) it
    on conflict (import_id, nth) do update set document_ids = excluded.document_ids, before = excluded.before, outcome = null, says = null
      where not exists (select 1 from platform.document d where d.id = app.import_document.document_ids[1])`,
}
const end: Statement = {
  name: 'app.end-import-documents',
  text: `update app.import_document i set says = it ->> 'says', outcome = case when it ->> 'outcome' = 'already' and not i.was_there
      and exists (select 1 from platform.document d where d.id = i.document_ids[1]) then case when i.before is null then 'made' else 'changed' end
      else it ->> 'outcome' end
    from jsonb_array_elements($2::jsonb) it where i.import_id = $1::uuid and i.nth = (it ->> 'nth')::integer`,
}
const refuse: Statement = {
  name: 'app.note-refused-rows',
  text: `insert into app.import_error (import_id, row, col, expected, found, sort)
    select $1::uuid, (row #>> '{}')::integer, '', it ->> 'says', '', 'refused'
    from jsonb_array_elements($2::jsonb) it, jsonb_array_elements(it -> 'rows') row where it ->> 'outcome' = 'refused'`,
}
const advance: Statement = { name: 'app.advance-import', text: 'update app.import set done = $2::integer, documents = $3::integer where id = $1::uuid' }
const stateOf: Statement = { name: 'app.state-of-import', text: 'select state from app.import where id = $1::uuid' }

/** Keeps account of a run. It goes on until somebody stops it or the program ends. */
export function accountOf(database: Database, importId: string, halt: AbortSignal): Account {
  return {
    async begin(documents) {
      await query(database, begin, [importId, JSON.stringify(documents)])
    },
    async end(documents, done, of) {
      const told = JSON.stringify(documents)
      await query(database, end, [importId, told])
      await query(database, refuse, [importId, told])
      await query(database, advance, [importId, done, of])
    },
    async goesOn() {
      if (halt.aborted) return false
      const [now] = await query<{ state: string }>(database, stateOf, [importId])
      return now?.state === 'running'
    },
  }
}

/** Keeps everything that was found wrong, and the rows that are left out because one of their document is wrong. */
export async function keepErrors(client: pg.Client, importId: string, { key }: ImportKind): Promise<void> {
  await client.query('begin')
  await client.query('delete from app.import_error where import_id = $1::uuid', [importId])
  await client.query(`insert into app.import_error (import_id, row, col, expected, found, sort)
    select $1::uuid, row, coalesce(col, ''), coalesce(expected, ''), coalesce(found, ''), 'wrong' from staged_error order by row, ctid`, [importId])
  await client.query(`insert into app.import_error (import_id, row, col, expected, found, sort)
    select $1::uuid, s.row, $2::text, 'no wrong row in the same document', '', 'left'
    from staged_document d join staged s on s.key = d.key
    where not d.ok and not exists (select 1 from staged_error e where e.row = s.row)`, [importId, key.at(-1) ?? ''])
  await client.query('commit')
}
