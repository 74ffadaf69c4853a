// Why these lots: for every line the lots that were looked at, in their order, which were taken and why the others were not; and the
// same choice made once more from what was kept of it.
import { Alert, Badge, Button, Group, Loader, Text } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { AnswerOf } from '~/api'
import { useQuestion } from '~/asking'
import { labelDate, quantity } from '~/format'
import { amount, code, text } from '~/ui/columns'
import { Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { LastDay } from '~/ui/last-day'
import { PlainTable } from '~/ui/plain-table'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import type { OrderPage } from './order'

type Decided = OrderPage['decisions'][number]['decided'][number]
type Considered = Decided['considered'][number]
type Again = AnswerOf<'/orders/{id}/replay'>['rows'][number]
const { columns: said, orders } = words

const columns: readonly GridColumn<Considered>[] = [
  code('lot', said.lot, (row) => row.lot, (row) => (row.lotId === null ? null : `/lots/${row.lotId}`)),
  text('bindingOn', said.lastsTo, (row) => row.bindingOn, { cell: (row) => <LastDay day={row.bindingOn} isShort /> }),
  code('location', said.location, (row) => row.location, (row) => `/locations/${row.locationId}`),
  amount('free', said.free, (row) => row.free),
  amount('taken', orders.taken, (row) => row.taken),
  text('why', orders.because, (row) => orders.reasons[row.why], {
    cell: (row) => <Badge color={row.why === 'taken' ? 'teal' : row.why === 'not_needed' ? 'gray' : 'orange'}>{orders.reasons[row.why]}</Badge>,
  }),
]

export function Decisions({ order }: { readonly order: OrderPage }) {
  const [isAgain, setAgain] = useState(false)
  const replay = useQuestion('/orders/{id}/replay', { id: order.id }, { enabled: isAgain })
  const mine = new Set(order.lines.map(({ id }) => id))
  const decided = order.decisions.flatMap((one) => one.decided.map((line) => ({ documentId: one.documentId, line }))).filter(({ line }) => mine.has(line.lineId))
  if (decided.length === 0) return <Text c="dimmed">{orders.nothingChosen}</Text>
  const again = new Map((replay.data?.rows ?? []).map((row) => [`${row.documentId} ${row.lineId}`, row]))
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
      <Group gap="sm">
        <Button variant="default" size="compact-sm" leftSection={<IconRefresh size={14} aria-hidden="true" />} onClick={() => (isAgain ? void replay.refetch() : setAgain(true))}>{orders.decideAgain}</Button>
        {isAgain && replay.isFetching && <Loader size="xs" aria-label={words.waiting} />}
        {replay.data !== undefined && <Text size="sm" role="status" fw={600}>{replay.data.agrees ? orders.allAgree : orders.notAllAgree}</Text>}
      </Group>
      {replay.error !== null && <Problem failure={replay.error} again={() => void replay.refetch()} />}
      {decided.map(({ documentId, line }) => <Decision key={`${documentId} ${line.lineId}`} documentId={documentId} line={line} again={again.get(`${documentId} ${line.lineId}`)} />)}
    </div>
  )
}

function Decision({ documentId, line, again }: { readonly documentId: string; readonly line: Decided; readonly again: Again | undefined }) {
  const unit = line.unit ?? ''
  return (
    <Section
      title={orders.lineOf(line.sku ?? '', quantity(line.asked, unit))}
      actions={<Link to={`/documents/${documentId}`}>{orders.pickedBy}</Link>}
    >
      <Text size="sm">{whyOf(line)}</Text>
      <Text size="sm" mb="xs">{inOne(line.considered, unit)}</Text>
      {again !== undefined && <Verdict again={again} />}
      <PlainTable label={orders.why} columns={columns} rows={line.considered} rowId={(row) => `${row.lotId} ${row.locationId}`} none={orders.nothingThere} />
      {line.others !== undefined && line.others.length > 0 && (
        <Text size="sm" mt="xs">{orders.othersWaited(quantity(line.others.reduce((sum, other) => sum + BigInt(other.quantity), 0n), unit))}</Text>
      )}
    </Section>
  )
}

// The rule that was followed, and what the goods had to be.
function whyOf({ scanned, policy, need }: Decided): string {
  return [
    scanned === true ? orders.scanned : orders.policies[policy],
    need.leastOn === null ? orders.mustSell(labelDate(need.saleOn)) : orders.mustLast(labelDate(need.leastOn)),
    need.wantedLotId === null ? '' : orders.oneLotWanted,
  ].filter((part) => part !== '').join(' ')
}

// The choice in one sentence: how much was taken of how many lots, and how many were passed over.
function inOne(considered: readonly Considered[], unit: string): string {
  const taken = considered.filter(({ why }) => why === 'taken')
  const skipped = considered.filter(({ why }) => why !== 'taken' && why !== 'not_needed')
  return orders.choice(taken.map(({ taken: much, lot }) => (lot === null ? quantity(much, unit) : `${quantity(much, unit)} ${orders.ofLot(lot)}`)).join(', '), skipped.length)
}

function Verdict({ again }: { readonly again: Again }) {
  if (again.verdict === 'agrees') return <Badge mb="xs" color="teal">{orders.verdicts.agrees}</Badge>
  return (
    <Alert mb="xs" color="orange" variant="light" title={orders.verdicts[again.verdict]}>
      {again.verdict === 'another_choice' && <PlainTable label={orders.verdicts.another_choice} columns={columns} rows={again.again} rowId={(row) => `${row.lotId} ${row.locationId}`} none={orders.nothingThere} />}
    </Alert>
  )
}
