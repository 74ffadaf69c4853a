// What was changed about a thing: when, by whom, why, from what to what.
import { Link } from '@tanstack/react-router'
import { words } from '~/words'
import { idsAmong, valueSaid } from './changed-values'
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

const { columns: said } = words
const rowId = (fact: Fact) => `${fact.documentId} ${fact.field}`

// What a field was and is; a thing of the record by its name.
function useValues(facts: readonly Fact[]): readonly GridColumn<Fact>[] {
  const names = useNames(idsAmong(facts))
  const told = (field: string, value: string | null) => (value === null ? null : valueSaid(field, value, (id) => names.get(id)?.name))
  return [
    text('field', said.field, (fact) => words.fieldOf(fact.field)),
    text('old', said.before, (fact) => told(fact.field, fact.old)),
    text('new', said.after, (fact) => told(fact.field, fact.new)),
  ]
}

export function History({ facts }: { readonly facts: readonly Fact[] }) {
  const names = useNames(facts.map((fact) => fact.actorId))
  const values = useValues(facts)
  const columns: readonly GridColumn<Fact>[] = [
    when('occurredAt', said.when, (fact) => fact.occurredAt),
    { ...text<Fact>('kind', said.document, (fact) => words.documentOf(fact.kind)), cell: (fact) => <Link to={`/documents/${fact.documentId}`}>{words.documentOf(fact.kind)}</Link> },
    ...values,
    text('reason', said.reason, (fact) => fact.reason),
    text('who', said.who, (fact) => names.get(fact.actorId)?.name),
  ]
  return <PlainTable label={words.object.history} columns={columns} rows={facts.toReversed()} rowId={rowId} none={words.object.noHistory} />
}

/** The fields one document changed; who and why stand beside them. */
export function FieldsChanged({ facts }: { readonly facts: readonly Fact[] }) {
  const columns = useValues(facts)
  return <PlainTable label={words.object.changed} columns={columns} rows={facts} rowId={rowId} none={words.object.noHistory} />
}
