// What was counted of a lot in a place: the difference is found or lost, for a reason.
import { Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useCommand } from '~/asking'
import { quantity } from '~/format'
import { useItem } from '~/pages/fields/pickers'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { baseUnitsOf } from '~/ui/fields/read-quantity'
import { type Entered, QuantityField, unitOf } from '~/ui/fields/quantity-field'
import { FormDialog } from '~/ui/form-dialog'
import { words } from '~/words'
import { nameOf, stockOf, type StockRow } from './stock-lines'

const { stock: said } = words

export function CountStock({ row, close, done }: { readonly row: StockRow; readonly close: () => void; readonly done: () => void }) {
  const may = useMay()
  const { units } = useItem(row.itemId)
  const [entered, setEntered] = useState<Entered>({ quantity: '', unit: '' })
  const [reason, setReason] = useState('')
  const adjust = useCommand('/stock/adjust')
  const correct = useCommand('/corrections')
  const unit = unitOf(units, entered)
  const counted = unit === undefined ? null : baseUnitsOf(entered.quantity, unit)
  const difference = counted === null ? null : counted - BigInt(row.quantity)
  const run = async () => {
    const { answer } = await adjust.mutateAsync({ ...stockOf(row), locationId: row.locationId, counted: String(counted ?? ''), reason: reason.trim() })
    const undo = () => correct.mutateAsync({ documents: [answer.documentId], reason: said.countedByMistake })
    tellDone(said.counted(nameOf(row), quantity(String(counted ?? 0), row.unit)), may('document.correct') && answer.difference !== '0' ? undo : undefined)
    done()
  }
  return (
    <FormDialog isOpen close={close} title={said.countTitle(nameOf(row))} does={said.count} send={{ run, isPending: adjust.isPending, error: adjust.error, isReady: counted !== null && reason.trim() !== '' }}>
      <QuantityField label={said.countedLabel} isRequired mayBeZero value={entered} units={units} onChange={setEntered} />
      <Text size="sm" role="status">
        {said.onRecord(quantity(row.quantity, row.unit))}
        {difference === null ? '' : ` ${difference === 0n ? said.agrees : difference > 0n ? said.found(quantity(difference, row.unit)) : said.lost(quantity(-difference, row.unit))}`}
      </Text>
      <Textarea label={words.reason} required withAsterisk={false} maxLength={1000} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </FormDialog>
  )
}
