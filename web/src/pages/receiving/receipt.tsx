// A receipt: what arrived in which lots, and what is to be done with it now.
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { AnswerOf } from '~/api'
import { useQuestion } from '~/asking'
import { exactMoment, moment, numberOf } from '~/format'
import { amount, code, text } from '~/ui/columns'
import { CorrectButton } from '~/pages/corrections/correct-button'
import { Corrections } from '~/pages/corrections/corrections'
import { TraceLink } from '~/pages/trace/trace-link'
import { useMay } from '~/session'
import { Facts, Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { useNames } from '~/ui/names'
import { ObjectPage } from '~/ui/object-page'
import { PlainTable } from '~/ui/plain-table'
import { useId } from '~/ui/use-id'
import { words } from '~/words'
import { ReceiveButton } from './receive-button'

type Receipt = AnswerOf<'/receipts/{id}'>
type Line = Receipt['lines'][number]
const { columns: called, receive: said } = words

const lines: readonly GridColumn<Line>[] = [
  code('sku', called.item, (row) => row.sku, (row) => `/items/${row.itemId}`),
  text('name', called.itemName, (row) => row.name),
  code('lot', called.lot, (row) => row.lot, (row) => (row.lotId === null ? null : `/lots/${row.lotId}`)),
  text('supplierLot', words.filters.supplierLot, (row) => (row.supplierLotCode === row.lot ? null : row.supplierLotCode)),
  amount('quantity', called.quantity, (row) => row.quantity ?? '0'),
  text('unit', called.unit, (row) => row.unit),
  text('entered', said.asked, (row) => (row.enteredUnit === null ? null : `${row.enteredQuantity} ${row.enteredUnit}`)),
  code('location', called.location, (row) => row.location, (row) => `/locations/${row.locationId}`),
  text('why', said.belowLeast, (row) => row.belowLeastLifeReason),
]

export default function ReceiptPage() {
  const id = useId()
  const asked = useQuestion('/receipts/{id}', { id })
  const names = useNames([asked.data?.actorId ?? null])
  return (
    <ObjectPage
      asked={asked}
      titleOf={(receipt) => `${words.kinds.receipt} ${titleOf(receipt)}`}
      heading={(receipt) => <Title order={1} size="h2" tabIndex={-1}>{words.kinds.receipt} <span className="code">{titleOf(receipt)}</span></Title>}
      actions={() => (
        <>
          <TraceLink start={{ from: 'receipt', id }} />
          <CorrectButton id={id} kind="receipt" />
          <Button variant="default" renderRoot={(props) => <Link to="/documents/$id" params={{ id }} {...props} />}>{said.document}</Button>
        </>
      )}
    >
      {(receipt) => (
        <>
          <Section title={words.object.facts}>
            <Facts
              facts={[
                [called.supplier, <Link key="supplier" to={`/partners/${receipt.supplierId}`}>{receipt.supplier}</Link>],
                [called.site, <Link key="site" to={`/locations/${receipt.siteId}`}>{receipt.site}</Link>],
                [called.announcement, receipt.announcementId === null ? null : <Link key="announcement" to={`/announcements/${receipt.announcementId}`}>{receipt.announcement}</Link>],
                [called.receivedAt, <time key="when" dateTime={receipt.occurredAt} title={exactMoment(receipt.occurredAt)}>{moment(receipt.occurredAt)}</time>],
                [called.who, names.get(receipt.actorId)?.name],
                [called.reason, receipt.reason],
              ]}
            />
          </Section>
          <Corrections id={id} />
          <Next receipt={receipt} />
          <Section title={called.lines}>
            <PlainTable label={called.lines} columns={lines} rows={receipt.lines} rowId={(row) => String(row.line)} none={words.empty.receipts.title} />
          </Section>
        </>
      )}
    </ObjectPage>
  )
}

// A receipt nobody numbered has its own id for a number: it is told by when it came.
function titleOf({ id, number, occurredAt }: Receipt): string {
  return numberOf(id, number) ?? said.unnumbered(moment(occurredAt))
}

const MOST_LOTS = 20

function Next({ receipt }: { readonly receipt: Receipt }) {
  const may = useMay()
  const holds = useQuestion('/holds', { placedFrom: receipt.occurredAt, which: 'standing', limit: '500' })
  // Only while something of it waits there still.
  const waits = useQuestion('/balances', { state: 'receiving', receiptId: receipt.id, limit: '1' }, { enabled: may('stock.move') })
  const isWaiting = waits.data !== undefined && waits.data.rows.length > 0
  const held = holds.data?.rows.filter(({ documentId }) => documentId === receipt.id) ?? []
  const lotIds = [...new Set(receipt.lines.flatMap(({ lotId }) => lotId ?? []))].slice(0, MOST_LOTS)
  return (
    <Section title={said.next}>
      <Stack gap="xs">
        {held.map((hold) => (
          <Alert key={hold.id} color="red" variant="light" title={said.heldTitle(hold.lot ?? '')}>
            {hold.reason} <Link to={`/lots/${hold.lotId}`}>{said.decide}</Link>
          </Alert>
        ))}
        {lotIds.map((lotId) => <LookAlike key={lotId} lotId={lotId} lot={receipt.lines.find((line) => line.lotId === lotId)?.lot ?? ''} />)}
        <Group gap="xs">
          {isWaiting && <Button renderRoot={(props) => <Link to="/put-away" search={{ receipt: receipt.id }} {...props} />}>{words.putAway.does}</Button>}
          <ReceiveButton says={said.receiveMore} />
          {receipt.announcementId !== null && (
            <Text size="sm"><Link to={`/announcements/${receipt.announcementId}`}>{said.seeAnnouncement(receipt.announcement ?? '')}</Link></Text>
          )}
        </Group>
      </Stack>
    </Section>
  )
}

function LookAlike({ lotId, lot }: { readonly lotId: string; readonly lot: string }) {
  const { data } = useQuestion('/lots/{id}/look-alikes', { id: lotId })
  const others = data?.lookAlikes ?? []
  if (others.length === 0) return null
  return (
    <Alert color="orange" variant="light" title={said.lookAlike(lot)}>
      {said.lookAlikeHint} {others.slice(0, 5).map((other) => <Link key={other.lotId} to={`/lots/${other.lotId}`} className="code">{other.code} </Link>)}
    </Alert>
  )
}
