// How a list is written, and which of its columns is which: guessed, shown with some of its rows, and changed here.
import { Alert, Badge, Button, Center, Group, Loader, NativeSelect, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type AnswerOf, forgetImport, stepImport } from '~/api'
import { useAnswer, useQuestion } from '~/asking'
import { tellDone } from '~/ui/done'
import { Section } from '~/ui/facts'
import { PlainTable } from '~/ui/plain-table'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import type { Import } from './import'

type Reading = Import['reading']
type Look = AnswerOf<'/imports/{id}/look'>
type Column = AnswerOf<'/import-kinds'>['kinds'][number]['columns'][number]

const said = words.imports

export function Columns({ of }: { readonly of: Import }) {
  const navigate = useNavigate()
  const [reading, setReading] = useState(of.reading)
  const look = useQuestion('/imports/{id}/look', { id: of.id }, { keep: true })
  const kinds = useQuestion('/import-kinds', {})
  const keep = useAnswer((next: Reading) => stepImport(of.id, 'reading', next))
  const check = useAnswer(() => stepImport(of.id, 'check', {}))
  const discard = useAnswer(() => forgetImport(of.id))
  const change = (next: Partial<Reading>) => {
    const all = { ...reading, ...next }
    setReading(all)
    keep.mutate(all)
  }
  const columns = kinds.data?.kinds.find(({ name }) => name === of.kind)?.columns
  const failure = look.error ?? kinds.error ?? keep.error ?? check.error ?? discard.error
  if (look.data === undefined || columns === undefined) return failure === null ? <Center><Loader aria-label={words.waiting} /></Center> : <Problem failure={failure} />
  const missing = columns.filter(({ name, isNeeded }) => isNeeded && reading.places[name] === undefined)
  const unread = look.data.header.filter((_, at) => !Object.values(reading.places).includes(at))
  const hasDates = columns.some(({ name, type }) => (type === 'date' || type === 'moment') && reading.places[name] !== undefined)
  const isUnsure = hasDates && reading.dates === null
  return (
    <>
      {failure !== null && <Problem failure={failure} />}
      <Section title={said.looks}><Writing reading={reading} change={change} hasDates={hasDates} /></Section>
      <Section title={said.columns}>
        <Places look={look.data} columns={columns} reading={reading} change={change} />
        <Stack gap={4} mt="sm">
          {unread.length > 0 && <Text size="sm" c="dimmed">{said.unread(unread.map((name, at) => name || said.nameless(at + 1)).join(', '))}</Text>}
        </Stack>
      </Section>
      {missing.length > 0 && <Alert color="orange" variant="light" role="status">{said.missing(missing.map(({ name }) => said.columnOf(name)).join(', '))}</Alert>}
      {isUnsure && <Alert color="orange" variant="light" role="status" title={said.datesUnsure}>{said.datesUnsureHint}</Alert>}
      <Group>
        <Button disabled={missing.length > 0 || isUnsure} loading={check.isPending || keep.isPending} onClick={() => check.mutate(undefined)}>{said.check}</Button>
        <Button variant="default" loading={discard.isPending} onClick={() => discard.mutate(undefined, { onSuccess: () => { tellDone(said.discarded); void navigate({ to: '/import' }) } })}>
          {said.discard}
        </Button>
        <Text size="sm" c="dimmed">{said.checkHint}</Text>
      </Group>
    </>
  )
}

type Change = (next: Partial<Reading>) => void

function Writing({ reading, change, hasDates }: { readonly reading: Reading; readonly change: Change; readonly hasDates: boolean }) {
  const options = (names: { readonly [value: string]: string }) => Object.entries(names).map(([value, label]) => ({ value, label }))
  const encodings = reading.encoding in said.encodings ? said.encodings : { ...said.encodings, [reading.encoding]: reading.encoding }
  return (
    <Group gap="sm" align="end">
      <NativeSelect label={said.separator} value={reading.separator} data={options(said.separators)}
        onChange={(event) => change({ separator: separatorOf(event.currentTarget.value) })} />
      <NativeSelect label={said.decimal} value={reading.decimal ?? '.'} data={options(said.decimals)}
        onChange={(event) => change({ decimal: event.currentTarget.value === ',' ? ',' : '.' })} />
      {hasDates && (
        <NativeSelect label={said.dates} value={reading.dates ?? ''} data={[...(reading.dates === null ? [{ value: '', label: said.chooseDates }] : []), ...options(said.orders)]}
          onChange={(event) => change({ dates: orderOf(event.currentTarget.value) })} />
      )}
      <NativeSelect label={said.encoding} value={reading.encoding} data={options(encodings)} onChange={(event) => change({ encoding: event.currentTarget.value })} />
    </Group>
  )
}

function separatorOf(value: string): Reading['separator'] {
  return value === ';' || value === '\t' || value === '|' ? value : ','
}

function orderOf(value: string): Reading['dates'] {
  return value === 'ymd' || value === 'dmy' || value === 'mdy' ? value : null
}

function Places({ look, columns, reading, change }: {
  readonly look: Look; readonly columns: readonly Column[]; readonly reading: Reading; readonly change: Change
}) {
  const columnAt = (at: number) => Object.entries(reading.places).find(([, place]) => place === at)?.[0] ?? ''
  const put = (at: number, column: string) => {
    const others = Object.entries(reading.places).filter(([name, place]) => place !== at && name !== column)
    change({ places: Object.fromEntries(column === '' ? others : [...others, [column, at]]) })
  }
  const options = [
    { value: '', label: said.notRead },
    ...columns.map(({ name, isNeeded }) => ({ value: name, label: isNeeded ? said.neededMark(said.columnOf(name)) : said.columnOf(name) })),
  ]
  const rows = look.header.map((name, at) => ({ name: name || said.nameless(at + 1), at, column: columnAt(at) }))
  return (
    <PlainTable
      label={said.columns}
      rows={rows}
      rowId={({ at }) => String(at)}
      none={said.noFile}
      columns={[
        { id: 'header', label: said.header, text: ({ name }) => name, cell: ({ name }) => <strong>{name}</strong> },
        {
          id: 'samples', label: said.samples, text: ({ at }) => samplesOf(look, at),
          cell: ({ at }) => <Text size="sm" c="dimmed" maw={360} truncate title={samplesOf(look, at)}>{samplesOf(look, at)}</Text>,
        },
        {
          id: 'reads', label: said.reads, text: ({ column }) => column,
          cell: ({ name, at, column }) => (
            <Group gap="xs">
              <NativeSelect aria-label={`${name}: ${said.reads}`} value={column} data={options} onChange={(event) => put(at, event.currentTarget.value)} miw={180} />
              <Confidence look={look} at={at} column={column} />
            </Group>
          ),
        },
      ]}
    />
  )
}

function samplesOf({ rows }: Look, at: number): string {
  return [...new Set(rows.map((row) => row[at] ?? '').filter((cell) => cell !== ''))].slice(0, 4).join(' · ')
}

// How sure the guess was, as long as it is the one that stands.
function Confidence({ look, at, column }: { readonly look: Look; readonly at: number; readonly column: string }) {
  const guess = look.guesses.find((one) => one.at === at && one.column === column)
  if (guess === undefined) return null
  const [says, color] = guess.confidence >= 0.9 ? [said.sure, 'teal'] : guess.confidence >= 0.6 ? [said.likely, 'blue'] : [said.guessed, 'orange']
  return <Badge variant="light" color={color} style={{ flex: 'none' }}>{says}</Badge>
}
