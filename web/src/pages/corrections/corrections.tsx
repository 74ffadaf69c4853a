// The corrections of a document, on its own page and on theirs: what corrects what, why, and what it came to.
import { Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { AnswerOf } from '~/api'
import { useQuestion } from '~/asking'
import { quantity } from '~/format'
import { text, when } from '~/ui/columns'
import { Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { useNames } from '~/ui/names'
import { PlainTable } from '~/ui/plain-table'
import { useMay } from '~/session'
import { words } from '~/words'
import { partsOf, type ToldLine } from './correct-form'
import { TakeBack } from './take-back'
import { WhatFollows } from './what-follows'

type Asked = AnswerOf<'/documents/{id}/corrections'>
type By = Asked['by'][number]
const { correct: said, columns: called } = words

export function Corrections({ id }: { readonly id: string }) {
  const { data } = useQuestion('/documents/{id}/corrections', { id })
  if (data === undefined || (data.of.length === 0 && data.by.length === 0 && data.did === null)) return null
  return (
    <Section title={said.history}>
      <Stack gap="sm">
        {data.of.length > 0 && <CorrectsWhat of={data.of} />}
        {data.by.length > 0 && <CorrectedBy by={data.by} />}
        {data.by.length > 0 && <AsItStands id={id} />}
        {data.did !== null && (
          <div>
            <Text size="sm" fw={600} mb={4}>{said.did}</Text>
            <WhatFollows of={data.did} />
          </div>
        )}
        {data.did !== null && data.of.length > 0 && <TakeBack key={id} id={id} of={data.of.map(({ documentId }) => documentId)} did={data.did} />}
      </Stack>
    </Section>
  )
}

function CorrectsWhat({ of }: { readonly of: Asked['of'] }) {
  const may = useMay()
  const names = useNames(of.map(({ documentId }) => documentId))
  return (
    <div>
      <Text size="sm" fw={600}>{said.corrects}</Text>
      {of.map(({ documentId, kind }) => (
        <Text key={documentId} size="sm">
          <Link to="/documents/$id" params={{ id: documentId }}>{words.documentOf(kind)} {names.get(documentId)?.name ?? ''}</Link>
          {may('document.correct') && <> · <Link to="/documents/$id/correct" params={{ id: documentId }}>{said.again}</Link></>}
        </Text>
      ))}
    </div>
  )
}

function CorrectedBy({ by }: { readonly by: Asked['by'] }) {
  const names = useNames(by.map(({ actorId }) => actorId))
  const columns: readonly GridColumn<By>[] = [
    when('occurredAt', called.when, (row) => row.recordedAt),
    { ...text<By>('what', called.what, (row) => words.documentOf(row.kind)), cell: (row) => <Link to="/documents/$id" params={{ id: row.documentId }}>{words.documentOf(row.kind)}</Link> },
    text('lines', called.lines, (row) => said.linesOf(row.lines)),
    text('reason', called.reason, (row) => row.reason),
    text('who', called.who, (row) => names.get(row.actorId)?.name),
  ]
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>{said.correctedBy}</Text>
      <PlainTable label={said.correctedBy} columns={columns} rows={by} rowId={({ documentId }) => documentId} none="" />
    </div>
  )
}

const partsSaid = (parts: readonly ToldLine['first'][]) =>
  parts.length === 0 ? said.isNever : parts.map(({ quantity: of, unit, lot, candidates, serial }) => {
    const which = serial ?? lot ?? (candidates.length > 0 ? said.oneOf(candidates.map((one) => one.lot).join(', ')) : '')
    return `${quantity(of, unit)} ${which}`.trim()
  }).join(' + ')

const standing: readonly GridColumn<ToldLine>[] = [
  text('line', said.lineOf, (row) => String(row.line), { isNumber: true }),
  text('sku', called.item, (row) => (partsOf(row)[0] ?? row.first).sku),
  text('first', said.first, (row) => partsSaid([row.first])),
  text('stands', said.asItStands, (row) => partsSaid(row.parts)),
  text('from', called.from, (row) => (partsOf(row)[0] ?? row.first).from),
  text('to', called.to, (row) => (partsOf(row)[0] ?? row.first).to),
]

function AsItStands({ id }: { readonly id: string }) {
  const { data } = useQuestion('/documents/{id}/lines', { id })
  const corrected = data?.lines.filter(({ correctedBy }) => correctedBy.length > 0) ?? []
  if (corrected.length === 0) return null
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>{said.asItStands}</Text>
      <PlainTable label={said.asItStands} columns={standing} rows={corrected} rowId={({ line }) => String(line)} none="" />
    </div>
  )
}
