// What a list would do, and what is wrong with it by cause: mended here, or downloaded.
import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { addressOf, type AnswerOf, stepImport } from '~/api'
import { useAnswer, useQuestion } from '~/asking'
import { count } from '~/format'
import { Section } from '~/ui/facts'
import { PlainTable } from '~/ui/plain-table'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import type { Import } from './import'

type Cause = AnswerOf<'/imports/{id}/causes'>['causes'][number]
type Value = Cause['values'][number]
type Report = NonNullable<Import['report']>

const said = words.imports

export function Checked({ of }: { readonly of: Import }) {
  const { report } = of
  const run = useAnswer(() => stepImport(of.id, 'run', { leavesOut: (report?.wrong ?? 0) > 0 }))
  const back = useAnswer(() => stepImport(of.id, 'reading', of.reading))
  const again = useAnswer(() => stepImport(of.id, 'check', {}))
  if (report === null) return null
  const useful = report.creating + report.changing
  const failure = run.error ?? back.error ?? again.error
  return (
    <>
      {failure !== null && <Problem failure={failure} />}
      <Section title={said.found}>
        <Text size="sm" c="dimmed" mb="xs">{said.rows(report.rows)} {report.unread.length > 0 && said.unread(report.unread.join(', '))}</Text>
        <Numbers numbers={[[said.creates, report.creating], [said.changes, report.changing], [said.alreadyThere, report.already], [said.fails, report.failing]]} />
        <Group mt="md">
          <Button h="auto" mih={36} styles={{ label: { whiteSpace: 'normal', lineHeight: 1.3, paddingBlock: 4 } }} disabled={useful === 0} loading={run.isPending} onClick={() => run.mutate(undefined)}>
            {report.wrong > 0 ? said.runRest(useful) : said.run(useful)}
          </Button>
          <Button variant="default" loading={again.isPending} onClick={() => again.mutate(undefined)}>{said.again}</Button>
          <Button variant="default" loading={back.isPending} onClick={() => back.mutate(undefined)}>{said.back}</Button>
        </Group>
        {useful === 0 && report.wrong === 0 && <Text size="sm" mt="xs">{said.nothingToDo}</Text>}
        {report.wrong > 0 && <Text size="sm" c="dimmed" mt="xs">{said.wholeOut}</Text>}
      </Section>
      {report.wrong > 0 && <Wrong of={of} />}
      {report.changes.length > 0 && <Section title={said.whatChanges}><Changes report={report} /></Section>}
    </>
  )
}

/** A few numbers, each with what it counts. */
export function Numbers({ numbers }: { readonly numbers: readonly (readonly [label: string, value: number])[] }) {
  return (
    <Group gap="xl" component="dl" m={0}>
      {numbers.map(([label, value]) => (
        <div key={label} style={{ display: 'flex', flexDirection: 'column-reverse' }}>
          <Text component="dt" size="sm" c="dimmed">{label}</Text>
          <Text component="dd" m={0} size="xl" fw={600}>{count(value)}</Text>
        </div>
      ))}
    </Group>
  )
}

function Changes({ report }: { readonly report: Report }) {
  return (
    <PlainTable
      label={said.whatChanges}
      rows={report.changes}
      rowId={({ row, column }) => `${row} ${column}`}
      none=""
      columns={[
        { id: 'row', label: said.row, text: ({ row }) => String(row), isNumber: true },
        { id: 'key', label: said.key, text: ({ key }) => key },
        { id: 'column', label: said.column, text: ({ column }) => said.columnOf(column) },
        { id: 'before', label: said.before, text: ({ before }) => before },
        { id: 'after', label: said.after, text: ({ after }) => after },
      ]}
    />
  )
}

/** The download of the rows that are not imported. */
export function Download({ id }: { readonly id: string }) {
  return (
    <Button component="a" href={`${addressOf('/imports/{id}', { id })}/failing.csv`} download variant="default" leftSection={<IconDownload size={16} aria-hidden="true" />}>
      {said.download}
    </Button>
  )
}

function Wrong({ of }: { readonly of: Import }) {
  const asked = useQuestion('/imports/{id}/causes', { id: of.id, sort: 'wrong' })
  const [mended, setMended] = useState<ReadonlyMap<string, string>>(new Map())
  const mend = useAnswer((fixes: readonly object[]) => stepImport(of.id, 'fixes', { fixes }))
  const causes = asked.data?.causes ?? []
  const all = causes.flatMap((cause) => cause.values.map((value) => ({ cause, value })))
  const fixes = all.flatMap(({ cause, value }) => {
    const instead = mended.get(keyOf(cause, value))?.trim()
    return instead === undefined || instead === '' ? [] : fixesOf(cause, value, instead)
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (fixes.length > 0) mend.mutate(fixes)
  }
  const set = (key: string, value: string) => setMended(new Map([...mended, [key, value]]))
  return (
    <Section title={said.wrong} actions={<Download id={of.id} />}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text size="sm" c="dimmed">{said.wrongHint}</Text>
          {asked.error !== null && <Problem failure={asked.error} />}
          {mend.error !== null && <Problem failure={mend.error} />}
          {causes.map((cause) => (
            <CauseOf key={`${cause.column} ${cause.cause}`} cause={cause} mended={mended} set={set} />
          ))}
          {(asked.data?.left ?? 0) > 0 && <Alert color="gray" variant="light">{said.left(asked.data?.left ?? 0)}</Alert>}
          <Group><Button type="submit" disabled={fixes.length === 0} loading={mend.isPending}>{said.mendAll(fixes.length)}</Button></Group>
        </Stack>
      </form>
    </Section>
  )
}

function CauseOf({ cause, mended, set }: { readonly cause: Cause; readonly mended: ReadonlyMap<string, string>; readonly set: (key: string, value: string) => void }) {
  const shown = cause.values.reduce((sum, value) => sum + value.count, 0)
  const isMendable = cause.column !== ''
  return (
    <section aria-label={said.causeOf(said.columnOf(cause.column), cause.cause)}>
      <Text fw={600}>{said.causeOf(said.columnOf(cause.column), cause.cause)} <Text span c="dimmed" fw={400}>{said.times(cause.count)}</Text></Text>
      <Stack gap={6} mt={6}>
        {cause.values.map((value) => {
          const key = keyOf(cause, value)
          const rows = said.inRows(value.rows.join(', '), value.count > value.rows.length)
          return (
            <Group key={key} gap="sm" wrap="wrap">
              <Text size="sm" miw={140} maw={320} style={{ overflowWrap: 'anywhere' }}><code>{said.foundValue(value.found)}</code></Text>
              <Text size="sm" c="dimmed" miw={120}>{said.times(value.count)}, {rows}</Text>
              {isMendable && (
                <TextInput size="xs" aria-label={`${said.columnOf(cause.column)}: ${said.mendLabel(value.found, rows)}`} placeholder={said.mend} value={mended.get(key) ?? ''} onChange={(event) => set(key, event.currentTarget.value)} />
              )}
            </Group>
          )
        })}
        {shown < cause.count && <Text size="sm" c="dimmed">{said.moreValues}</Text>}
      </Stack>
    </section>
  )
}

const keyOf = (cause: Cause, { found }: Value) => `${cause.column}\n${cause.cause}\n${found}`

// One row by its number; several by what they say.
function fixesOf({ column }: Cause, { found, count: rows, rows: [first] }: Value, value: string): object[] {
  return rows === 1 && first !== undefined ? [{ column, row: first, value }] : [{ column, found, value }]
}
