// Who recorded what, the latest first: every document with the person or key behind it.
import { useMemo } from 'react'
import type { AnswerOf, RowOf } from '~/api'
import { useQuestion } from '~/asking'
import { aboutAddress } from '~/pages/documents/documents-columns'
import { code, link, text, when } from '~/ui/columns'
import type { GridColumn } from '~/ui/grid-columns'
import type { ListFilter } from '~/ui/list-filters'
import { ListPage } from '~/ui/list-page'
import { words } from '~/words'
import { adminWords } from '~/words/administration'
import { AdminNavigation } from './frame'

type Row = RowOf<'/documents'>
type Actor = AnswerOf<'/actors'>['actors'][number]
const said = adminWords.audit
const NONE: readonly Actor[] = []
const NO_KINDS: readonly string[] = []

export default function Audit() {
  const { data } = useQuestion('/actors', {})
  const { data: known } = useQuestion('/document-kinds', {})
  const actors = data?.actors ?? NONE
  const kinds = known?.kinds ?? NO_KINDS
  const columns = useMemo(() => columnsWith(new Map(actors.map((actor) => [actor.id, actor])), kinds), [actors, kinds])
  const filters = useMemo(() => filtersWith(actors, kinds), [actors, kinds])
  return (
    <ListPage
      path="/documents"
      name={adminWords.rooms.audit.label}
      title={adminWords.rooms.audit.label}
      above={<AdminNavigation />}
      columns={columns}
      filters={filters}
      rowId={(row) => row.id}
      rowAddress={(row) => `/documents/${row.id}`}
      empty={words.empty.documents}
    />
  )
}

const nameOf = (actor: Actor | undefined) =>
  actor === undefined ? said.unknown : actor.kind === 'key' ? said.key(actor.name) : actor.kind === 'machine' ? said.machine : actor.name

function columnsWith(actors: ReadonlyMap<string, Actor>, kinds: readonly string[]): readonly GridColumn<Row>[] {
  const { columns } = words
  return [
    when('recordedAt', columns.recordedAt, (row) => row.recordedAt, { sort: 'recordedAt', width: 205 }),
    text('actor', columns.who, (row) => nameOf(actors.get(row.actorId)), { width: 190, told: { of: 'actorId', as: 'name', none: said.unknown } }),
    link('kind', columns.what, (row) => words.documentOf(row.kind), (row) => `/documents/${row.id}`, { width: 220, told: { words: words.documentsOf(kinds) } }),
    code('about', columns.about, (row) => row.about, (row) => aboutAddress(row), { width: 170 }),
    text('reason', columns.reason, (row) => row.reason, { width: 260 }),
    when('occurredAt', said.occurred, (row) => row.occurredAt, { sort: 'occurredAt', width: 205 }),
    text('corrects', said.corrects, (row) => (row.corrects === null ? '' : words.object.yes), { isExtra: true, told: { as: 'flags', words: { corrects: words.object.yes } } }),
    text('position', columns.position, (row) => row.position, { isNumber: true, width: 110 }),
  ]
}

function filtersWith(actors: readonly Actor[], kinds: readonly string[]): readonly ListFilter[] {
  const named = kinds.map((kind) => [kind, words.documentOf(kind)] as const).sort(([, one], [, other]) => one.localeCompare(other))
  return [
    { kind: 'choice', name: 'actorId', label: words.columns.who, options: actors.map((actor) => [actor.id, nameOf(actor)]) },
    { kind: 'choice', name: 'kind', label: words.columns.what, options: named },
    { kind: 'day', name: 'recordedFrom', label: words.filters.from },
    { kind: 'day', name: 'recordedTo', label: words.filters.to },
    { kind: 'choice', name: 'state', label: words.columns.state, options: [['correction', said.correction]] },
  ]
}
