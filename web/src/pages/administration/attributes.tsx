// The shop's own attributes of lots: what else is kept of a lot, and of what type.
import { Button, Select, TagsInput, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { AnswerOf, BodyOf } from '~/api'
import { useCommand, useQuestion } from '~/asking'
import { useMay } from '~/session'
import { text } from '~/ui/columns'
import { tellDone } from '~/ui/done'
import type { GridColumn } from '~/ui/grid-columns'
import { PlainTable } from '~/ui/plain-table'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { adminWords } from '~/words/administration'
import { atField, FormDialog } from './form'
import { AdminPage } from './frame'

const said = adminWords.attributes
type Attribute = AnswerOf<'/lot-attributes'>['attributes'][number]
type Type = BodyOf<'/lot-attributes'>['type']
const types: readonly Type[] = ['text', 'number', 'date', 'yes_no', 'choice']

export default function Attributes() {
  const may = useMay()
  const [changed, change] = useState<Attribute | 'new' | null>(null)
  const { data, error, refetch } = useQuestion('/lot-attributes', {})
  const columns: readonly GridColumn<Attribute>[] = [
    text('title', said.title, ({ title }) => title),
    { ...text<Attribute>('name', said.name, ({ name }) => name), cell: ({ name }) => <span className="code">{name}</span> },
    text('type', said.type, ({ type }) => said.types[type]),
    text('choices', said.choices, ({ choices }) => choices?.join(', ')),
    ...(may('lot.write') ? [{
      id: 'actions', label: said.change, text: () => '',
      cell: (attribute: Attribute) => <Button size="compact-sm" variant="default" aria-label={said.changeWhich(attribute.title)} onClick={() => change(attribute)}>{said.change}</Button>,
    }] : []),
  ]
  return (
    <AdminPage title={adminWords.rooms.attributes.label} needs="record.read"
      actions={may('lot.write') && <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => change('new')}>{said.define}</Button>}>
      {error !== null ? <Problem failure={error} again={() => void refetch()} />
        : <PlainTable label={adminWords.rooms.attributes.label} columns={columns} rows={data?.attributes ?? []} rowId={({ name }) => name} none={data === undefined ? words.waiting : said.none} />}
      {changed !== null && <Define known={changed === 'new' ? null : changed} taken={data?.attributes ?? []} close={() => change(null)} />}
    </AdminPage>
  )
}

function Define({ known, taken, close }: { readonly known: Attribute | null; readonly taken: readonly Attribute[]; readonly close: () => void }) {
  const [title, setTitle] = useState(known?.title ?? '')
  const [name, setName] = useState(known?.name ?? '')
  const [type, setType] = useState<Type>(known?.type ?? 'text')
  const [choices, setChoices] = useState<string[]>(known?.choices ?? [])
  const define = useCommand('/lot-attributes')
  const given = name === '' ? nameFrom(title) : name
  // The server takes a name it knows as a new title for that attribute.
  const isTaken = known === null && taken.some((one) => one.name === given)
  const run = async () => {
    await define.mutateAsync({ name: given, title: title.trim(), type, ...(type === 'choice' && { choices }) })
    tellDone(said.isDefined(title.trim()))
    close()
  }
  return (
    <FormDialog isOpen close={close} title={known === null ? said.define : said.changeWhich(known.title)} does={words.save} run={run} isPending={define.isPending} error={define.error}
      told={['name']} isReady={title.trim() !== '' && given !== '' && !isTaken && (type !== 'choice' || choices.length > 0)}>
      <TextInput label={said.title} description={said.titleHint} value={title} onChange={(event) => setTitle(event.currentTarget.value)} data-autofocus required withAsterisk={false} maxLength={200} />
      {known === null && (
        <>
          <TextInput label={said.name} description={said.nameHint} value={given} error={isTaken ? said.isTaken : atField(define.error, 'name')} onChange={(event) => setName(event.currentTarget.value)} maxLength={40} autoCapitalize="none" />
          <Select label={said.type} data={types.map((one) => ({ value: one, label: said.types[one] }))} value={type} allowDeselect={false} onChange={(value) => setType(types.find((one) => one === value) ?? 'text')} />
        </>
      )}
      {type === 'choice' && <TagsInput label={said.choices} description={known === null ? said.choicesHint : said.moreChoices} value={choices} onChange={setChoices} />}
      {known !== null && <Text size="sm" c="dimmed">{said.typeStays(said.types[known.type])}</Text>}
    </FormDialog>
  )
}

/** A name as the API takes it, from the title people read. */
function nameFrom(title: string): string {
  const plain = title.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+|_+$/g, '')
  return plain.slice(0, 40)
}
