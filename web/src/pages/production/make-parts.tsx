// Which units with a number went into which set: asked where several come out, because one could only be of all of them.
import { Button, Group, NativeSelect, Text } from '@mantine/core'
import { PlainTable } from '~/ui/plain-table'
import { Section } from '~/ui/facts'
import { text } from '~/ui/columns'
import type { GridColumn } from '~/ui/grid-columns'
import { words } from '~/words'
import { type MakeForm, type Part, partsAsked, sharedOut } from './make-form'

const { units: said, columns: called } = words

export function MakeParts({ form, set }: { readonly form: MakeForm; readonly set: (change: (form: MakeForm) => MakeForm) => void }) {
  const asked = partsAsked(form)
  if (asked === null) return null
  const { parts, wholes } = asked
  const putInto = (part: string, whole: string) => set((now) => ({ ...now, goesInto: { ...now.goesInto, [part]: whole } }))
  const into = (part: Part) => (wholes.includes(form.goesInto[part.code] ?? '') ? (form.goesInto[part.code] ?? '') : '')
  const columns: readonly GridColumn<Part>[] = [
    { ...text<Part>('part', said.part, ({ code }) => code), cell: ({ code }) => <span className="code">{code}</span> },
    text('item', called.item, ({ sku }) => sku),
    { ...text<Part>('lot', called.lot, ({ lot }) => lot), cell: ({ lot }) => <span className="code">{lot}</span> },
    {
      ...text<Part>('into', said.goesInto, into),
      cell: (part) => (
        <NativeSelect aria-label={said.goesIntoOf(part.code)} value={into(part)} data={[{ value: '', label: said.unsaid }, ...wholes]} onChange={(event) => putInto(part.code, event.currentTarget.value)} />
      ),
    },
  ]
  return (
    <div style={{ marginTop: 12 }}>
      <Section title={said.parts}>
        <Group gap="sm" mb="xs">
          <Text size="sm" c="dimmed">{said.partsHint}</Text>
          <Button size="compact-sm" variant="light" onClick={() => set((now) => ({ ...now, goesInto: sharedOut(asked) }))}>{said.inOrder}</Button>
        </Group>
        <PlainTable label={said.parts} columns={columns} rows={parts} rowId={({ code, sku }) => `${sku} ${code}`} none="" />
      </Section>
    </div>
  )
}
