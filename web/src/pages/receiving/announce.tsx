// Saying what a supplier is to bring: a purchase order, or the supplier's own notice.
import { Button, Group, NativeSelect, SimpleGrid, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import type { BodyOf } from '~/api'
import { useCommand } from '~/asking'
import { ItemCell, type ItemLine, noItemLine, WholeCell } from '~/pages/fields/item-cells'
import { type PartnerChoice, PartnerPicker, type PlaceChoice, PlacePicker } from '~/pages/fields/pickers'
import { useOnlySite } from '~/pages/fields/use-only-site'
import { useItemScan } from '~/pages/fields/use-item-scan'
import { tellDone } from '~/ui/done'
import { dateOf, DateField } from '~/ui/fields/date-field'
import { useDraft } from '~/ui/fields/draft'
import { faultsOf } from '~/ui/fields/faults'
import { KeptNote } from '~/ui/fields/kept-note'
import { type Keyed, type LineColumn, Lines, newKey } from '~/ui/fields/lines'
import { precisionOf } from '~/ui/fields/read-date'
import { ScanInput } from '~/ui/fields/scan-input'
import { Section } from '~/ui/facts'
import { Page } from '~/ui/page'
import { Problem } from '~/ui/problem'
import { words } from '~/words'

const { announce: said, columns: called } = words
const kinds = ['purchase_order', 'advance_notice'] as const

type Line = Keyed & ItemLine & { readonly lotCode: string }
type Form = {
  readonly number: string
  readonly kind: (typeof kinds)[number]
  readonly supplier: PartnerChoice | null
  readonly site: PlaceChoice | null
  readonly expectedOn: string
  readonly lines: readonly Line[]
}
const blankLine = (): Line => ({ key: newKey(), ...noItemLine, lotCode: '' })
const blank = (): Form => ({ number: '', kind: 'purchase_order', supplier: null, site: null, expectedOn: '', lines: [blankLine()] })

const columns: readonly LineColumn<Line>[] = [
  { id: 'item', label: called.item, width: '38%', cell: (line, change, at) => <ItemCell line={line} change={change} at={at} /> },
  { id: 'quantity', label: called.quantity, width: '28%', cell: (line, change, at) => <WholeCell line={line} change={change} at={at} /> },
  {
    id: 'lot', label: said.lot,
    cell: (line, change, at) => <ScanInput isBare label={words.fields.ofLine(said.lot, at + 1)} value={line.lotCode} onChange={(lotCode) => change({ lotCode })} />,
  },
]

function bodyOf(form: Form): BodyOf<'/announcements'> | null {
  const { supplier, site } = form
  const day = dateOf(form.expectedOn)
  const isUnclear = form.expectedOn.trim() !== '' && (day === null || precisionOf(day) !== 'day')
  if (supplier === null || site === null || form.number.trim() === '' || isUnclear || form.lines.length === 0) return null
  if (form.lines.some(({ item, whole }) => item === null || whole === '')) return null
  return {
    number: form.number.trim(), kind: form.kind, supplierId: supplier.id, siteId: site.id, ...(day !== null && { expectedOn: day }),
    lines: form.lines.map(({ item, whole, lotCode }) => ({ itemId: item?.id ?? '', quantity: whole, ...(lotCode.trim() !== '' && { lotCode: lotCode.trim() }) })),
  }
}

export default function Announce() {
  const navigate = useNavigate()
  const draft = useDraft('announce', blank)
  const { value: form, set, clear, isKept } = draft
  const announce = useCommand('/announcements', { isKept: true })
  useOnlySite(draft)
  useItemScan((item) => set((now) => ({ ...now, lines: [...now.lines.filter((line) => line.item !== null), { ...blankLine(), item }] })))
  const faults = faultsOf(announce.error, 'lines')
  const body = bodyOf(form)
  const day = dateOf(form.expectedOn)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (body === null) return
    try {
      const { answer } = await announce.mutateAsync(body)
      clear(blank())
      tellDone(said.done(body.number))
      await navigate({ to: `/announcements/${answer.announcementId}` })
    } catch {
      // The refusal stands in the form.
    }
  }
  return (
    <Page needs="stock.receive" title={said.title}>
      <KeptNote isKept={isKept} again={() => { clear(blank()); announce.reset() }} />
      <form onSubmit={(event) => void submit(event)}>
        <Section title={words.object.facts}>
          <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
            <PartnerPicker which="supplier" label={called.supplier} isRequired autoFocus value={form.supplier} onPick={(supplier) => set((now) => ({ ...now, supplier }))} />
            <TextInput label={called.number} required withAsterisk={false} maxLength={200} value={form.number} onChange={(event) => set({ ...form, number: event.currentTarget.value })} />
            <NativeSelect label={called.kind} data={kinds.map((kind) => ({ value: kind, label: said.kinds[kind] }))} value={form.kind}
              onChange={(event) => set({ ...form, kind: kinds.find((kind) => kind === event.currentTarget.value) ?? 'purchase_order' })} />
            <PlacePicker kind="site" label={called.site} isRequired value={form.site} onPick={(site) => set((now) => ({ ...now, site }))} />
            <DateField label={called.expectedOn} value={form.expectedOn} onChange={(expectedOn) => set((now) => ({ ...now, expectedOn }))}
              error={day !== null && precisionOf(day) !== 'day' ? said.needsDay : undefined} />
          </SimpleGrid>
        </Section>
        <div style={{ height: 12 }} />
        <Section title={called.lines}>
          <Lines label={called.lines} lines={form.lines} columns={columns} blank={blankLine} add={words.receive.addLine} faults={faults}
            set={(change) => set((now) => ({ ...now, lines: change(now.lines) }))} />
        </Section>
        {announce.error !== null && faults.isElsewhere && <div style={{ marginTop: 12 }}><Problem failure={announce.error} /></div>}
        <Group justify="end" mt="md">
          <Button type="submit" size="md" loading={announce.isPending} disabled={body === null}>{said.does}</Button>
        </Group>
      </form>
    </Page>
  )
}
