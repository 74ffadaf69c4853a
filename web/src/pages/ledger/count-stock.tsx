// What was counted of a lot in a place: the difference is found or lost, for a reason. Units with a number are counted by it.
import { Button, Group, Text, Textarea } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useCommand } from '~/asking'
import { quantity } from '~/format'
import { useItem } from '~/pages/fields/pickers'
import { numberOf, type Unit, UnitTicks, useUnits } from '~/pages/fields/units'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { baseUnitsOf } from '~/ui/fields/read-quantity'
import { type Entered, QuantityField, unitOf } from '~/ui/fields/quantity-field'
import { usePageScan } from '~/ui/fields/use-scan'
import { FormDialog } from '~/ui/form-dialog'
import { words } from '~/words'
import { nameOf, stockOf, type StockRow, unitsAt } from './stock-lines'

const { stock: said, units: called } = words

/** The units that were seen: those that are known here, and those that are not. */
type Seen = { readonly ticked: readonly string[]; readonly extra: readonly string[] }

export function CountStock({ row, close, done }: { readonly row: StockRow; readonly close: () => void; readonly done: () => void }) {
  const may = useMay()
  const { units: measures } = useItem(row.itemId)
  const { units, isNumbered } = useUnits(unitsAt(row))
  const [seen, setSeen] = useState<Seen>({ ticked: [], extra: [] })
  const [entered, setEntered] = useState<Entered>({ quantity: '', unit: '' })
  const [reason, setReason] = useState('')
  const adjust = useCommand('/stock/adjust')
  const correct = useCommand('/corrections')
  // Beside units with a number there may be some without.
  const hasPlain = !isNumbered || BigInt(row.quantity) > BigInt(units.length)
  const measure = unitOf(measures, entered)
  const plain = !hasPlain ? 0n : measure === undefined ? null : baseUnitsOf(entered.quantity, measure)
  const counted = plain === null ? null : plain + BigInt(seen.ticked.length + seen.extra.length)
  const difference = counted === null ? null : counted - BigInt(row.quantity)
  const run = async () => {
    const { answer } = await adjust.mutateAsync({
      ...stockOf(row), locationId: row.locationId, counted: String(counted ?? ''), ...(isNumbered && { serials: [...seen.ticked, ...seen.extra] }), reason: reason.trim(),
    })
    const undo = () => correct.mutateAsync({ documents: [answer.documentId], reason: said.countedByMistake })
    const isOther = answer.difference !== '0' || (answer.lost ?? []).length + (answer.found ?? []).length > 0
    tellDone(said.counted(nameOf(row), quantity(String(counted ?? 0), row.unit)), may('document.correct') && isOther ? undo : undefined)
    done()
  }
  return (
    <FormDialog isOpen close={close} title={said.countTitle(nameOf(row))} does={said.count} send={{ run, isPending: adjust.isPending, error: adjust.error, isReady: counted !== null && reason.trim() !== '' }}>
      {isNumbered && <CountUnits units={units} seen={seen} set={(change) => { adjust.reset(); setSeen(change) }} />}
      {hasPlain && <QuantityField label={isNumbered ? called.unnumbered : said.countedLabel} isRequired mayBeZero value={entered} units={measures} onChange={setEntered} />}
      <Text size="sm" role="status">
        {said.onRecord(quantity(row.quantity, row.unit))}
        {difference === null ? '' : ` ${difference === 0n ? said.agrees : difference > 0n ? said.found(quantity(difference, row.unit)) : said.lost(quantity(-difference, row.unit))}`}
      </Text>
      <Textarea label={words.reason} required withAsterisk={false} maxLength={1000} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </FormDialog>
  )
}

// What is not ticked is missing; what is scanned and not known here is extra.
function CountUnits({ units, seen, set }: { readonly units: readonly Unit[]; readonly seen: Seen; readonly set: (change: (seen: Seen) => Seen) => void }) {
  const extra = (code: string) => set((now) => (now.extra.includes(code) || numberOf(units, code) !== null ? now : { ...now, extra: [...now.extra, code] }))
  usePageScan(extra)
  const missing = units.filter(({ code }) => !seen.ticked.includes(code)).map(({ code }) => code)
  return (
    <div>
      <Text size="sm" c="dimmed">{called.countHint}</Text>
      <UnitTicks label={called.seen} units={units} ticked={seen.ticked} mayBePicked set={(ticked) => set((now) => ({ ...now, ticked }))} extra={extra} />
      <div role="status" style={{ marginTop: 8 }}>
        {missing.length > 0 && <Text size="sm" c="var(--mantine-color-error)">{called.missing(missing.join(', '))}</Text>}
        {seen.extra.length > 0 && <Text size="sm" c="var(--mantine-color-error)">{called.extra(seen.extra.join(', '))}</Text>}
        {missing.length === 0 && seen.extra.length === 0 && <Text size="sm">{called.noneMissing}</Text>}
      </div>
      {seen.extra.length > 0 && (
        <Group gap="xs" mt={4}>
          {seen.extra.map((code) => (
            <Button key={code} size="compact-sm" variant="light" color="gray" leftSection={<IconX size={12} aria-hidden="true" />} onClick={() => set((now) => ({ ...now, extra: now.extra.filter((one) => one !== code) }))}>
              {called.notExtra(code)}
            </Button>
          ))}
        </Group>
      )}
    </div>
  )
}
