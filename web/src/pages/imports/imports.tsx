// Lists in: choose what a file holds and drop it; below, what was imported before.
import { Alert, Button, Group, Loader, NativeSelect, Paper, Stack, Text } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type DragEvent, useRef, useState } from 'react'
import { Failure, newId, type RowOf, sendList } from '~/api'
import { useMay } from '~/session'
import { code, text, when } from '~/ui/columns'
import { EmptyState } from '~/ui/empty-state'
import { Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { ListPart } from '~/ui/list-page'
import { Page } from '~/ui/page'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { listIn, Unreadable } from './sheets'

type Row = RowOf<'/imports'>
const said = words.imports

const columns: readonly GridColumn<Row>[] = [
  code('name', said.list, (row) => row.name, (row) => `/import/${row.id}`, { width: 240 }),
  text('kind', said.kind, (row) => said.kinds[row.kind], { width: 120, told: { words: said.kinds } }),
  text('state', words.columns.state, (row) => said.states[row.state], { width: 160, told: { words: said.states } }),
  when('sentAt', said.sent, (row) => row.sentAt),
  text('by', said.by, (row) => row.by, { width: 160 }),
  text('failure', said.failure, (row) => row.failure, { isExtra: true, width: 300 }),
]

export default function Imports() {
  const may = useMay()
  if (!may('import.run')) {
    return <Page title={words.places.import}><EmptyState title={said.notYours.title} text={said.notYours.text} /></Page>
  }
  return (
    <Page title={words.places.import}>
      <Drop />
      <Section title={said.history}>
        <ListPart path="/imports" name={said.history} columns={columns} filters={[]} rowId={(row) => row.id} rowAddress={(row) => `/import/${row.id}`} empty={said.none} />
      </Section>
    </Page>
  )
}

function Drop() {
  const search: { readonly kind?: string } = useSearch({ strict: false })
  const navigate = useNavigate()
  const kind = said.order.find((name) => name === search.kind) ?? 'items'
  const [isOver, setOver] = useState(false)
  const [sending, setSending] = useState<string | null>(null)
  const [problem, setProblem] = useState<Failure | string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const send = async (file: File | undefined) => {
    if (file === undefined || sending !== null) return
    setProblem(null)
    setSending(file.name)
    const id = newId()
    try {
      const { list, name } = await listIn(file)
      await sendList({ id, kind, name }, list)
      void navigate({ to: '/import/$id', params: { id } })
    } catch (error) {
      if (error instanceof Failure) setProblem(error)
      else if (error instanceof Unreadable) setProblem(error.message === 'large' ? said.sheetLarge : said.sheetBroken(file.name))
      else throw error
    } finally {
      setSending(null)
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void send(event.dataTransfer.files[0])
  }
  return (
    <Section title={said.new}>
      <Stack gap="sm">
        <NativeSelect
          label={said.what}
          value={kind}
          maw={320}
          data={said.order.map((value) => ({ value, label: said.kinds[value] }))}
          onChange={(event) => void navigate({ to: '.', search: { kind: event.currentTarget.value }, replace: true })}
        />
        <Text size="sm" c="dimmed">{said.hints[kind]}</Text>
        <Paper
          withBorder
          p="xl"
          onDragOver={(event) => { event.preventDefault(); setOver(true) }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
          style={{ borderStyle: 'dashed', borderWidth: 2, ...(isOver ? { background: 'var(--mantine-color-default-hover)', borderColor: 'var(--mantine-primary-color-filled)' } : {}) }}
        >
          <Stack align="center" gap="xs" ta="center" role="status">
            {sending !== null ? (
              <Group gap="sm"><Loader size="sm" aria-label={words.waiting} /><Text>{said.sending(sending)}</Text></Group>
            ) : (
              <>
                <IconFileUpload size={32} stroke={1.5} aria-hidden="true" />
                <Text>{said.drop}</Text>
                <Button onClick={() => input.current?.click()}>{said.choose}</Button>
                <Text size="sm" c="dimmed">{said.takes}</Text>
              </>
            )}
          </Stack>
          <input
            ref={input}
            type="file"
            hidden
            accept=".csv,.tsv,.txt,.gz,.xlsx"
            aria-label={said.choose}
            onChange={(event) => { void send(event.currentTarget.files?.[0]); event.currentTarget.value = '' }}
          />
        </Paper>
        {problem instanceof Failure ? <Problem failure={problem} /> : problem !== null && <Alert color="red" variant="light" role="alert">{problem}</Alert>}
      </Stack>
    </Section>
  )
}

