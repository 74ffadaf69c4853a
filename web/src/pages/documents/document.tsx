// A document: one thing somebody did, when, why, and what it moved.
import { Button, Group, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { AnswerOf } from '~/api'
import { useQuestion } from '~/asking'
import { exactMoment, moment } from '~/format'
import { CorrectButton } from '~/pages/corrections/correct-button'
import { Corrections } from '~/pages/corrections/corrections'
import { movementsColumns } from '~/pages/ledger/movements'
import { Facts, Section } from '~/ui/facts'
import { ListPart } from '~/ui/list-page'
import { useNames } from '~/ui/names'
import { ObjectPage } from '~/ui/object-page'
import { Changed, SpecialPart } from './parts'
import { aboutAddress } from './documents-columns'
import { TraceLink } from '~/pages/trace/trace-link'
import { useId } from '~/ui/use-id'
import { words } from '~/words'

export default function Document() {
  const id = useId()
  const asked = useQuestion('/documents/{id}', { id })
  const names = useNames([asked.data?.actorId ?? null])
  const { columns: said, documents } = words
  return (
    <ObjectPage asked={asked} titleOf={({ kind, about }) => `${words.documentOf(kind)}${about === null ? '' : ` · ${about}`}`} heading={Heading} actions={({ kind }) => (
      <>
        {kind === 'receipt' && <TraceLink start={{ from: 'receipt', id }} />}
        {kind === 'receipt' && <Button variant="default" renderRoot={(props) => <Link to={`/receipts/${id}`} {...props} />}>{words.kinds.receipt}</Button>}
        <CorrectButton id={id} kind={kind} />
      </>
    )}>
      {(document) => (
        <>
          <Section title={words.object.facts}>
            <Facts
              facts={[
                [said.when, <time key="when" dateTime={document.occurredAt} title={exactMoment(document.occurredAt)}>{moment(document.occurredAt)}</time>],
                [said.recordedAt, moment(document.recordedAt)],
                [said.who, names.get(document.actorId)?.name],
                [said.reason, document.reason],
                [said.position, document.position],
                [documents.id, <span key="id" className="code">{document.documentId}</span>],
              ]}
            />
          </Section>
          <Changed id={id} document={document} />
          <Corrections id={id} />
          <SpecialPart kind={document.kind} id={id} />
          <Section title={words.places.movements}>
            <ListPart path="/movements" name={words.places.movements} columns={movementsColumns.filter(({ id: column }) => !['occurredAt', 'reason'].includes(column))}
              filters={[]} fixed={{ documentId: id }} rowId={(row) => row.id} rowAddress={(row) => `/lots/${row.lotId}`} empty={documents.nothingMoved} />
          </Section>
        </>
      )}
    </ObjectPage>
  )
}

// What it is about stands beside what was done.
function Heading(document: AnswerOf<'/documents/{id}'>) {
  const { kind, about, aboutKind } = document
  const address = aboutAddress(document)
  return (
    <Group gap="sm" wrap="wrap">
      <Title order={1} size="h2" tabIndex={-1}>{words.documentOf(kind)}</Title>
      {about !== null && aboutKind !== null && (
        <Text component="span">{words.kinds[aboutKind]} {address === null ? <span className="code">{about}</span> : <Link to={address} className="code">{about}</Link>}</Text>
      )}
    </Group>
  )
}
