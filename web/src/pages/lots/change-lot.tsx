// Changing what is known of a lot: the dates of its label, its codes and whatever else is kept of it, with the reason. What was is
// kept in its history.
import { Button, SimpleGrid, Text, Textarea, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil } from '@tabler/icons-react'
import type { AnswerOf, BodyOf } from '~/api'
import { useCommand, useQuestion } from '~/asking'
import { labelDate } from '~/format'
import { dateLabels, dateNames, isLife, type TypedDates, unreadableDates } from '~/pages/fields/lot-dates'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { dateOf, DateField } from '~/ui/fields/date-field'
import { ScanInput } from '~/ui/fields/scan-input'
import { CODE, overLong, TEXT } from '~/ui/fields/over-long'
import { FormDialog } from '~/ui/form-dialog'
import { useFields } from '~/ui/use-fields'
import { words } from '~/words'
import { areReadable, type Attribute, AttributeFields, attributeSaid, attributesOf, type Values } from './attribute-fields'

type Page = AnswerOf<'/lots/{id}'>
type Lot = Page['lot']
const textNames = ['ownCode', 'facility', 'regulatoryCode', 'regulatorySource'] as const
type Form = { readonly [name in (typeof textNames)[number] | 'code' | 'reason']: string } & { readonly dates: TypedDates; readonly attributes: Values }
const { changeLot: said, newLot: new_, columns: called } = words
const textLabels = { ownCode: called.ownCode, facility: new_.facility, regulatoryCode: called.regulatoryCode, regulatorySource: new_.source }

// A date that was only reckoned is not on the label.
function formOf({ lot, attributes }: Pick<Page, 'lot' | 'attributes'>): Form {
  const { dates } = lot
  return {
    dates: {
      bestBefore: lot.bestBeforeDerived ? '' : (dates.bestBefore ?? ''), useBy: dates.useBy ?? '', produced: dates.produced ?? '',
      packed: dates.packed ?? '', sellBy: dates.sellBy ?? '', retest: dates.retest ?? '',
    },
    code: lot.code, ownCode: lot.ownCode ?? '', facility: lot.facility ?? '', regulatoryCode: lot.regulatoryCode ?? '', regulatorySource: lot.regulatorySource ?? '', reason: '',
    attributes: Object.fromEntries(attributes.map(({ name, value }) => [name, value])),
  }
}

/** What is sent: the fields that are otherwise than in the record; null when none is, or one cannot be read. */
function bodyOf(lot: Lot, before: Form, form: Form, own: readonly Attribute[]): BodyOf<'/lots/change'> | null {
  if (unreadableDates(form.dates).length > 0 || form.code.trim() === '' || form.reason.trim() === '' || !areReadable(own, form.attributes)) return null
  const changed = dateNames.filter((name) => form.dates[name].trim() !== before.dates[name])
  const dates = Object.fromEntries(changed.flatMap((name) => {
    const date = dateOf(form.dates[name])
    return date === null ? [] : [[name, date] as const]
  }))
  const otherTexts = textNames.filter((name) => form[name].trim() !== before[name])
  const texts = Object.fromEntries(otherTexts.flatMap((name) => (form[name].trim() === '' ? [] : [[name, form[name].trim()] as const])))
  const clear = [...changed.filter((name) => form.dates[name].trim() === ''), ...otherTexts.filter((name) => form[name].trim() === '')]
  const otherOwn = own.filter(({ name }) => (form.attributes[name] ?? '').trim() !== (before.attributes[name] ?? ''))
  const attributes = attributesOf(otherOwn, form.attributes)
  const clearAttributes = otherOwn.flatMap(({ name }) => ((form.attributes[name] ?? '').trim() === '' ? [name] : []))
  const isCode = form.code.trim() !== before.code
  if (changed.length + otherTexts.length + otherOwn.length === 0 && !isCode) return null
  return {
    lotId: lot.id, reason: form.reason.trim(), ...texts,
    ...(Object.keys(dates).length > 0 && { dates }), ...(clear.length > 0 && { clear }),
    ...(Object.keys(attributes).length > 0 && { attributes }), ...(clearAttributes.length > 0 && { clearAttributes }),
    ...(isCode && { code: form.code.trim() }),
  }
}

export function ChangeLot({ page }: { readonly page: Page }) {
  const may = useMay()
  const [isOpen, { open, close }] = useDisclosure(false)
  if (!may('lot.write') || page.lot.mergedIntoId !== null) return null
  return (
    <>
      <Button variant="default" leftSection={<IconPencil size={16} aria-hidden="true" />} onClick={open}>{said.does}</Button>
      {isOpen && <ChangeLotForm page={page} close={close} />}
    </>
  )
}

function ChangeLotForm({ page, close }: { readonly page: Page; readonly close: () => void }) {
  const { lot } = page
  const change = useCommand('/lots/change')
  const own = useQuestion('/lot-attributes', {}).data?.attributes ?? []
  // Only what was typed here is sent: a field that somebody else changes meanwhile stays theirs, or says so.
  const before = formOf(page)
  const { dates, attributes, ...texts } = before
  const now = Object.fromEntries(own.map(({ name }) => [`attributes.${name}`, attributes[name] ?? '']))
  const fields = useFields<string>({ ...dates, ...texts, ...now }, change.error, {}, (name, value) => {
    if (name in dates) return labelDate(value)
    const attribute = own.find((one) => name === `attributes.${one.name}`)
    return attribute === undefined ? value : attributeSaid(attribute.type, value)
  })
  const typed = fields.value
  const form: Form = {
    dates: { bestBefore: typed('bestBefore'), useBy: typed('useBy'), produced: typed('produced'), packed: typed('packed'), sellBy: typed('sellBy'), retest: typed('retest') },
    code: typed('code'), ownCode: typed('ownCode'), facility: typed('facility'), regulatoryCode: typed('regulatoryCode'), regulatorySource: typed('regulatorySource'),
    reason: typed('reason'), attributes: Object.fromEntries(own.map(({ name }) => [name, typed(`attributes.${name}`)])),
  }
  const body = bodyOf(lot, before, form, own)
  const beside = (name: string) => {
    const { error, description } = fields.text(name)
    return { ...(error !== undefined && { error }), ...(description !== undefined && { description }) }
  }
  const saidOf = (name: string) => fields.text(name).error ?? fields.text(name).description
  const run = async () => {
    if (body === null) return
    await change.mutateAsync(body)
    tellDone(said.done(form.code.trim()))
  }
  return (
    <FormDialog isOpen close={close} title={said.title(lot.code)} does={said.does} send={{ run, isPending: change.isPending, error: fields.rest, isReady: body !== null }}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        {dateNames.map((name) => (
          <DateField key={name} label={dateLabels[name]} value={form.dates[name]} withLife={isLife(name)} error={saidOf(name)}
            onChange={(text) => fields.set(name, text)} />
        ))}
        <ScanInput label={said.code} isRequired value={form.code} error={saidOf('code')} onChange={(code) => fields.set('code', code)} />
        {textNames.map((name) => <TextInput key={name} label={textLabels[name]} {...fields.text(name)} error={overLong(form[name], name.endsWith('Code') ? CODE : TEXT) ?? fields.text(name).error} />)}
      </SimpleGrid>
      {own.length > 0 && (
        <>
          <Text size="sm" fw={600}>{new_.attributes}</Text>
          <AttributeFields attributes={own} values={form.attributes} set={(name, value) => fields.set(`attributes.${name}`, value)} besideOf={(name) => beside(`attributes.${name}`)} />
        </>
      )}
      <Textarea label={words.reason} required withAsterisk={false} maxLength={1000} autosize minRows={2} {...fields.text('reason')} />
    </FormDialog>
  )
}
