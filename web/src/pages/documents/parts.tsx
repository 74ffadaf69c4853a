// What is special to a kind of document: what went into a transformation and came out of it, what a return was matched to.
// A receipt has a page of its own.
import { Badge } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { AnswerOf, Failure } from '~/api'
import { useQuestion } from '~/asking'
import { quantity } from '~/format'
import { code, text } from '~/ui/columns'
import { type Fact, Facts, Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { FieldsChanged } from '~/ui/history'
import { PlainTable } from '~/ui/plain-table'
import { Problem } from '~/ui/problem'
import { words } from '~/words'

const { columns: said, documents: told, lots } = words

type Transformation = AnswerOf<'/transformations/{id}'>
type End = Transformation['inputs'][number]
const ends: readonly GridColumn<End>[] = [
  code('sku', said.item, (row) => row.sku, (row) => `/items/${row.itemId}`),
  text('name', said.itemName, (row) => row.name),
  code('lot', said.lot, (row) => row.lot, (row) => (row.lotId === null ? null : `/lots/${row.lotId}`)),
  text('quantity', said.quantity, (row) => quantity(row.quantity, row.unit), { isNumber: true }),
  text('posted', told.posted, (row) => (row.posted === row.quantity ? '' : quantity(row.posted, row.unit)), { isNumber: true }),
  code('location', said.location, (row) => row.location, (row) => `/locations/${row.locationId}`),
  text('serials', words.places.serials, (row) => row.serials.join(', ')),
]
const edges: readonly GridColumn<Transformation['edges'][number]>[] = [
  code('input', lots.madeOf, (row) => row.input, (row) => `/lots/${row.inputLotId}`),
  text('used', lots.used, (row) => quantity(row.inputQuantity, row.inputUnit), { isNumber: true }),
  code('output', lots.madeInto, (row) => row.output, (row) => `/lots/${row.outputLotId}`),
  text('gave', lots.gave, (row) => quantity(row.outputQuantity, row.outputUnit), { isNumber: true }),
  { ...text('state', said.state, (row) => (row.superseded ? told.superseded : '')), cell: (row) => row.superseded && <Badge color="gray">{told.superseded}</Badge> },
  code('correctedBy', told.correctedBy, (row) => (row.correctedBy === null ? null : words.kinds.document), (row) => (row.correctedBy === null ? null : `/documents/${row.correctedBy}`)),
]
const units: readonly GridColumn<Transformation['units'][number]>[] = [
  code('input', told.part, (row) => row.input, (row) => `/serials/${row.inputSerialId}`),
  code('output', told.whole, (row) => row.output, (row) => `/serials/${row.outputSerialId}`),
]

function TransformationPart({ id }: { readonly id: string }) {
  const asked = useQuestion('/transformations/{id}', { id })
  const { data } = asked
  if (data === undefined) return <Missing failure={asked.error} />
  const rowId = (row: End) => `${row.lotId} ${row.locationId} ${row.ownerId} ${row.itemId}`
  return (
    <>
      <Part
        title={said.inputs}
        facts={[[said.what, words.transformationKinds[data.kind] ?? data.kind], [said.site, <Link key="site" to={`/locations/${data.siteId}`}>{data.site}</Link>]]}
      >
        <PlainTable label={said.inputs} columns={ends} rows={data.inputs} rowId={rowId} none={told.noLines} />
      </Part>
      <Section title={said.outputs}><PlainTable label={said.outputs} columns={ends} rows={data.outputs} rowId={rowId} none={told.noLines} /></Section>
      {data.edges.length > 0 && (
        <Section title={told.which}>
          <PlainTable label={told.which} columns={edges} rows={data.edges} rowId={(row) => `${row.documentId} ${row.inputLotId} ${row.outputLotId}`} none={told.noLines} />
        </Section>
      )}
      {data.units.length > 0 && (
        <Section title={told.units}>
          <PlainTable label={told.units} columns={units} rows={data.units} rowId={(row) => `${row.inputSerialId} ${row.outputSerialId}`} none={told.noLines} />
        </Section>
      )}
    </>
  )
}

type Return = AnswerOf<'/returns/{id}'>
type ReturnLine = Return['lines'][number]
const returnLines: readonly GridColumn<ReturnLine>[] = [
  code('sku', said.item, (row) => row.sku, (row) => `/items/${row.itemId}`),
  text('name', said.itemName, (row) => row.name),
  text('quantity', said.quantity, (row) => quantity(row.quantity, row.unit), { isNumber: true }),
  text('matched', told.matchedTo, (row) => told.matched[row.matched]),
  code('order', said.order, (row) => row.order, (row) => (row.orderId === null ? null : `/orders/${row.orderId}`)),
  code('lot', said.lot, (row) => row.lot, (row) => (row.lotId === null ? null : `/lots/${row.lotId}`)),
  {
    ...text('candidates', told.oneOf, (row) => row.candidates.map(({ lot }) => lot).join(', ')),
    cell: (row) => row.candidates.map(({ lotId, lot }) => <Link key={lotId} to={`/lots/${lotId}`} className="code">{lot} </Link>),
  },
  text('certainty', lots.certainty, (row) => (row.certainty === null ? '' : lots.certainties[row.certainty])),
  code('serial', said.serial, (row) => row.serial, (row) => (row.serialId === null ? null : `/serials/${row.serialId}`)),
  code('location', told.putInto, (row) => row.location, (row) => `/locations/${row.locationId}`),
  {
    ...text('correctedBy', told.correctedBy, (row) => row.correctedBy.join(' ')),
    cell: (row) => row.correctedBy.map((id) => <Link key={id} to={`/documents/${id}`}>{words.kinds.document} </Link>),
  },
]

function ReturnPart({ id }: { readonly id: string }) {
  const asked = useQuestion('/returns/{id}', { id })
  const { data } = asked
  if (data === undefined) return <Missing failure={asked.error} />
  return (
    <Part
      title={said.lines}
      facts={[
        [said.number, <span key="number" className="code">{data.number}</span>],
        [said.customer, data.customerCode === null ? words.guest : <Link key="customer" to={`/partners/${data.customerId}`}>{data.customer ?? data.customerCode}</Link>],
        [said.site, <Link key="site" to={`/locations/${data.siteId}`}>{data.site}</Link>],
      ]}
    >
      <PlainTable label={said.lines} columns={returnLines} rows={data.lines} rowId={(row) => row.id} none={told.noLines} />
    </Part>
  )
}

function Part({ title, facts, children }: { readonly title: string; readonly facts: readonly Fact[]; readonly children: React.ReactNode }) {
  return (
    <Section title={title}>
      <Facts facts={facts} />
      <div style={{ marginTop: 12 }}>{children}</div>
    </Section>
  )
}

function Missing({ failure }: { readonly failure: Failure | null }) {
  return failure === null ? null : <Problem failure={failure} />
}

const changing = { lot: '/lots/{id}', item: '/items/{id}', partner: '/partners/{id}', location: '/locations/{id}' } as const
const isChanging = (kind: string | null): kind is keyof typeof changing => kind !== null && kind in changing

/** What a document changed about the thing it is about: every field, what it was and what it became. */
export function Changed({ id, document }: { readonly id: string; readonly document: AnswerOf<'/documents/{id}'> }) {
  const { kind, aboutKind, aboutId } = document
  if (!/^(change|merge)[-_]/.test(kind) || !isChanging(aboutKind) || aboutId === null) return null
  return <ChangedOf path={changing[aboutKind]} of={aboutId} id={id} />
}

function ChangedOf({ path, of, id }: { readonly path: (typeof changing)[keyof typeof changing]; readonly of: string; readonly id: string }) {
  const facts = useQuestion(path, { id: of }).data?.history.filter(({ documentId }) => documentId === id) ?? []
  return facts.length === 0 ? null : <Section title={words.object.changed}><FieldsChanged facts={facts} /></Section>
}

const parts: { readonly [kind: string]: (props: { readonly id: string }) => React.ReactNode } = {
  transform: TransformationPart, return: ReturnPart,
}

/** What a document of this kind tells besides; nothing for most. */
export function SpecialPart({ kind, id }: { readonly kind: string; readonly id: string }) {
  const Special = parts[kind]
  return Special === undefined ? null : <Special id={id} />
}
