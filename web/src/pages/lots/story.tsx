// One sentence that tells a lot's story in numbers, each a link to the rows behind it.
import { Paper, Skeleton, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AnswerOf, Failure } from '~/api'
import { labelDate, quantity } from '~/format'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { became, sumOf, told } from './sums'
import { isNobody, WhoHas } from './who-has'

type Trace = AnswerOf<'/trace'>

export function Story({ lot, unit, forward, back, failure }: {
  readonly lot: AnswerOf<'/lots/{id}'>['lot']
  readonly unit: string
  readonly forward: Trace | undefined
  readonly back: Trace | undefined
  readonly failure: Failure | null
}) {
  if (failure !== null && forward === undefined) return <Problem failure={failure} />
  const traced = forward?.lots.find(({ id }) => id === lot.id)
  if (forward === undefined || back === undefined || traced === undefined) return <Skeleton height={56} role="status" aria-label={words.waiting} />
  const { quantities } = traced
  const receipts = back.receipts.filter(({ lot_id }) => lot_id === lot.id)
  const suppliers = [...new Set(receipts.map(({ supplier }) => supplier ?? words.lots.unknownSupplier))]
  const theirs = [...new Set(receipts.map(({ supplierLotCode }) => supplierLotCode).filter((code) => code !== null && code !== lot.code))]
  // A lot that was merged into others starts with them.
  const ofLot = forward.holders.filter(({ lot_id }) => lot_id === lot.id)
  const cut = forward.totals.holders - forward.holders.length
  const hasGuests = ofLot.some(({ customerId }) => isNobody(customerId))
  const customers = ofLot.length + cut - (hasGuests ? 1 : 0)
  const places = forward.stock.filter(({ lot_id }) => lot_id === lot.id).length
  const tab = (name: string, text: string): ReactNode => <Link to="." search={name === 'where' ? {} : { tab: name }} resetScroll={false}>{text}</Link>
  const said = words.lots.story
  const total = sumOf(quantities, became)
  const parts = told(quantities, became).map(({ name, quantity: amount }) => {
    const text = quantity(amount, unit)
    if (name === 'onHand') return <span key={name}>{tab('where', text)} {said.onHand(places)}</span>
    if (name === 'withCustomers') return <span key={name}>{tab('who', text)} {said.withCustomers(customers, hasGuests)}</span>
    return <span key={name}>{tab('timeline', text)} {said[name as 'consumed']}</span>
  })
  return (
    <Paper withBorder p="md" data-tour="story">
      <Text size="lg" style={{ textWrap: 'pretty' }}>
        {tab('from', quantity(total, unit))} {receipts.length > 0 ? said.received(suppliers.join(', ')) : quantities.made !== '0' ? said.made : said.came}
        {lot.receivedOn !== null && ` ${said.on(labelDate(lot.receivedOn))}`}
        {theirs.length > 0 && ` (${said.theirs(theirs.join(', '))})`}
        {parts.length > 0 && ': '}
        {parts.map((part, nth) => [nth === 0 ? '' : nth === parts.length - 1 ? ` ${said.and} ` : ', ', part])}
        {'.'}
        {quantities.returned !== '0' && ` ${said.returned(quantity(quantities.returned, unit))}`}
        {traced.possiblyOut !== '0' && ` ${said.possible(quantity(traced.possiblyOut, unit))}`}
      </Text>
      <WhoHas trace={forward} lot={lot} />
    </Paper>
  )
}
