// What is seen of a line while it is typed: how long the goods last, whether the lot is known, what was expected.
import { Button, Group, SimpleGrid, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { datesAgree, parseLabelDate } from '#kernel'
import { useQuestion } from '~/asking'
import { daysBetween, labelDate, quantity, today } from '~/format'
import { bindingName, type DateName, dateLabels, dateNames, isLife, mainDate } from '~/pages/fields/lot-dates'
import { NumbersInput } from '~/pages/fields/numbers-input'
import { modeOf, PlacePicker, useItem } from '~/pages/fields/pickers'
import { dateOf, DateField } from '~/ui/fields/date-field'
import { enteredUnits, QuantityField } from '~/ui/fields/quantity-field'
import { lastDayOf } from '~/ui/fields/read-date'
import { ScanInput } from '~/ui/fields/scan-input'
import { Told } from '~/ui/told'
import { words } from '~/words'
import { type Announcement, type ArrivingLine, leftOf, type ReceiveForm } from './receive-form'

type Change = (change: Partial<ArrivingLine>) => void
type Part = { readonly line: ArrivingLine; readonly change: Change; readonly at: number }

const { receive: said } = words
const inLine = (label: string, at: number) => words.fields.ofLine(label, at + 1)

/** The code of the lot, where lots are kept of the item. */
export function LotCell({ line, change, at }: Part) {
  const { item } = useItem(line.item?.id ?? null)
  const mode = modeOf(item)
  if (mode === 'none' || mode === 'serial') return <Text size="sm" c="dimmed" pt={8}>{said.noLots}</Text>
  return <ScanInput isBare label={inLine(words.columns.lot, at)} value={line.code} onChange={(code) => change({ code })} />
}

/** The date one looks at first. */
export function DateCell({ line, change, at }: Part) {
  const { item } = useItem(line.item?.id ?? null)
  const name = mainDate(item?.item.bindingDate)
  const set = (typed: string) => change({ dates: { ...line.dates, [name]: typed } })
  return <DateField isBare withLife={isLife(name)} label={inLine(dateLabels[name], at)} value={line.dates[name]} onChange={set} />
}

export function QuantityCell({ line, change, at }: Part) {
  const { units } = useItem(line.item?.id ?? null)
  return <QuantityField isBare label={inLine(words.columns.quantity, at)} value={line.entered} units={units} onChange={(entered) => change({ entered })} />
}

/** Everything below a line. */
export function LineBelow({ line, change, at, form, announcement, mayOverride, asksReason }: Part & {
  readonly form: ReceiveForm
  readonly announcement: Announcement | undefined
  readonly mayOverride: boolean
  /** The server asked for a reason. */
  readonly asksReason: boolean
}) {
  const { item, units } = useItem(line.item?.id ?? null)
  const expected = announcement?.lines.find(({ id }) => id === line.announcementLineId)
  const name = bindingName(line.dates, item?.item.bindingDate)
  const lasts = dateOf(line.dates[name])
  const days = lasts === null ? null : daysBetween(today(), lastDayOf(lasts))
  const least = item?.item.leastReceiptDays ?? 0
  const isShort = days !== null && days < least
  const come = form.lines
    .filter((one) => one.announcementLineId === line.announcementLineId)
    .reduce((sum, one) => sum + (enteredUnits(units, one.entered) ?? 0n), 0n)
  const over = expected === undefined ? 0n : come - leftOf(expected)
  const bySerial = modeOf(item)?.includes('serial') === true && modeOf(item) !== 'serial_at_shipment'
  return (
    <>
      <Group gap="xs" mt={4}>
        {days !== null && <Life days={days} whole={item?.item.shelfLifeDays ?? null} least={least} />}
        {expected !== undefined && <Expected left={leftOf(expected)} over={over} unit={expected.unit} />}
        {line.item !== null && line.code.trim() !== '' && <Known line={line} supplierId={form.supplier?.id ?? null} />}
        <Button size="compact-xs" variant="subtle" color="gray" aria-expanded={line.isOpen} onClick={() => change({ isOpen: !line.isOpen })}
          rightSection={line.isOpen ? <IconChevronUp size={14} aria-hidden="true" /> : <IconChevronDown size={14} aria-hidden="true" />}>
          {said.more}
        </Button>
      </Group>
      {(asksReason || isShort || over > 0n || line.reason !== '') && mayOverride && (
        <TextInput mt={6} maw={560} label={said.override} value={line.reason} maxLength={1000} onChange={(event) => change({ reason: event.currentTarget.value })} />
      )}
      {(bySerial || line.serials !== '') && (
        <NumbersInput mt={6} maw={560} minRows={2} label={said.serials} description={said.serialsHint} value={line.serials} onChange={(serials) => change({ serials })} />
      )}
      {line.isOpen && <MoreOfLine line={line} change={change} at={at} main={mainDate(item?.item.bindingDate)} siteId={form.site?.id ?? null} />}
    </>
  )
}

function MoreOfLine({ line, change, at, main, siteId }: Part & { readonly main: DateName; readonly siteId: string | null }) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm" mt={6} maw={820}>
      {dateNames.filter((name) => name !== main).map((name) => (
        <DateField key={name} withLife={isLife(name)} label={inLine(dateLabels[name], at)} value={line.dates[name]} onChange={(typed) => change({ dates: { ...line.dates, [name]: typed } })} />
      ))}
      <PlacePicker label={inLine(said.place, at)} placeholder={said.placeHint} value={line.place} siteId={siteId} onPick={(place) => change({ place })} />
    </SimpleGrid>
  )
}

// Days and share of its life: what somebody at the dock decides by.
function Life({ days, whole, least }: { readonly days: number; readonly whole: number | null; readonly least: number }) {
  const share = whole === null ? null : Math.max(0, Math.round((days / whole) * 100))
  const isShort = days < least
  return (
    <Told color={days < 0 || isShort ? 'red' : 'teal'}>
      {words.lots.lasts(days)}{share === null ? '' : ` · ${said.share(share)}`}{isShort && least > 0 ? ` · ${said.least(least)}` : ''}
    </Told>
  )
}

function Expected({ left, over, unit }: { readonly left: bigint; readonly over: bigint; readonly unit: string }) {
  if (over === 0n) return <Told color="teal">{said.asExpected}</Told>
  return over > 0n
    ? <Told color="red">{said.over(quantity(over, unit), quantity(left, unit))}</Told>
    : <Told color="orange">{said.short(quantity(-over, unit), quantity(left, unit))}</Told>
}

// A known lot is said to be known, and what its label says otherwise is said before the goods are recorded.
function Known({ line, supplierId }: { readonly line: ArrivingLine; readonly supplierId: string | null }) {
  const [code] = useDebouncedValue(line.code.trim(), 250)
  const asked = useQuestion('/lots', { itemId: line.item?.id ?? '', code, originId: supplierId ?? '', limit: '1' }, { enabled: supplierId !== null && code !== '' })
  if (supplierId === null || asked.data === undefined || code !== line.code.trim()) return null
  const [lot] = asked.data.rows
  if (lot === undefined) return <Text size="sm" c="dimmed">{said.newLot}</Text>
  const differs = dateNames.filter((name) => {
    const [came, known] = [parseLabelDate(dateOf(line.dates[name]) ?? ''), parseLabelDate(lot.dates[name] ?? '')]
    return came !== null && known !== null && !(name === 'bestBefore' && lot.bestBeforeDerived) && !datesAgree(came, known)
  })
  return (
    <Text size="sm" component="span">
      <Link to={`/lots/${lot.id}`} target="_blank">{said.knownLot}</Link>
      {differs.map((name) => (
        <Text key={name} span size="sm" c="var(--mantine-color-error)"> {said.differs(dateLabels[name].toLowerCase(), labelDate(lot.dates[name] ?? ''))}</Text>
      ))}
    </Text>
  )
}
