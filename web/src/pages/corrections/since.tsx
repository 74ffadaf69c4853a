// What happened since with the lots that are put right: where it stands in the way, it is corrected in the same step.
import { Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { RowOf } from '~/api'
import { useQuestion } from '~/asking'
import { exactMoment, moment, quantity } from '~/format'
import { Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { PlainTable } from '~/ui/plain-table'
import { words } from '~/words'

type Row = RowOf<'/movements'>
type Happened = { readonly documentId: string; readonly kind: string; readonly occurredAt: string; readonly rows: readonly Row[] }

const MOST_LOTS = 5
const { correct: said, columns: called } = words

export function Since({ lots, from, documents, take }: {
  readonly lots: readonly { readonly id: string; readonly code: string }[]
  /** The moment of the document. */
  readonly from: string
  /** Those that are being corrected already. */
  readonly documents: readonly string[]
  readonly take: (documentId: string) => void
}) {
  if (lots.length === 0) return null
  return (
    <Section title={said.since}>
      {lots.slice(0, MOST_LOTS).map((lot) => <SinceOfLot key={lot.id} lot={lot} from={from} documents={documents} take={take} />)}
    </Section>
  )
}

function SinceOfLot({ lot, from, documents, take }: Omit<Parameters<typeof Since>[0], 'lots'> & { readonly lot: { readonly id: string; readonly code: string } }) {
  const { data } = useQuestion('/movements', { lotId: lot.id, occurredFrom: from, sort: 'occurredAt', limit: '200' }, { keep: true })
  if (data === undefined) return null
  const happened = grouped(data.rows.filter(({ documentId }) => documentId !== documents[0]))
  const columns: readonly GridColumn<Happened>[] = [
    { id: 'when', label: called.when, text: (row) => row.occurredAt, cell: (row) => <time dateTime={row.occurredAt} title={exactMoment(row.occurredAt)}>{moment(row.occurredAt)}</time> },
    { id: 'what', label: called.what, text: (row) => row.kind, cell: (row) => <Link to={`/documents/${row.documentId}`} target="_blank">{words.movements[row.kind] ?? row.kind}</Link> },
    { id: 'quantity', label: called.quantity, text: quantityOf, isNumber: true },
    { id: 'from', label: called.from, text: (row) => [...new Set(row.rows.map((one) => one.from))].join(', ') },
    { id: 'to', label: called.to, text: (row) => [...new Set(row.rows.map((one) => one.to))].join(', ') },
    {
      id: 'take', label: '', text: () => '',
      cell: (row) => documents.includes(row.documentId) ? <Text size="sm">{said.takenIn}</Text> : isTakable(row) && (
        <Button size="compact-sm" variant="light" aria-label={said.correctTooOf(`${words.movements[row.kind] ?? row.kind} ${quantityOf(row)}`)} onClick={() => take(row.documentId)}>{said.correctToo}</Button>
      ),
    },
  ]
  return (
    <div style={{ marginBottom: 8 }}>
      <Text size="sm" fw={600}>{called.lot} <Link to={`/lots/${lot.id}`} className="code" target="_blank">{lot.code}</Link></Text>
      <PlainTable label={`${said.since}: ${lot.code}`} columns={columns} rows={happened} rowId={({ documentId, kind }) => `${documentId} ${kind}`} none={said.sinceNone} />
      {data.next !== null && <Text size="sm"><Link to="/movements" search={{ lot: lot.code }} target="_blank">{said.sinceMore}</Link></Text>}
    </div>
  )
}

const quantityOf = ({ rows }: Happened) => quantity(rows.reduce((sum, one) => sum + BigInt(one.quantity), 0n), rows[0]?.unit)

// Picks are taken back at their order; a correction by correcting its line again.
const isTakable = ({ kind }: Happened) => kind !== 'pick' && kind !== 'unpick' && kind !== 'correct'

function grouped(rows: readonly Row[]): readonly Happened[] {
  const all = new Map<string, Happened>()
  for (const row of rows) {
    const key = `${row.documentId} ${row.kind}`
    const so = all.get(key)
    all.set(key, { documentId: row.documentId, kind: row.kind, occurredAt: row.occurredAt, rows: [...(so?.rows ?? []), row] })
  }
  return [...all.values()]
}
