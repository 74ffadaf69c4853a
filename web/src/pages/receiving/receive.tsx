// Receiving: what arrived, line by line with its lots and dates. Everything known of it is said before it is recorded.
import { ActionIcon, Button, Group, SimpleGrid, Text, TextInput, Tooltip } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCopyPlus } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useEffect, useState } from 'react'
import { ask, Failure } from '~/api'
import { useCommand, useQuestion } from '~/asking'
import { quantity } from '~/format'
import { ItemPicker, PartnerPicker, PlacePicker } from '~/pages/fields/pickers'
import { useOnlySite } from '~/pages/fields/use-only-site'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { useDraft } from '~/ui/fields/draft'
import { faultsOf } from '~/ui/fields/faults'
import { KeptNote } from '~/ui/fields/kept-note'
import { type LineColumn, Lines } from '~/ui/fields/lines'
import { ScanInput } from '~/ui/fields/scan-input'
import { usePageScan } from '~/ui/fields/use-scan'
import { TEXT } from '~/ui/fields/over-long'
import { Section } from '~/ui/facts'
import { Page } from '~/ui/page'
import { Problem, sentenceOf } from '~/ui/problem'
import { words } from '~/words'
import { type Announcement, type ArrivingLine, blankForm, blankLine, bodyOf, expectedLine, formOf, leftOf, unready } from './receive-form'
import { DateCell, LineBelow, LotCell, QuantityCell } from './receive-line'

const { receive: said, columns: called } = words

const columns: readonly LineColumn<ArrivingLine>[] = [
  {
    id: 'item', label: called.item, width: '22%',
    cell: (line, change, at) => (
      <>
        <ItemPicker isBare label={words.fields.ofLine(called.item, at + 1)} value={line.item} onPick={(item) => change({ item, entered: { ...line.entered, unit: '' }, announcementLineId: null })} />
        {line.item !== null && <Text size="xs" c="dimmed">{line.item.detail}</Text>}
      </>
    ),
  },
  { id: 'lot', label: called.lot, width: '18%', cell: (line, change, at) => <LotCell line={line} change={change} at={at} /> },
  { id: 'date', label: called.lastsTo, width: '18%', cell: (line, change, at) => <DateCell line={line} change={change} at={at} /> },
  { id: 'quantity', label: called.quantity, width: '20%', cell: (line, change, at) => <QuantityCell line={line} change={change} at={at} /> },
  {
    id: 'supplierLot', label: words.filters.supplierLot,
    cell: (line, change, at) => <ScanInput isBare label={words.fields.ofLine(words.filters.supplierLot, at + 1)} most={TEXT} value={line.supplierLotCode} onChange={(supplierLotCode) => change({ supplierLotCode })} />,
  },
]

export default function ReceivePage() {
  const { announcement }: { readonly announcement?: string } = useSearch({ strict: false })
  const asked = useQuestion('/announcements/{id}', { id: announcement ?? '' }, { enabled: announcement !== undefined })
  if (announcement === undefined) return <Receive key="free" announcement={undefined} />
  if (asked.data !== undefined) return <Receive key={announcement} announcement={asked.data} />
  return <Page title={said.title}>{asked.error !== null && <Problem failure={asked.error} again={() => void asked.refetch()} />}</Page>
}

function Receive({ announcement }: { readonly announcement: Announcement | undefined }) {
  const may = useMay()
  const navigate = useNavigate()
  const blank = () => (announcement === undefined ? blankForm() : formOf(announcement))
  const draft = useDraft(`receive-${announcement?.id ?? 'free'}`, blank)
  const { value: form, set, clear, isKept } = draft
  const receive = useCommand('/receipts', { isKept: true })
  const [isTried, setTried] = useState(false)
  const local = unready(form)
  const told = faultsOf(receive.error, 'lines')
  const faults = isTried && local.at.size > 0 ? local : told
  const setLines = (change: (lines: readonly ArrivingLine[]) => readonly ArrivingLine[]) => {
    set((now) => ({ ...now, lines: change(now.lines) }))
    // A fault is told by its place; when lines come or go it is told anew.
    if (change(form.lines).length !== form.lines.length) receive.reset()
  }
  useOnlySite(draft)
  useItemScans(setLines)
  useScannedLot(setLines)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (local.at.size > 0) return
    try {
      const { answer } = await receive.mutateAsync(bodyOf(form))
      clear(blankForm())
      tellDone(said.done(answer.lines.length))
      await navigate({ to: `/receipts/${answer.documentId}` })
    } catch {
      // The refusal stands in the form.
    }
  }
  const override = receive.error?.override ?? null
  // What is being recorded is not expected a second time: the record may tell of it before the answer is here.
  const expected = receive.isPending || receive.isSuccess ? undefined : announcement
  const rest = announcement?.lines.filter((line) => leftOf(line) > 0n && !form.lines.some(({ announcementLineId }) => announcementLineId === line.id)) ?? []
  return (
    <Page needs="stock.receive" title={announcement === undefined ? said.title : said.titleOf(announcement.number)}>
      <KeptNote isKept={isKept} again={() => { clear(blank()); receive.reset() }} />
      <form onSubmit={(event) => void submit(event)} noValidate={false}>
        <Section title={said.from}>
          <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
            {announcement === undefined
              ? <PartnerPicker which="supplier" label={called.supplier} isRequired autoFocus value={form.supplier} onPick={(supplier) => set((now) => ({ ...now, supplier }))} />
              : <TextInput label={called.supplier} readOnly variant="filled" value={form.supplier?.code ?? ''} />}
            {announcement === undefined
              ? <PlacePicker kind="site" label={called.site} isRequired value={form.site} onPick={(site) => set((now) => ({ ...now, site }))} />
              : <TextInput label={called.site} readOnly variant="filled" value={form.site?.code ?? ''} />}
            <TextInput label={said.number} description={said.numberHint} inputWrapperOrder={['label', 'input', 'description']} maxLength={200} value={form.number} onChange={(event) => set({ ...form, number: event.currentTarget.value })} />
          </SimpleGrid>
        </Section>
        <div style={{ height: 12 }} />
        <Section title={called.lines}>
          <Lines
            label={called.lines}
            lines={form.lines}
            columns={columns}
            set={setLines}
            blank={blankLine}
            add={said.addLine}
            faults={faults}
            tools={(line) => line.item !== null && (
              <Tooltip label={said.anotherLot}>
                <ActionIcon variant="subtle" color="gray" size={36} aria-label={said.anotherLot} onClick={() => setLines((lines) => withAnotherLot(lines, line))}>
                  <IconCopyPlus size={16} aria-hidden="true" />
                </ActionIcon>
              </Tooltip>
            )}
            below={(line, change, at) => line.item !== null && (
              <LineBelow line={line} change={change} at={at} form={form} announcement={expected}
                mayOverride={may('receipt.below-least-life') || may('receipt.over')} asksReason={override !== null && told.at.has(at)} />
            )}
          />
          {rest.length > 0 && <NotHere lines={rest} add={(line) => setLines((lines) => [...lines, expectedLine(line)])} />}
        </Section>
        {receive.error !== null && faults.isElsewhere && <div style={{ marginTop: 12 }}><Problem failure={receive.error} /></div>}
        {override !== null && !may(override) && <Text size="sm" mt="xs">{said.mayNot}</Text>}
        <Group justify="end" mt="md">
          <Text size="sm" c="dimmed">{said.scanHint}</Text>
          <Button type="submit" size="md" loading={receive.isPending} disabled={form.supplier === null || form.site === null || form.lines.length === 0}>{said.does}</Button>
        </Group>
      </form>
    </Page>
  )
}

// The same item again, for the next lot of it.
function withAnotherLot(lines: readonly ArrivingLine[], line: ArrivingLine): readonly ArrivingLine[] {
  const another = blankLine({ item: line.item, announcementLineId: line.announcementLineId, entered: { quantity: '', unit: line.entered.unit } })
  return lines.flatMap((one) => (one.key === line.key ? [one, another] : [one]))
}

function NotHere({ lines, add }: { readonly lines: readonly Announcement['lines'][number][]; readonly add: (line: Announcement['lines'][number]) => void }) {
  return (
    <Group gap="xs" mt="md">
      <Text size="sm">{said.notHere}</Text>
      {lines.map((line) => (
        <Button key={line.id} size="compact-sm" variant="light" color="orange" onClick={() => add(line)}>
          {line.sku} {quantity(leftOf(line), line.unit)}
        </Button>
      ))}
    </Group>
  )
}

// A scan that no field takes: an item begins its line, anything else is the lot of the last line without one.
function useItemScans(setLines: (change: (lines: readonly ArrivingLine[]) => readonly ArrivingLine[]) => void): void {
  const take = async (code: string) => {
    try {
      const { rows } = await ask('/find', { q: code })
      const items = rows.filter(({ kind, isExact }) => kind === 'item' && isExact)
      const [found] = items
      if (found === undefined || items.length > 1) return setLines((lines) => withCode(lines, code))
      const { item } = await ask('/items/{id}', { id: found.id })
      const choice = { id: item.id, code: item.sku, detail: item.name, baseUnit: item.baseUnit }
      setLines((lines) => [...lines.filter((line) => line.item !== null || line.code !== ''), blankLine({ item: choice })])
    } catch (error) {
      if (error instanceof Failure) notifications.show({ color: 'red', message: sentenceOf(error) })
    }
  }
  usePageScan((code) => void take(code))
}

// Whoever comes with a lot's code, as from a scan that nothing knows, finds it in the form.
function useScannedLot(setLines: (change: (lines: readonly ArrivingLine[]) => readonly ArrivingLine[]) => void): void {
  const navigate = useNavigate()
  const { lot, ...rest }: { readonly lot?: string } = useSearch({ strict: false })
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is put in once, and is no longer asked for then.
  useEffect(() => {
    if (lot === undefined) return
    setLines((lines) => (lines.some(({ code }) => code === lot) ? lines : withCode(lines, lot)))
    void navigate({ to: '.', search: rest, replace: true })
  }, [lot])
}

function withCode(lines: readonly ArrivingLine[], code: string): readonly ArrivingLine[] {
  const at = lines.findLastIndex((line) => line.code === '')
  return at < 0 ? [...lines, blankLine({ code })] : lines.map((line, nth) => (nth === at ? { ...line, code } : line))
}
