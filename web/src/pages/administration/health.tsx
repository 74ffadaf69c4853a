// How the server is: first whether anything needs somebody, then what it was told from.
import { Alert, Badge, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { AnswerOf } from '~/api'
import { useQuestion } from '~/asking'
import { bytes, count, moment } from '~/format'
import { text, when } from '~/ui/columns'
import { Facts, Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { PlainTable } from '~/ui/plain-table'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { adminWords } from '~/words/administration'
import { AdminPage } from './frame'
import { Mail } from './mail'
import { worries } from './worries'

const said = adminWords.health
const EVERY = 15_000

type System = AnswerOf<'/system'>
type Job = System['jobs'][number]
type Difference = NonNullable<System['check']>['first'][number]
type Finding = System['findings'][number]
type Migration = System['migrations'][number]

export default function Health() {
  return (
    <AdminPage title={adminWords.rooms.health.label} needs="system.read">
      <State />
    </AdminPage>
  )
}

const State = () => {
  const { data, error, refetch } = useQuestion('/system', {})
  useEffect(() => {
    const timer = setInterval(() => void refetch(), EVERY)
    return () => clearInterval(timer)
  }, [refetch])
  if (data === undefined) return error === null ? <Text>{words.waiting}</Text> : <Problem failure={error} again={() => void refetch()} />
  return (
    <Stack gap="sm">
      {error !== null && <Problem failure={error} again={() => void refetch()} />}
      <Verdict system={data} />
      <Section title={said.record}>
        <Facts facts={[
          [said.database, `PostgreSQL ${data.database.server}`],
          [said.size, bytes(Number(data.database.bytes))],
          [said.last, count(Number(data.record.last))],
          [said.waiting, count(data.record.waiting)],
          [said.backup, data.backup === null ? said.noBackup : said.backupAt(moment(data.backup.at), count(data.backup.rows))],
          [said.check, data.check === null ? said.noCheck : said.checkAt(moment(data.check.at), data.check.differences, data.check.seconds)],
          [said.startedAt, moment(data.startedAt)],
        ]} />
      </Section>
      {data.check !== null && data.check.first.length > 0 && (
        <Section title={said.differences}>
          <Text size="sm" mb="xs">{said.differencesText(data.check.first.length, data.check.differences)}</Text>
          <PlainTable label={said.differences} columns={differenceColumns} rows={data.check.first} rowId={({ what, key }) => `${what} ${key}`} none="" />
        </Section>
      )}
      <Section title={said.jobs}>
        <PlainTable label={said.jobs} columns={jobColumns} rows={data.jobs} rowId={({ name }) => name} none={said.noJobs} />
      </Section>
      <Section title={adminWords.rooms.webhooks.label} actions={<Link to="/administration/webhooks">{said.seeWebhooks}</Link>}>
        <Text size="sm">{said.webhooks(data.webhooks)}</Text>
      </Section>
      <Mail />
      <Section title={said.findings}>
        <PlainTable label={said.findings} columns={findingColumns} rows={data.findings} rowId={({ what }) => what} none="" />
      </Section>
      <details>
        <summary>{said.migrations}</summary>
        <PlainTable label={said.migrations} columns={migrationColumns} rows={data.migrations} rowId={({ name }) => name} none="" />
      </details>
    </Stack>
  )
}

function Verdict({ system }: { readonly system: System }) {
  const found = worries(system)
  if (found.length === 0) {
    return <Alert color="teal" variant="light" role="status" icon={<IconCircleCheck aria-hidden="true" />} title={said.well}>{said.wellHint(moment(system.now))}</Alert>
  }
  return (
    <Alert color="orange" variant="light" role="status" icon={<IconAlertTriangle aria-hidden="true" />} title={said.needs(found.length)}>
      {found.map(({ says, mend }) => (
        <Group key={says} gap={6} wrap="wrap"><Text size="sm" fw={600}>{says}</Text>{mend !== '' && <Text size="sm">{mend}</Text>}</Group>
      ))}
    </Alert>
  )
}

const jobColumns: readonly GridColumn<Job>[] = [
  text('name', said.job, ({ name }) => said.jobNames[name] ?? name),
  { ...text<Job>('state', words.columns.state, ({ failures }) => (failures === 0 ? said.works : said.fails(failures))), cell: ({ failures }) => <Badge variant="light" color={failures === 0 ? 'teal' : 'red'}>{failures === 0 ? said.works : said.fails(failures)}</Badge> },
  when('ranAt', said.ranAt, ({ ranAt }) => ranAt),
  when('failingSince', said.failingSince, ({ failingSince }) => failingSince),
  text('lastError', said.lastError, ({ lastError }) => lastError),
]
const differenceColumns: readonly GridColumn<Difference>[] = [
  text('what', said.what, ({ what }) => what),
  text('key', said.differs, ({ key }) => key),
  text('kept', said.keptSays, ({ kept }) => kept ?? said.nothing),
  text('rebuilt', said.factsSay, ({ rebuilt }) => rebuilt ?? said.nothing),
]
const findingColumns: readonly GridColumn<Finding>[] = [
  text('what', said.what, ({ what }) => what),
  { ...text<Finding>('ok', words.columns.state, ({ ok }) => (ok ? said.good : said.bad)), cell: ({ ok }) => <Badge variant="light" color={ok ? 'teal' : 'red'}>{ok ? said.good : said.bad}</Badge> },
  text('says', said.says, ({ says }) => says),
  text('mend', said.mend, ({ mend }) => mend),
]
const migrationColumns: readonly GridColumn<Migration>[] = [
  text('number', words.columns.number, ({ number }) => String(number)),
  text('name', words.columns.name, ({ name }) => name.replace(/^\d+_|\.sql$/g, '').replaceAll('_', ' ')),
  when('appliedAt', said.appliedAt, ({ appliedAt }) => appliedAt),
]
