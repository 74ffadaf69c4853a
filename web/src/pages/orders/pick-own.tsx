// Picking a lot of one's own choice: beside what would be taken, so that whoever takes another knows what they pass over, and says why.
import { Alert, Loader, NativeSelect, Radio, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type AnswerOf, askRows, type RowOf } from '~/api'
import { useCommand, useQuestion } from '~/asking'
import { labelDate, quantity } from '~/format'
import { useQuery } from '@tanstack/react-query'
import { NO_LOT } from '~/pages/ledger/stock-lines'
import { tellDone } from '~/ui/done'
import { FormDialog } from '~/ui/form-dialog'
import { LastDay } from '~/ui/last-day'
import { words } from '~/words'
import type { OrderPage } from './order'

type Stock = RowOf<'/balances'>
type Suggested = AnswerOf<'/orders/{id}/suggestion'>['lines'][number]
const { orders } = words
const MOST = '200'

export function PickOwn({ order, isOpen, close }: { readonly order: OrderPage; readonly isOpen: boolean; readonly close: () => void }) {
  const lines = order.lines.filter(({ reserved }) => reserved !== '0')
  const [lineId, setLineId] = useState('')
  const line = lines.find(({ id }) => id === lineId) ?? lines[0]
  const command = useCommand('/orders/pick')
  const suggestion = useQuestion('/orders/{id}/suggestion', { id: order.id }, { enabled: isOpen })
  const stock = useStock(line, order.siteId, isOpen)
  const [chosen, setChosen] = useState('')
  const [typed, setTyped] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const suggested = suggestion.data?.lines.find((one) => one.lineId === line?.id)
  const pick = stock.data?.find((row) => keyOf(row) === chosen)
  const isFirst = pick !== undefined && suggested?.considered.some((one) => one.why === 'taken' && keyOf(one) === keyOf(pick)) === true
  const most = pick === undefined || line === undefined ? 0n : least(BigInt(pick.free), BigInt(line.reserved))
  const wanted = typed ?? String(most)
  const run = async () => {
    if (pick === undefined || line === undefined) return
    await command.mutateAsync({
      orderId: order.id, ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      lines: [{ lineId: line.id, lots: [{ lotId: pick.lotId, locationId: pick.locationId, quantity: wanted.trim() }] }],
    })
    tellDone(orders.ownPicked(quantity(wanted.trim(), line.unit), pick.lot ?? ''))
    setChosen('')
    setTyped(null)
    setReason('')
  }
  const isReady = pick !== undefined && /^\d+$/.test(wanted.trim()) && wanted.trim() !== '0' && (isFirst || reason.trim() !== '')
  return (
    <FormDialog isOpen={isOpen} close={close} title={orders.pickOwnTitle(order.number)} does={orders.steps.pick} size="xl" send={{ run, isPending: command.isPending, error: command.error, isReady }}>
      {lines.length > 1 && (
        <NativeSelect label={orders.line} data={lines.map(({ id, sku, reserved, unit }) => ({ value: id, label: orders.lineOf(sku, quantity(reserved, unit)) }))} value={line?.id ?? ''}
          onChange={(event) => { setLineId(event.currentTarget.value); setChosen('') }} />
      )}
      {stock.data === undefined ? <Loader aria-label={words.waiting} /> : (
        <Radio.Group label={orders.whichLot} value={chosen} onChange={(next) => { setChosen(next); setTyped(null) }}>
          <Stack gap={8} mt={6}>
            {stock.data.map((row) => <Radio key={keyOf(row)} value={keyOf(row)} label={<Told row={row} suggested={suggested} unit={line?.unit ?? ''} />} />)}
            {stock.data.length === 0 && <Text size="sm">{orders.nothingThere}</Text>}
          </Stack>
        </Radio.Group>
      )}
      {pick !== undefined && !isFirst && suggested !== undefined && <Compared pick={pick} suggested={suggested} unit={line?.unit ?? ''} />}
      {pick !== undefined && <TextInput label={words.columns.quantity} inputMode="numeric" value={wanted} onChange={(event) => setTyped(event.currentTarget.value)} />}
      {pick !== undefined && (
        <Textarea label={isFirst ? words.form.reasonIfAny : orders.whyOwn} placeholder={orders.whyOwnHint} required={!isFirst} withAsterisk={false} maxLength={1000} autosize minRows={2} value={reason}
          onChange={(event) => setReason(event.currentTarget.value)} />
      )}
    </FormDialog>
  )
}

const keyOf = ({ lotId, locationId }: { readonly lotId: string | null; readonly locationId: string }) => `${lotId ?? NO_LOT} ${locationId}`
const least = (a: bigint, b: bigint) => (a < b ? a : b)

function Told({ row, suggested, unit }: { readonly row: Stock; readonly suggested: Suggested | undefined; readonly unit: string }) {
  const seen = suggested?.considered.find((one) => keyOf(one) === keyOf(row))
  return (
    <>
      <span className="code">{row.lot}</span> · {row.location} · {orders.freeThere(quantity(row.free, unit))} · <LastDay day={row.bindingOn} isShort />
      {seen?.why === 'taken' && <b> · {orders.suggestedHere(quantity(seen.taken, unit))}</b>}
      {seen !== undefined && !['taken', 'not_needed'].includes(seen.why) && <> · {orders.reasons[seen.why]}</>}
    </>
  )
}

// What would be taken beside what was chosen: the same facts of both.
function Compared({ pick, suggested, unit }: { readonly pick: Stock; readonly suggested: Suggested; readonly unit: string }) {
  const taken = suggested.considered.filter(({ why }) => why === 'taken')
  return (
    <Alert color="orange" variant="light" title={orders.otherLot}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <div>
          <b>{orders.suggested}</b>
          {taken.map((one) => <div key={keyOf(one)}><span className="code">{one.lot}</span>, {one.bindingOn === null ? words.lots.noDate : labelDate(one.bindingOn)}, {one.location}, {quantity(one.taken, unit)}</div>)}
        </div>
        <div>
          <b>{orders.chosen}</b>
          <div><span className="code">{pick.lot}</span>, {pick.bindingOn === null ? words.lots.noDate : labelDate(pick.bindingOn)}, {pick.location}</div>
        </div>
      </SimpleGrid>
    </Alert>
  )
}

function useStock(line: OrderPage['lines'][number] | undefined, siteId: string, isOpen: boolean) {
  return useQuery({
    queryKey: ['/balances', 'to pick', line?.itemId, line?.ownerId, siteId],
    enabled: isOpen && line !== undefined,
    queryFn: async ({ signal }) => {
      const { rows } = await askRows('/balances', { itemId: line?.itemId ?? '', ownerId: line?.ownerId ?? '', siteId, limit: MOST }, signal)
      const late = '9999'
      return rows.filter(({ free }) => BigInt(free) > 0n).toSorted((a, b) => ((a.bindingOn ?? late) < (b.bindingOn ?? late) ? -1 : 1))
    },
  })
}
