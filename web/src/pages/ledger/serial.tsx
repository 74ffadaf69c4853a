// A unit with a number of its own: where it is, and its whole journey.
import { Group, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { AnswerOf } from '~/api'
import { useQuestion } from '~/asking'
import { code, link, text, when } from '~/ui/columns'
import { Facts, Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { ObjectPage } from '~/ui/object-page'
import { PlainTable } from '~/ui/plain-table'
import { TraceLink } from '~/pages/trace/trace-link'
import { useId } from '~/ui/use-id'
import { words } from '~/words'

type Unit = AnswerOf<'/serials/{id}'>
const { columns: said, object } = words

const journey: readonly GridColumn<Unit['movements'][number]>[] = [
  when('occurredAt', said.when, (row) => row.occurredAt),
  link('kind', said.what, (row) => words.movements[row.kind] ?? row.kind, (row) => `/documents/${row.documentId}`),
  code('from', said.from, (row) => row.from, (row) => `/locations/${row.fromLocationId}`),
  code('to', said.to, (row) => row.to, (row) => `/locations/${row.toLocationId}`),
  code('lot', said.lot, (row) => row.lot, (row) => `/lots/${row.lotId}`),
  text('reason', said.reason, (row) => row.reason),
]

const holds: readonly GridColumn<Unit['holds'][number]>[] = [
  when('placedAt', said.placedAt, (row) => row.placedAt),
  text('reason', said.reason, (row) => row.reason),
  when('releasedAt', said.releasedAt, (row) => row.releasedAt),
  text('releaseReason', said.releaseReason, (row) => row.releaseReason),
]

export default function Serial() {
  const id = useId()
  const asked = useQuestion('/serials/{id}', { id })
  return (
    <ObjectPage
      asked={asked}
      titleOf={(unit) => `${words.kinds.serial} ${unit.code}`}
      heading={(unit) => (
        <Group gap="sm">
          <Title order={1} size="h2" tabIndex={-1}>{words.kinds.serial} <span className="code">{unit.code}</span></Title>
          <Link to={`/items/${unit.itemId}`}>{unit.sku}</Link>
        </Group>
      )}
      actions={() => <TraceLink start={{ from: 'serial', id }} />}
    >
      {(unit) => (
        <>
          <Section title={object.facts}>
            <Facts
              facts={[
                [said.lot, unit.lotId === null ? null : <Link key="lot" to={`/lots/${unit.lotId}`}>{unit.lot}</Link>],
                [said.location, <Link key="place" to={`/locations/${unit.locationId}`}>{unit.location}</Link>],
                [said.partner, unit.partnerId === null ? null : <Link key="partner" to={`/partners/${unit.partnerId}`}>{unit.partner}</Link>],
                [said.owner, unit.owner],
                [object.aliases, unit.aliases.join(', ')],
              ]}
            />
          </Section>
          <Section title={object.journey}>
            <PlainTable label={object.journey} columns={journey} rows={unit.movements.toReversed()} rowId={(row) => row.id} none={words.empty.movements.title} />
          </Section>
          <Section title={words.places.holds}>
            <PlainTable label={words.places.holds} columns={holds} rows={unit.holds} rowId={(row) => row.id} none={words.empty.holds.title} />
          </Section>
        </>
      )}
    </ObjectPage>
  )
}
