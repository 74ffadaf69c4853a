// A return: what came back, what each line was matched to, and which lots it is or may be of.
import { Alert, Badge, Group, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AnswerOf } from '~/api'
import { useQuestion } from '~/asking'
import { exactMoment, moment, numberOf } from '~/format'
import { CorrectButton } from '~/pages/corrections/correct-button'
import { Corrections } from '~/pages/corrections/corrections'
import { amount, code, text } from '~/ui/columns'
import { Facts, Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { useNames } from '~/ui/names'
import { ObjectPage } from '~/ui/object-page'
import { PlainTable } from '~/ui/plain-table'
import { useId } from '~/ui/use-id'
import { words } from '~/words'

type ReturnPage = AnswerOf<'/returns/{id}'>
type Line = ReturnPage['lines'][number]
const { columns: said, returns } = words

const columns: readonly GridColumn<Line>[] = [
  code('sku', said.item, (row) => row.sku, (row) => `/items/${row.itemId}`),
  text('name', said.itemName, (row) => row.name),
  amount('quantity', said.quantity, (row) => row.quantity),
  text('unit', said.unit, (row) => row.unit),
  { ...text<Line>('matched', returns.matched, (row) => returns.matches[row.matched]), cell: (row) => <Matched line={row} /> },
  { ...text<Line>('lot', said.lot, (row) => row.lot ?? row.candidates.map(({ lot }) => lot).join(' ')), cell: (row) => <Lots line={row} /> },
  code('serial', said.serial, (row) => row.serial, (row) => `/serials/${row.serialId}`),
  { ...code<Line>('location', returns.lies, (row) => row.location, (row) => `/locations/${row.locationId}`) },
  text('owner', said.owner, (row) => row.owner),
  {
    ...text<Line>('corrected', '', (row) => (row.correctedBy.length === 0 ? '' : returns.corrected)),
    cell: (row): ReactNode => row.correctedBy.map((id) => <Link key={id} to={`/documents/${id}`}>{returns.corrected}</Link>),
  },
]

export default function Return() {
  const id = useId()
  const asked = useQuestion('/returns/{id}', { id })
  return (
    <ObjectPage
      asked={asked}
      titleOf={(page) => `${words.kinds.return} ${nameOf(page)}`}
      heading={(page) => <Title order={1} size="h2" tabIndex={-1}>{words.kinds.return} <span className="code">{nameOf(page)}</span></Title>}
      actions={() => <CorrectButton id={id} kind="return" />}
    >
      {(page) => <Contents page={page} />}
    </ObjectPage>
  )
}

/** Its number; one that was given none is told by when it came. */
const nameOf = ({ id, number, occurredAt }: ReturnPage) => numberOf(id, number) ?? words.receive.unnumbered(moment(occurredAt))

function Contents({ page }: { readonly page: ReturnPage }) {
  const names = useNames([page.actorId])
  const unmatched = page.lines.filter(({ matched }) => matched === 'nothing').length
  const apart = page.lines.filter(({ role }) => role === 'quarantine').length
  return (
    <>
      {unmatched > 0 && <Alert color="orange" variant="light" title={returns.isUnmatched(unmatched)}>{returns.unmatchedHint}</Alert>}
      <Section title={words.object.facts}>
        <Facts
          facts={[
            [said.customer, page.customerCode === null ? words.guest : <Link key="customer" to={`/partners/${page.customerId}`}>{page.customer}</Link>],
            [said.site, <Link key="site" to={`/locations/${page.siteId}`}>{page.site}</Link>],
            [said.returnedAt, <time key="at" dateTime={page.occurredAt} title={exactMoment(page.occurredAt)}>{moment(page.occurredAt)}</time>],
            [said.who, names.get(page.actorId)?.name],
            [said.reason, page.reason],
            [said.document, <Link key="document" to={`/documents/${page.id}`}>{returns.document}</Link>],
          ]}
        />
      </Section>
      <Corrections id={page.id} />
      <Section title={said.lines}>
        <PlainTable label={said.lines} columns={columns.filter(({ id }) => hasAny(page.lines, id))} rows={page.lines} rowId={(row) => row.id} none="" />
        {apart > 0 && <p style={{ margin: '8px 0 0' }}>{returns.keptApart}</p>}
      </Section>
    </>
  )
}

// What no line says needs no column.
const hasAny = (lines: readonly Line[], id: string) =>
  (id !== 'serial' || lines.some(({ serial }) => serial !== null)) && (id !== 'corrected' || lines.some(({ correctedBy }) => correctedBy.length > 0))

function Matched({ line }: { readonly line: Line }) {
  if (line.matched === 'order' && line.orderId !== null) {
    return <>{returns.toOrder} <Link to={`/orders/${line.orderId}`} className="code">{line.order}</Link>{line.orderLine === null ? '' : `, ${returns.lineNumber(line.orderLine)}`}</>
  }
  return <Badge color={line.matched === 'nothing' ? 'orange' : 'gray'}>{returns.matches[line.matched]}</Badge>
}

function Lots({ line }: { readonly line: Line }) {
  if (line.lotId !== null) {
    return <Group gap={6} component="span" display="inline-flex"><Link to={`/lots/${line.lotId}`} className="code">{line.lot}</Link>{line.certainty === 'possible' && <Badge color="orange">{returns.possible}</Badge>}</Group>
  }
  // What was sent and came back without a lot is of an item that has none.
  if (line.candidates.length === 0) return line.matched === 'nothing' ? returns.noLot : null
  return (
    <span>
      {returns.oneOf}{' '}
      {line.candidates.map(({ lotId, lot }, at) => <span key={lotId}>{at > 0 && ', '}<Link to={`/lots/${lotId}`} className="code">{lot}</Link></span>)}
    </span>
  )
}
