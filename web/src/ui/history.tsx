// What was changed about a thing: when, by whom, why, from what to what.
import { Link } from '@tanstack/react-router'
import { words } from '~/words'
import { text, when } from './columns'
import type { GridColumn } from './grid-columns'
import { useNames } from './names'
import { PlainTable } from './plain-table'

type Fact = {
  readonly documentId: string
  readonly kind: string
  readonly actorId: string
  readonly occurredAt: string
  readonly reason: string | null
  readonly field: string
  readonly old: string | null
  readonly new: string | null
}

export function History({ facts }: { readonly facts: readonly Fact[] }) {
  const names = useNames(facts.map((fact) => fact.actorId))
  const { columns: said } = words
  const columns: readonly GridColumn<Fact>[] = [
    when('occurredAt', said.when, (fact) => fact.occurredAt),
    { ...text<Fact>('kind', said.document, (fact) => words.documentOf(fact.kind)), cell: (fact) => <Link to={`/documents/${fact.documentId}`}>{words.documentOf(fact.kind)}</Link> },
    text('field', said.field, (fact) => words.fieldOf(fact.field)),
    text('old', said.before, (fact) => fact.old),
    text('new', said.after, (fact) => fact.new),
    text('reason', said.reason, (fact) => fact.reason),
    text('who', said.who, (fact) => names.get(fact.actorId)?.name),
  ]
  return <PlainTable label={words.object.history} columns={columns} rows={facts.toReversed()} rowId={(fact) => `${fact.documentId} ${fact.field}`} none={words.object.noHistory} />
}
