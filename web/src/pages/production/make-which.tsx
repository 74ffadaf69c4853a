// Which lot went into which: asked only where several go in and several come out. Nothing said, all went into all.
import { Button, Checkbox, Group, Text, TextInput } from '@mantine/core'
import { quantity } from '~/format'
import { Section } from '~/ui/facts'
import { text } from '~/ui/columns'
import type { GridColumn } from '~/ui/grid-columns'
import { PlainTable } from '~/ui/plain-table'
import { words } from '~/words'
import { type InputLine, isWhichAsked, type MakeForm, type OutputLine, pairOf, whichOf } from './make-form'

const { make: said } = words
type Set = (change: (form: MakeForm) => MakeForm) => void

export function MakeWhich({ form, set }: { readonly form: MakeForm; readonly set: Set }) {
  if (!isWhichAsked(form)) return null
  const { inputs, outputs, pairs } = form
  const which = whichOf(form)
  const isTold = inputs.some((input) => outputs.some((output) => pairs[pairOf(input, output)] !== undefined))
  const columns: readonly GridColumn<InputLine>[] = [
    { ...text<InputLine>('input', said.inputs, nameOf), cell: (input) => <><span className="code">{input.lot?.code ?? input.item?.code}</span> <Text span size="sm" c="dimmed">{quantity(input.whole, input.item?.baseUnit)}</Text></> },
    ...outputs.map((output, to): GridColumn<InputLine> => ({
      ...text<InputLine>(`output ${output.key}`, outputName(output, to), (input) => pairs[pairOf(input, output)]),
      cell: (input) => <Cell form={form} set={set} input={input} output={output} name={said.whichOf(nameOf(input), outputName(output, to))}
        share={which?.find((one) => one.output === to + 1 && inputs[one.input - 1] === input)?.inputQuantity ?? ''} />,
    })),
  ]
  return (
    <div style={{ marginTop: 12 }}>
      <Section title={said.which}>
        <Group gap="sm" mb="xs">
          <Text size="sm" c="dimmed">{said.whichHint}</Text>
          {isTold && <Button size="compact-sm" variant="subtle" onClick={() => set((now) => ({ ...now, pairs: {} }))}>{said.whichAll}</Button>}
        </Group>
        <PlainTable label={said.which} columns={columns} rows={inputs} rowId={({ key }) => key} none="" />
        {which === null && <Text size="sm" c="red" role="status" mt="xs">{said.whichMissing}</Text>}
      </Section>
    </div>
  )
}

const nameOf = ({ lot, item }: InputLine): string => lot?.code ?? item?.code ?? ''
const outputName = ({ code, item }: OutputLine, at: number): string => (code.trim() === '' ? `${item?.code ?? ''} ${at + 1}` : code.trim())

// A tick; and how much, where it went into several.
function Cell({ form, set, input, output, name, share }: { readonly form: MakeForm; readonly set: Set; readonly input: InputLine; readonly output: OutputLine; readonly name: string; readonly share: string }) {
  const key = pairOf(input, output)
  const told = form.pairs[key]
  const isSeveral = form.outputs.filter((other) => form.pairs[pairOf(input, other)] !== undefined).length > 1
  const tick = (isTicked: boolean) => set((now) => ({
    ...now, pairs: { ...Object.fromEntries(Object.entries(now.pairs).filter(([pair]) => pair !== key)), ...(isTicked && { [key]: '' }) },
  }))
  return (
    <Group gap="xs" wrap="nowrap">
      <Checkbox aria-label={name} checked={told !== undefined} onChange={(event) => tick(event.currentTarget.checked)} />
      {told !== undefined && isSeveral && (
        <TextInput size="xs" w={110} inputMode="numeric" aria-label={said.howMuchOf(name)} placeholder={share} value={told}
          onChange={(event) => { const { value } = event.currentTarget; set((now) => ({ ...now, pairs: { ...now.pairs, [key]: value } })) }} />
      )}
    </Group>
  )
}
