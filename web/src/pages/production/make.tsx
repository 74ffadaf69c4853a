// Lots become other lots: what goes in, what comes out, and whether it adds up.
import { Button, Group, NativeSelect, SimpleGrid, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { useCommand } from '~/asking'
import { quantity } from '~/format'
import { ItemCell, WholeCell } from '~/pages/fields/item-cells'
import { PlacePicker } from '~/pages/fields/pickers'
import { useOnlySite } from '~/pages/fields/use-only-site'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { useDraft } from '~/ui/fields/draft'
import { faultsOf } from '~/ui/fields/faults'
import { KeptNote } from '~/ui/fields/kept-note'
import { type LineColumn, Lines } from '~/ui/fields/lines'
import { ScanInput } from '~/ui/fields/scan-input'
import { Section } from '~/ui/facts'
import { Page } from '~/ui/page'
import { Problem } from '~/ui/problem'
import { Told } from '~/ui/told'
import { words } from '~/words'
import { InputLot, InputPlace, OutputDate } from './make-cells'
import { MakeParts } from './make-parts'
import { MakeWhich } from './make-which'
import { InputUnits, OutputUnits, useGoodsScans } from './make-units'
import { balanceOf, blankInput, blankMake, blankOutput, bodyOf, type InputLine, keptItem, kinds, type MakeForm, numbersIn, type OutputLine, outputsOf } from './make-form'

const { make: said, columns: called } = words

const inputColumns = (siteId: string | null): readonly LineColumn<InputLine>[] => [
  { id: 'item', label: called.item, width: '26%', cell: (line, change, at) => <ItemCell line={line} change={(some) => change({ ...some, ...('item' in some && { lot: null, placeId: '', serials: null }) })} at={at} label={said.inputItem} /> },
  { id: 'lot', label: called.lot, width: '22%', cell: (line, change, at) => <InputLot line={line} change={change} at={at} /> },
  { id: 'place', label: said.takenFrom, width: '24%', cell: (line, change, at) => <InputPlace line={line} change={change} at={at} siteId={siteId} /> },
  { id: 'quantity', label: called.quantity, cell: (line, change, at) => line.serials === null ? <WholeCell line={line} change={change} at={at} label={said.inputQuantity} /> : <Text size="sm" pt={8}>{words.units.manyOf(line.serials.length)}</Text> },
]

const outputColumns = (siteId: string | null): readonly LineColumn<OutputLine>[] => [
  { id: 'item', label: called.item, width: '24%', cell: (line, change, at) => <ItemCell line={line} change={change} at={at} label={said.outputItem} /> },
  { id: 'code', label: said.newLot, width: '18%', cell: (line, change, at) => <ScanInput isBare label={words.fields.ofLine(said.newLot, at + 1)} value={line.code} onChange={(code) => change({ code })} /> },
  { id: 'date', label: called.lastsTo, width: '17%', cell: (line, change, at) => <OutputDate line={line} change={change} at={at} /> },
  { id: 'place', label: said.putInto, width: '18%', cell: (line, change, at) => <PlacePicker isBare label={words.fields.ofLine(said.putInto, at + 1)} placeholder={said.sameplace} siteId={siteId} value={line.place} onPick={(place) => change({ place })} /> },
  { id: 'quantity', label: called.quantity, cell: (line, change, at) => <WholeCell line={line} change={change} at={at} label={said.outputQuantity} /> },
]

export default function Make() {
  const may = useMay()
  const navigate = useNavigate()
  const draft = useDraft('make', blankMake)
  const { value: form, set, clear, isKept } = draft
  const transform = useCommand('/transformations', { isKept: true })
  const correct = useCommand('/corrections')
  useOnlySite(draft)
  useGoodsScans(form, set)
  const { error } = transform
  const inputFaults = faultsOf(error, 'inputs', {
    end: 'Input', isOf: ({ lotId, locationId }) => form.inputs.findIndex(({ lot, placeId }) => lotId !== undefined && lot?.id === lotId && (locationId === undefined || placeId === locationId)),
  })
  const outputFaults = faultsOf(error, 'outputs', { end: 'Output' })
  const siteId = form.site?.id ?? null
  const outputs = outputsOf(form)
  const body = bodyOf({ ...form, outputs })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (body === null) return
    try {
      const { answer } = await transform.mutateAsync(body)
      clear(blankMake())
      const undo = () => correct.mutateAsync({ documents: [answer.documentId], reason: said.byMistake })
      tellDone(said.done(answer.outputs.length), may('document.correct') ? undo : undefined)
      await navigate({ to: `/documents/${answer.documentId}` })
    } catch {
      // The refusal stands in the form.
    }
  }
  const setOutputs = (change: (lines: readonly OutputLine[]) => readonly OutputLine[]) => set((now) => ({ ...now, outputs: change(outputsOf(now)) }))
  return (
    <Page needs="stock.transform" title={said.title}>
      <KeptNote isKept={isKept} again={() => { clear(blankMake()); transform.reset() }} />
      <form onSubmit={(event) => void submit(event)}>
        <Section title={said.what}>
          <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
            <NativeSelect label={called.kind} data={kinds.map((kind) => ({ value: kind, label: said.kinds[kind] }))} value={form.kind}
              onChange={(event) => {
                const kind = kinds.find((one) => one === event.currentTarget.value) ?? 'make'
                set((now) => ({ ...now, kind }))
              }} />
            <PlacePicker kind="site" label={called.site} isRequired value={form.site} onPick={(site) => set((now) => ({ ...now, site }))} />
          </SimpleGrid>
          <Text size="sm" c="dimmed" mt="xs">{said.hints[form.kind]}</Text>
        </Section>
        <div style={{ height: 12 }} />
        <Section title={said.inputs}>
          <Lines label={said.inputs} lines={form.inputs} columns={inputColumns(siteId)} blank={blankInput} add={said.addInput} faults={inputFaults}
            set={(change) => set((now) => ({ ...now, inputs: change(now.inputs) }))} below={(line, change, at) => <InputUnits line={line} change={change} at={at} />} />
        </Section>
        <div style={{ height: 12 }} />
        <Section title={said.outputs}>
          <Lines label={said.outputs} lines={outputs} columns={outputColumns(siteId)} blank={() => blankOutput({ item: keptItem(form) })} add={said.addOutput} faults={outputFaults} set={setOutputs}
            below={(line, change, at) => <OutputUnits line={line} change={change} at={at} goingIn={numbersIn(form)} />} />
        </Section>
        <MakeWhich form={{ ...form, outputs }} set={set} />
        <MakeParts form={{ ...form, outputs }} set={set} />
        {error !== null && inputFaults.isElsewhere && outputFaults.isElsewhere && <div style={{ marginTop: 12 }}><Problem failure={error} /></div>}
        <Group justify="end" mt="md">
          <AddsUp form={{ ...form, outputs }} />
          <Button type="submit" size="md" loading={transform.isPending} disabled={body === null}>{said.does[form.kind]}</Button>
        </Group>
      </form>
    </Page>
  )
}

function AddsUp({ form }: { readonly form: MakeForm }) {
  const sums = balanceOf(form)
  if (sums === null) return null
  const { into, out, unit } = sums
  const told = `${quantity(into, unit)} → ${quantity(out, unit)}`
  if (into === out) return <Told color="teal" role="status">{told} · {said.addsUp}</Told>
  return <Told color="red" role="status">{told} · {into > out ? said.missing(quantity(into - out, unit)) : said.tooMuch(quantity(out - into, unit))}</Told>
}
