// What a line really was: its lots and quantities first, whatever else may be wrong below.
import { ActionIcon, Button, Checkbox, Group, SimpleGrid, Stack, Text, TextInput, Tooltip } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconPlus, IconX } from '@tabler/icons-react'
import { useQuestion } from '~/asking'
import { labelDate } from '~/format'
import { dateLabels, dateNames } from '~/pages/fields/lot-dates'
import { ItemPicker, LotPicker, PartnerPicker, PlacePicker, useItem } from '~/pages/fields/pickers'
import { DateField } from '~/ui/fields/date-field'
import { QuantityField, unitOf, useLateUnits } from '~/ui/fields/quantity-field'
import { baseUnitsOf } from '~/ui/fields/read-quantity'
import { ScanInput } from '~/ui/fields/scan-input'
import { words } from '~/words'
import { anotherPart, isOnLabel, type LineEdit, type PartEdit, partsOf, type ToldLine } from './correct-form'

const { correct: said } = words

type Props = { readonly edit: LineEdit; readonly told: ToldLine; readonly change: (change: Partial<LineEdit>) => void }

export function LineEditor({ edit, told, change }: Props) {
  const keepsLots = told.first.lotId !== null || told.first.candidates.length > 0
  const isUnit = told.first.serial !== null
  const setPart = (key: string) => (some: Partial<PartEdit>) => change({ parts: edit.parts.map((part) => (part.key === key ? { ...part, ...some } : part)) })
  return (
    <Stack gap="xs" mt={6} maw={820} role="group" aria-label={said.edit(edit.line)}>
      <Checkbox label={said.never} checked={edit.isNever} onChange={(event) => change({ isNever: event.currentTarget.checked })} />
      {!edit.isNever && (
        <>
          {edit.parts.map((part, at) => (
            <Group key={part.key} gap="sm" align="start" wrap="wrap">
              {keepsLots && <PartLot edit={edit} told={told} part={part} at={at} set={setPart(part.key)} />}
              {!isUnit && <PartQuantity edit={edit} told={told} part={part} set={setPart(part.key)} />}
              {edit.parts.length > 1 && (
                <Tooltip label={said.withoutLot(at + 1)}>
                  <ActionIcon mt={26} size={36} variant="subtle" color="gray" aria-label={said.withoutLot(at + 1)} onClick={() => change({ parts: edit.parts.filter(({ key }) => key !== part.key) })}>
                    <IconX size={16} aria-hidden="true" />
                  </ActionIcon>
                </Tooltip>
              )}
            </Group>
          ))}
          <Group gap="xs">
            {keepsLots && !isUnit && (
              <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} aria-hidden="true" />} onClick={() => change({ parts: [...edit.parts, anotherPart()] })}>{said.anotherLot}</Button>
            )}
            <Button size="compact-sm" variant="subtle" color="gray" aria-expanded={edit.isOpen} onClick={() => change({ isOpen: !edit.isOpen })}
              rightSection={edit.isOpen ? <IconChevronUp size={14} aria-hidden="true" /> : <IconChevronDown size={14} aria-hidden="true" />}>
              {said.more}
            </Button>
          </Group>
          {edit.isOpen && <MoreOfLine edit={edit} told={told} change={change} />}
        </>
      )}
    </Stack>
  )
}

type PartProps = Omit<Props, 'change'> & { readonly part: PartEdit; readonly set: (some: Partial<PartEdit>) => void }

function PartLot({ edit, told, part, at, set }: PartProps & { readonly at: number }) {
  const itemId = edit.item?.id ?? told.first.itemId
  const label = edit.parts.length > 1 ? said.lotAt(at + 1) : said.lotReally
  const box = { flex: '1 1 14rem', maxWidth: 320 }
  if (isOnLabel(told)) {
    return <div style={box}><ScanInput label={edit.parts.length > 1 ? said.codeAt(at + 1) : said.code} value={part.code} onChange={(code) => set({ code })} /></div>
  }
  const candidates = part.was === null ? [] : (partsOf(told)[part.was]?.candidates ?? [])
  const isUnsure = part.lot === null && candidates.length > 0
  return (
    <div style={box}>
      <LotPicker label={label} itemId={itemId} value={part.lot} onPick={(lot) => set({ lot })}
        {...(isUnsure && { placeholder: said.oneOf(candidates.map(({ lot }) => lot).join(', ')), description: said.oneOfHint })} />
    </div>
  )
}

function PartQuantity({ edit, told, part, set }: PartProps) {
  const { units } = useItem(edit.item?.id ?? told.first.itemId)
  useLateUnits(part, units, (whole) => set({ whole }))
  const nth = edit.parts.indexOf(part) + 1
  return (
    <div style={{ flex: '1 1 12rem', maxWidth: 280 }}>
      <QuantityField label={edit.parts.length > 1 ? said.quantityAt(nth) : said.quantityReally} mayBeZero value={part.entered} units={units}
        onChange={(entered) => {
          const unit = unitOf(units, entered)
          set({ entered, whole: unit === undefined ? '' : String(baseUnitsOf(entered.quantity, unit) ?? '') })
        }} />
    </div>
  )
}

function MoreOfLine({ edit, told, change }: Props) {
  const isMove = told.kind === 'move'
  const { secondUnit, lotId } = told.first
  const lot = useQuestion('/lots/{id}', { id: lotId ?? '' }, { enabled: lotId !== null && isOnLabel(told) })
  const dates = lot.data?.lot.dates
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
      <PlacePicker label={isMove ? said.placeMove : said.place} {...(!isMove && { description: said.placeHint })} placeholder={isMove ? told.first.to : ''} value={edit.place} onPick={(place) => change({ place })} />
      {told.kind === 'receipt' && (
        <PartnerPicker which="supplier" label={said.supplier} placeholder={said.asRecorded} value={edit.supplier} onPick={(supplier) => change({ supplier })} />
      )}
      <ItemPicker label={said.item} placeholder={told.first.sku} value={edit.item}
        onPick={(item) => change({ item, parts: edit.parts.map((part) => (isOnLabel(told) ? part : { ...part, lot: null, candidateIds: [] })) })} />
      {secondUnit !== null && (
        <TextInput label={said.second(secondUnit)} inputMode="numeric" placeholder={told.first.secondQuantity ?? ''} value={edit.second} onChange={(event) => change({ second: event.currentTarget.value })} />
      )}
      {isOnLabel(told) && lotId !== null && dateNames.map((name) => {
        const now = dates?.[name] ?? null
        return (
          <DateField key={name} label={dateLabels[name]} value={edit.dates[name]} {...(now !== null && { description: <Text span size="xs">{said.now(labelDate(now))}</Text> })}
            onChange={(typed) => change({ dates: { ...edit.dates, [name]: typed } })} />
        )
      })}
    </SimpleGrid>
  )
}
