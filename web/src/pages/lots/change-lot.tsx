// Changing what is known of a lot: the dates of its label and its codes, with the reason. What was is kept in its history.
import { Button, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil } from '@tabler/icons-react'
import type { AnswerOf, BodyOf } from '~/api'
import { useCommand } from '~/asking'
import { dateLabels, type DateName, dateNames, type TypedDates, unreadableDates } from '~/pages/fields/lot-dates'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { dateOf, DateField } from '~/ui/fields/date-field'
import { ScanInput } from '~/ui/fields/scan-input'
import { FormDialog } from '~/ui/form-dialog'
import { useFields } from '~/ui/use-fields'
import { words } from '~/words'

type Lot = AnswerOf<'/lots/{id}'>['lot']
type Form = { readonly dates: TypedDates; readonly code: string; readonly ownCode: string; readonly reason: string }
const { changeLot: said, columns: called } = words

// A date that was only reckoned is not on the label.
function formOf(lot: Lot): Form {
  const { dates } = lot
  return {
    dates: {
      bestBefore: lot.bestBeforeDerived ? '' : (dates.bestBefore ?? ''), useBy: dates.useBy ?? '', produced: dates.produced ?? '',
      packed: dates.packed ?? '', sellBy: dates.sellBy ?? '', retest: dates.retest ?? '',
    },
    code: lot.code, ownCode: lot.ownCode ?? '', reason: '',
  }
}

/** What is sent: the fields that are otherwise than in the record; null when none is, or one cannot be read. */
function bodyOf(lot: Lot, form: Form): BodyOf<'/lots/change'> | null {
  const before = formOf(lot)
  if (unreadableDates(form.dates).length > 0 || form.code.trim() === '' || form.reason.trim() === '') return null
  const changed = dateNames.filter((name) => form.dates[name].trim() !== before.dates[name])
  const dates = Object.fromEntries(changed.flatMap((name) => {
    const date = dateOf(form.dates[name])
    return date === null ? [] : [[name, date] as const]
  }))
  const clear = [...changed.filter((name) => form.dates[name].trim() === ''), ...(form.ownCode.trim() === '' && before.ownCode !== '' ? (['ownCode'] as const) : [])]
  const isCode = form.code.trim() !== before.code
  const isOwnCode = form.ownCode.trim() !== '' && form.ownCode.trim() !== before.ownCode
  if (changed.length === 0 && clear.length === 0 && !isCode && !isOwnCode) return null
  return {
    lotId: lot.id, reason: form.reason.trim(),
    ...(Object.keys(dates).length > 0 && { dates }), ...(clear.length > 0 && { clear }),
    ...(isCode && { code: form.code.trim() }), ...(isOwnCode && { ownCode: form.ownCode.trim() }),
  }
}

export function ChangeLot({ lot }: { readonly lot: Lot }) {
  const may = useMay()
  const [isOpen, { open, close }] = useDisclosure(false)
  if (!may('lot.write') || lot.mergedIntoId !== null) return null
  return (
    <>
      <Button variant="default" leftSection={<IconPencil size={16} aria-hidden="true" />} onClick={open}>{said.does}</Button>
      {isOpen && <ChangeLotForm lot={lot} close={close} />}
    </>
  )
}

function ChangeLotForm({ lot, close }: { readonly lot: Lot; readonly close: () => void }) {
  const change = useCommand('/lots/change')
  // Only what was typed here is sent: a field that somebody else changes meanwhile stays theirs, or says so.
  const { dates, ...others } = formOf(lot)
  const fields = useFields<DateName | 'code' | 'ownCode' | 'reason'>({ ...dates, ...others }, change.error)
  const typed = (name: DateName) => fields.value(name)
  const form: Form = {
    dates: { bestBefore: typed('bestBefore'), useBy: typed('useBy'), produced: typed('produced'), packed: typed('packed'), sellBy: typed('sellBy'), retest: typed('retest') },
    code: fields.value('code'), ownCode: fields.value('ownCode'), reason: fields.value('reason'),
  }
  const body = bodyOf(lot, form)
  const saidOf = (name: Parameters<typeof fields.text>[0]) => {
    const { error, description } = fields.text(name)
    return error ?? description
  }
  const run = async () => {
    if (body === null) return
    await change.mutateAsync(body)
    tellDone(said.done(form.code.trim()))
  }
  return (
    <FormDialog isOpen close={close} title={said.title(lot.code)} does={said.does} send={{ run, isPending: change.isPending, error: fields.rest, isReady: body !== null }}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        {dateNames.map((name) => (
          <DateField key={name} label={dateLabels[name]} value={form.dates[name]} withLife={name !== 'produced' && name !== 'packed'} error={saidOf(name)}
            onChange={(text) => fields.set(name, text)} />
        ))}
        <ScanInput label={said.code} isRequired value={form.code} error={saidOf('code')} onChange={(code) => fields.set('code', code)} />
        <TextInput label={called.ownCode} maxLength={100} {...fields.text('ownCode')} />
      </SimpleGrid>
      <Textarea label={words.reason} required withAsterisk={false} maxLength={1000} autosize minRows={2} {...fields.text('reason')} />
    </FormDialog>
  )
}
