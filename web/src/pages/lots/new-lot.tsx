// Making a lot by hand: its item, the code, who assigned it, the dates of its label, whatever else is kept of lots. Codes that
// are easily taken for it are told before it is made.
import { Button, Checkbox, SimpleGrid, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { BodyOf } from '~/api'
import { useCommand, useQuestion } from '~/asking'
import { dateLabels, dateNames, datesOf, isLife, noDates, type TypedDates, unreadableDates } from '~/pages/fields/lot-dates'
import { type ItemChoice, ItemPicker, type PartnerChoice, PartnerPicker } from '~/pages/fields/pickers'
import { useMay } from '~/session'
import { dateOf, DateField } from '~/ui/fields/date-field'
import { useDraft } from '~/ui/fields/draft'
import { KeptNote } from '~/ui/fields/kept-note'
import { precisionOf } from '~/ui/fields/read-date'
import { ScanInput } from '~/ui/fields/scan-input'
import { CODE, overLong, TEXT } from '~/ui/fields/over-long'
import { tellDone } from '~/ui/done'
import { FormDialog } from '~/ui/form-dialog'
import { sentenceOf } from '~/ui/problem'
import { words } from '~/words'
import { areReadable, AttributeFields, attributesOf, type Attribute, type Values } from './attribute-fields'
import { LookAlike } from './look-alike'

type Form = {
  readonly item: ItemChoice | null
  readonly code: string
  readonly origin: PartnerChoice | null
  readonly dates: TypedDates
  readonly receivedOn: string
  readonly ownCode: string
  readonly regulatoryCode: string
  readonly regulatorySource: string
  readonly facility: string
  readonly isPrintable: boolean
  readonly attributes: Values
}

const { newLot: said, columns: called } = words
const blank = (): Form => ({
  item: null, code: '', origin: null, dates: noDates, receivedOn: '', ownCode: '', regulatoryCode: '', regulatorySource: '', facility: '', isPrintable: false, attributes: {},
})
// Which field a refusal is about.
const places: { readonly [code: string]: 'item' | 'code' | 'origin' } = {
  lot_item_missing: 'item', lot_item_closed: 'item', lot_item_not_stocked: 'item', lot_code_taken: 'code', code_not_printable: 'code', code_unseen: 'code', origin_missing: 'origin',
}

export function NewLot() {
  const may = useMay()
  const [isOpen, { open, close }] = useDisclosure(false)
  if (!may('lot.write')) return null
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={open}>{said.does}</Button>
      {isOpen && <NewLotForm close={close} />}
    </>
  )
}

function NewLotForm({ close }: { readonly close: () => void }) {
  const navigate = useNavigate()
  const { value: form, set, clear, isKept } = useDraft('lot', blank)
  const make = useCommand('/lots')
  const own = useQuestion('/lot-attributes', {}).data?.attributes ?? []
  const body = bodyOf(form, own)
  const change = (some: Partial<Form>) => { make.reset(); set((now) => ({ ...now, ...some })) }
  const run = async () => {
    if (body === null) return
    const { answer } = await make.mutateAsync(body)
    clear(blank())
    tellDone(said.made(answer.code))
    await navigate({ to: '/lots/$id', params: { id: answer.lotId } })
  }
  const place = make.error === null ? undefined : places[make.error.code]
  const errorAt = (name: 'item' | 'code' | 'origin') => (place === name && make.error !== null ? { error: sentenceOf(make.error) } : {})
  const text = (name: 'ownCode' | 'regulatoryCode' | 'regulatorySource' | 'facility', label: string) => (
    <TextInput label={label} error={overLong(form[name], name.endsWith('Code') ? CODE : TEXT)} value={form[name]} onChange={(event) => change({ [name]: event.currentTarget.value })} />
  )
  return (
    <FormDialog isOpen close={close} title={said.title} text={said.intro} does={said.make} size="xl"
      send={{ run, isPending: make.isPending, error: place === undefined ? make.error : null, isReady: body !== null }}>
      <KeptNote isKept={isKept} again={() => { clear(blank()); make.reset() }} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <ItemPicker label={called.item} isRequired autoFocus value={form.item} onPick={(item) => change({ item })} {...errorAt('item')} />
        <ScanInput label={called.lot} isRequired value={form.code} onChange={(code) => change({ code })} {...errorAt('code')} />
        <PartnerPicker label={said.origin} description={said.originHint} value={form.origin} onPick={(origin) => change({ origin })} {...errorAt('origin')} />
        <DateField label={called.receivedOn} value={form.receivedOn} onChange={(receivedOn) => change({ receivedOn })}
          {...(dateOf(form.receivedOn) !== null && precisionOf(dateOf(form.receivedOn) ?? '') !== 'day' && { error: words.announce.needsDay })} />
      </SimpleGrid>
      <LookAlike itemId={form.item?.id ?? null} code={form.code} />
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
        {dateNames.map((name) => (
          <DateField key={name} label={dateLabels[name]} value={form.dates[name]} withLife={isLife(name)} onChange={(typed) => change({ dates: { ...form.dates, [name]: typed } })} />
        ))}
      </SimpleGrid>
      <Text size="sm" fw={600}>{said.more}</Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        {text('ownCode', called.ownCode)}
        {text('facility', said.facility)}
        {text('regulatoryCode', called.regulatoryCode)}
        {text('regulatorySource', said.source)}
      </SimpleGrid>
      <Checkbox label={said.printable} description={said.printableHint} checked={form.isPrintable} onChange={(event) => change({ isPrintable: event.currentTarget.checked })} />
      {own.length > 0 && (
        <>
          <Text size="sm" fw={600}>{said.attributes}</Text>
          <AttributeFields attributes={own} values={form.attributes} set={(name, value) => change({ attributes: { ...form.attributes, [name]: value } })} />
        </>
      )}
    </FormDialog>
  )
}

/** What is sent; null while something is missing or cannot be read. */
function bodyOf(form: Form, own: readonly Attribute[]): BodyOf<'/lots'> | null {
  const { item, origin, receivedOn } = form
  const code = form.code.trim()
  const came = receivedOn.trim() === '' ? null : dateOf(receivedOn)
  if (item === null || code === '' || unreadableDates(form.dates).length > 0 || !areReadable(own, form.attributes)) return null
  if (receivedOn.trim() !== '' && (came === null || precisionOf(came) !== 'day')) return null
  const [dates, attributes] = [datesOf(form.dates), attributesOf(own, form.attributes)]
  const texts = (['ownCode', 'regulatoryCode', 'regulatorySource', 'facility'] as const).flatMap((name) => (form[name].trim() === '' ? [] : [[name, form[name].trim()] as const]))
  return {
    itemId: item.id, code, ...Object.fromEntries(texts), ...(origin !== null && { originId: origin.id }), ...(dates !== undefined && { dates }),
    ...(came !== null && { receivedOn: came }), ...(form.isPrintable && { printable: true }), ...(Object.keys(attributes).length > 0 && { attributes }),
  }
}
