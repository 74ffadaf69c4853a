// Putting a document right: what its lines really were, what follows from it before it is recorded, and why.
import { Alert, Button, Checkbox, Group, Loader, Text, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useCallback, useEffect, useMemo, useState } from 'react'
import { type BodyOf, Failure } from '~/api'
import { useCommand, useQuestion, useTrial } from '~/asking'
import { moment, quantity } from '~/format'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { useDraft } from '~/ui/fields/draft'
import { KeptNote } from '~/ui/fields/kept-note'
import { type Keyed, type LineColumn, Lines } from '~/ui/fields/lines'
import { EmptyState } from '~/ui/empty-state'
import { Section } from '~/ui/facts'
import { useNames } from '~/ui/names'
import { ObjectPage } from '~/ui/object-page'
import { Problem, sentenceOf } from '~/ui/problem'
import { useId } from '~/ui/use-id'
import { words } from '~/words'
import { blankCorrection, bodyOf, type CorrectForm, editOf, faultsOf, lineKey, partsOf, type Told, type ToldLine, wrongWith } from './correct-form'
import { LineEditor } from './correct-line'
import { Since } from './since'
import { WhatFollows } from './what-follows'

const { correct: said, columns: called } = words

export default function Correct() {
  const id = useId()
  const asked = useQuestion('/documents/{id}/lines', { id })
  const names = useNames([id])
  const may = useMay()
  const what = (told: Told) => [words.documentOf(told.kind), names.get(id)?.name ?? ''].filter((one) => one !== '').join(' ')
  return (
    <ObjectPage asked={asked} titleOf={(told) => said.titleOf(what(told))}
      actions={() => <Button variant="default" renderRoot={(props) => <Link to="/documents/$id" params={{ id }} {...props} />}>{said.toDocument}</Button>}>
      {(told) => may('document.correct') && told.lines.some(({ correctable }) => correctable)
        ? <Form key={id} told={told} />
        : <EmptyState title={said.nothing} text={said.nothingHint}>{null}</EmptyState>}
    </ObjectPage>
  )
}

// A line that is not corrected may be looked at without its reason.
const UNSAID = '…'
const PAUSE = 350

function Form({ told }: { readonly told: Told }) {
  const navigate = useNavigate()
  const { id } = told
  const { line }: { readonly line?: string } = useSearch({ strict: false })
  const { value: form, set, clear, isKept } = useDraft<CorrectForm>(`correct-${id}`, () => firstForm(told, line))
  const [others, setOthers] = useState<ReadonlyMap<string, Told>>(new Map())
  const documents = useMemo(() => new Map([[id, told], ...others]), [id, told, others])
  const lines = useMemo(() => new Map([...documents].flatMap(([of, { lines: all }]) => all.map((line) => [lineKey(of, line.line), line] as const))), [documents])
  const note = useCallback((other: Told) => setOthers((now) => new Map(now).set(other.id, other)), [])

  const sent = bodyOf(form, lines)
  const record = useCommand('/corrections')
  const trial = useTried(sent?.body ?? null, record.status !== 'idle')
  // What was refused when it was recorded is told until something is changed; else what would be.
  const failure = record.error ?? (trial.isSettled ? trial.error : null)
  const faults = faultsOf(failure, sent?.keys ?? [], form, lines)
  const change = (next: CorrectForm) => { record.reset(); set(next) }
  const isReady = sent !== null && form.reason.trim() !== '' && faults.at.size === 0 && faults.rest === null
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (sent === null || form.reason.trim() === '') return
    try {
      const { answer } = await record.mutateAsync(sent.body)
      clear(blankCorrection(id))
      tellDone(said.done)
      await navigate({ to: '/documents/$id', params: { id: answer.documentId } })
    } catch (error) {
      if (!(error instanceof Failure)) throw error
    }
  }
  const take = (documentId: string) => change({ ...form, documents: [...form.documents, documentId] })
  const leave = (documentId: string) => change({
    ...form, documents: form.documents.filter((one) => one !== documentId), never: form.never.filter((one) => one !== documentId), edits: form.edits.filter((edit) => edit.documentId !== documentId),
  })
  return (
    <form onSubmit={(event) => void submit(event)} style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
      <KeptNote isKept={isKept} again={() => { clear(blankCorrection(id)); record.reset() }} />
      <Text size="sm">{said.intro}</Text>
      <OfDocument told={told} form={form} change={change} faults={faults.at} />
      {form.documents.filter((one) => one !== id).map((other) => (
        <Other key={other} id={other} form={form} change={change} faults={faults.at} note={note} leave={() => leave(other)} />
      ))}
      <Since lots={lotsOf(form, lines)} from={told.occurredAt} documents={form.documents} take={take} />
      <Section title={said.follows}>
        <div role="status">
          <Follows isAsked={sent !== null} isUnfinished={form.edits.some((edit) => wrongOf(edit, lines).length > 0)} trial={trial} failure={failure} isPlaced={faults.at.size > 0} />
        </div>
      </Section>
      <Textarea label={words.reason} description={said.reasonHint} required withAsterisk={false} maxLength={1000} autosize minRows={2} value={form.reason} onChange={(event) => change({ ...form, reason: event.currentTarget.value })} />
      {faults.rest !== null && <Problem failure={faults.rest} />}
      <Group justify="end">
        <Button variant="default" renderRoot={(props) => <Link to="/documents/$id" params={{ id }} {...props} />}>{words.cancel}</Button>
        <Button type="submit" size="md" loading={record.isPending} disabled={!isReady}>{said.does}</Button>
      </Group>
    </form>
  )
}

// Whoever comes from a line begins with it; a document of one line has no other.
function firstForm(told: Told, wanted: string | undefined): CorrectForm {
  const able = told.lines.filter(({ correctable }) => correctable)
  const first = able.find(({ line }) => String(line) === wanted) ?? (able.length === 1 ? able[0] : undefined)
  return { ...blankCorrection(told.id), edits: first === undefined ? [] : [editOf(told.id, first)] }
}

type Tried = Pick<ReturnType<typeof useTrial<'/try/corrections'>>, 'data' | 'error' | 'isFetching'> & { readonly isSettled: boolean }

// What would follow, asked when whoever types pauses. The reason is no part of it.
function useTried(body: BodyOf<'/corrections'> | null, isPaused: boolean): Tried {
  const text = body === null ? '' : JSON.stringify({ ...body, reason: UNSAID })
  const [settled] = useDebouncedValue(text, PAUSE)
  const tried = useMemo(() => (settled === '' ? null : { ...JSON.parse(settled) }), [settled])
  const { data, error, isFetching } = useTrial('/try/corrections', tried, { isPaused })
  return { data, error, isFetching, isSettled: text === settled }
}

const wrongOf = (edit: CorrectForm['edits'][number], lines: ReadonlyMap<string, ToldLine>) => {
  const told = lines.get(edit.key)
  return told === undefined ? [] : wrongWith(edit, told)
}

// The lots of what is put right, each once.
function lotsOf(form: CorrectForm, lines: ReadonlyMap<string, ToldLine>): { readonly id: string; readonly code: string }[] {
  const own = [...lines].filter(([key]) => form.edits.some((edit) => edit.key === key) || form.never.some((id) => key.startsWith(id)))
  const parts = own.flatMap(([, line]) => [line.first, ...line.parts])
  return [...new Map(parts.flatMap(({ lotId, lot }) => (lotId === null ? [] : [[lotId, { id: lotId, code: lot ?? '' }] as const]))).values()]
}

function Follows({ isAsked, isUnfinished, trial, failure, isPlaced }: {
  readonly isAsked: boolean; readonly isUnfinished: boolean; readonly trial: Tried; readonly failure: Failure | null; readonly isPlaced: boolean
}) {
  if (!isAsked) return <Text size="sm" c="dimmed">{isUnfinished ? said.unfinished : said.followsNone}</Text>
  if (failure !== null) return <Alert color="red" variant="light" title={said.refused}>{isPlaced ? '' : `${sentenceOf(failure)} `}{failure.status === 409 && said.refusedHint}</Alert>
  if (!trial.isSettled || trial.isFetching || trial.data === undefined) return <Group gap="xs"><Loader size="xs" aria-hidden="true" /><Text size="sm" c="dimmed">{said.trying}</Text></Group>
  return <WhatFollows of={trial.data.answer} />
}

type OfDocumentProps = { readonly told: Told; readonly form: CorrectForm; readonly change: (form: CorrectForm) => void; readonly faults: ReadonlyMap<string, readonly string[]>; readonly leave?: () => void }

function Other({ id, note, ...more }: Omit<OfDocumentProps, 'told'> & { readonly id: string; readonly note: (told: Told) => void }) {
  const { data, error } = useQuestion('/documents/{id}/lines', { id })
  useEffect(() => { if (data !== undefined) note(data) }, [data, note])
  if (error !== null) return <Problem failure={error} />
  return data === undefined ? null : <OfDocument told={data} {...more} />
}

type Shown = Keyed & { readonly told: ToldLine }
const MOST_SHOWN = 100

const columns: readonly LineColumn<Shown>[] = [
  { id: 'item', label: called.item, width: '30%', cell: ({ told }) => <><Text size="sm">{told.first.sku}</Text><Text size="xs" c="dimmed">{told.name}</Text></> },
  { id: 'lot', label: called.lot, cell: ({ told }) => <Text size="sm" className="code">{told.parts.length === 0 ? '' : partsOf(told).map(lotOf).join(', ')}</Text> },
  { id: 'quantity', label: called.quantity, cell: ({ told }) => <Text size="sm">{told.parts.length === 0 ? said.isNever : partsOf(told).map((part) => quantity(part.quantity, part.unit)).join(' + ')}</Text> },
  { id: 'places', label: `${called.from} → ${called.to}`, cell: ({ told }) => <Text size="sm" className="code">{told.first.from} → {told.first.to}</Text> },
]

const lotOf = ({ lot, candidates, serial }: ToldLine['first']) => serial ?? lot ?? (candidates.length > 0 ? said.oneOf(candidates.map((one) => one.lot).join(', ')) : words.none)

function OfDocument({ told, form, change, faults, leave }: OfDocumentProps) {
  const [find, setFind] = useState('')
  const able = told.lines.filter(({ correctable }) => correctable)
  const isNever = form.never.includes(told.id)
  const wanted = find.trim().toLowerCase()
  const editedOf = (line: ToldLine) => form.edits.find(({ key }) => key === lineKey(told.id, line.line))
  const fitting = able.filter((line) => wanted === '' || editedOf(line) !== undefined || [line.first.sku, line.name, line.first.lot, line.first.from, line.first.to, line.first.serial].some((one) => one?.toLowerCase().includes(wanted)))
  const shown = fitting.slice(0, MOST_SHOWN).map((line) => ({ key: lineKey(told.id, line.line), told: line }))
  const toggle = (line: ToldLine) => {
    const edit = editedOf(line)
    change({ ...form, edits: edit === undefined ? [...form.edits, editOf(told.id, line)] : form.edits.filter(({ key }) => key !== edit.key) })
  }
  const title = `${words.documentOf(told.kind)}, ${moment(told.occurredAt)}`
  return (
    <Section title={title} actions={leave && <Button size="compact-sm" variant="subtle" flex="none" onClick={leave}>{said.leaveOut}</Button>}>
      <Checkbox mb="sm" label={said.neverAll} description={said.neverHint} checked={isNever}
        onChange={(event) => change({ ...form, never: event.currentTarget.checked ? [...form.never, told.id] : form.never.filter((one) => one !== told.id) })} />
      {!isNever && able.length > 10 && <TextInput label={said.find} placeholder={said.findHint} maw={320} mb="xs" value={find} onChange={(event) => setFind(event.currentTarget.value)} />}
      {!isNever && (
        <Lines
          label={`${said.lines}: ${title}`} lines={shown} columns={columns} set={() => undefined} isFixed numberOf={({ told: line }) => line.line}
          faults={{ at: new Map(shown.flatMap(({ key }, at) => { const wrong = faults.get(key); return wrong === undefined ? [] : [[at, wrong] as const] })), isElsewhere: false }}
          tools={({ told: line }) => (
            <Button size="compact-sm" variant="light" {...(editedOf(line) !== undefined && { color: 'gray' })} aria-expanded={editedOf(line) !== undefined}
              aria-label={editedOf(line) === undefined ? said.edit(line.line) : said.leave(line.line)} onClick={() => toggle(line)}>
              {editedOf(line) === undefined ? said.does : said.leaveShort}
            </Button>
          )}
          below={({ told: line }) => {
            const edit = editedOf(line)
            return edit === undefined ? null : <LineEditor edit={edit} told={line} change={(some) => change({ ...form, edits: form.edits.map((one) => (one.key === edit.key ? { ...one, ...some } : one)) })} />
          }}
        />
      )}
      {!isNever && shown.length < able.length && <Text size="sm" c="dimmed">{said.shown(shown.length, able.length)}</Text>}
    </Section>
  )
}
