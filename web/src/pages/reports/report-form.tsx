// Making a report of a view, and changing one.
import { MultiSelect, NumberInput, Select, SimpleGrid, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { BodyOf } from '~/api'
import { useCommand, useQuestion } from '~/asking'
import { weekdays } from '~/format'
import { FormDialog } from '~/pages/administration/form'
import { tellDone } from '~/ui/done'
import { words } from '~/words'
import type { Report } from './reports'

const said = words.reports
type Body = BodyOf<'/reports'>
const formats = ['xlsx', 'csv', 'pdf'] as const
const stretches = ['day', 'week', 'month'] as const
const here = Intl.DateTimeFormat().resolvedOptions().timeZone

export function ReportForm({ known, viewId, close }: { readonly known: Report | null; readonly viewId: string | null; readonly close: () => void }) {
  const views = useQuestion('/views', {}, { enabled: known === null })
  const sites = useQuestion('/locations', { kind: 'site', limit: '100' })
  const actors = useQuestion('/actors', {})
  const [view, setView] = useState(known?.viewId ?? viewId)
  const [typed, setName] = useState<string | null>(known?.name ?? null)
  const [format, setFormat] = useState<Body['format']>(known?.format ?? 'xlsx')
  const [every, setEvery] = useState<Body['every']>(known?.every ?? 'week')
  const [onDay, setOnDay] = useState<number | string>(known?.onDay ?? 1)
  const [at, setAt] = useState(known?.at ?? '06:30')
  const [chosenZone, setZone] = useState<string | null>(known?.zone ?? null)
  const [mailTo, setMailTo] = useState<readonly string[]>(known?.mailTo ?? [])
  const create = useCommand('/reports')
  const change = useCommand('/reports/change')
  // The company's clocks are those of its sites.
  const zones = [...new Set([...(sites.data?.rows ?? []).map(({ timeZone }) => timeZone), here, 'UTC', ...(known === null ? [] : [known.zone])])]
  const zone = chosenZone ?? zones[0] ?? 'UTC'
  const name = typed ?? views.data?.views.find(({ id }) => id === view)?.name ?? ''
  const people = (actors.data?.actors ?? []).filter(({ kind }) => kind === 'person')
  const sent = known === null ? create : change
  const run = async () => {
    const told = { name: name.trim(), format, every, onDay: every === 'day' ? 1 : Number(onDay), at, zone, mailTo: [...mailTo] }
    if (known !== null) await change.mutateAsync({ reportId: known.id, ...told })
    else if (view !== null) await create.mutateAsync({ viewId: view, ...told })
    tellDone(said.kept(told.name, ''))
    close()
  }
  return (
    <FormDialog isOpen close={close} title={known === null ? said.make : said.changeWhich(known.name)} does={words.save} run={run} isPending={sent.isPending} error={sent.error}
      isReady={view !== null && name.trim() !== '' && /^\d\d:\d\d$/.test(at) && onDay !== ''} size="lg">
      {known === null && (
        <Select label={said.view} searchable data={(views.data?.views ?? []).map((one) => ({ value: one.id, label: one.name }))} value={view} onChange={setView} data-autofocus
          {...(views.data?.views.length === 0 && { description: said.noViews })} />
      )}
      <TextInput label={words.columns.name} value={name} maxLength={80} onChange={(event) => setName(event.currentTarget.value)} />
      <Select label={said.format} data={formats.map((one) => ({ value: one, label: said.formats[one] }))} value={format} allowDeselect={false} onChange={(value) => setFormat(formats.find((one) => one === value) ?? 'xlsx')}
        {...(format === 'pdf' && { description: said.pdfMost })} />
      <SimpleGrid cols={{ base: 1, xs: every === 'day' ? 2 : 3 }}>
        <Select label={said.every} data={stretches.map((one) => ({ value: one, label: said.everyOf[one] }))} value={every} allowDeselect={false} onChange={(value) => { setEvery(stretches.find((one) => one === value) ?? 'week'); setOnDay(1) }} />
        {every === 'week' && <Select label={said.weekday} data={weekdays.map((day, nth) => ({ value: String(nth + 1), label: day }))} value={String(onDay)} allowDeselect={false} onChange={(value) => setOnDay(Number(value ?? 1))} />}
        {every === 'month' && <NumberInput label={said.dayOfMonth} description={said.dayOfMonthHint} value={onDay} min={1} max={31} allowDecimal={false} onChange={setOnDay} />}
        <TextInput label={said.at} type="time" value={at} onChange={(event) => setAt(event.currentTarget.value)} />
      </SimpleGrid>
      <Select label={said.zone} data={zones} value={zone} allowDeselect={false} onChange={setZone} />
      <MultiSelect label={said.mailTo} description={said.mailToHint} data={people.map((one) => ({ value: one.id, label: one.name }))} value={[...mailTo]} onChange={setMailTo} searchable maxValues={50} />
    </FormDialog>
  )
}
