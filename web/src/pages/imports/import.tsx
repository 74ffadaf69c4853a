// One list on its way in: its columns, the check, the run, what came of it.
import { Alert, Anchor, Badge, Button, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type AnswerOf, stepImport } from '~/api'
import { useAnswer, useQuestion } from '~/asking'
import { count, moment } from '~/format'
import { Section } from '~/ui/facts'
import { ObjectPage } from '~/ui/object-page'
import { Problem } from '~/ui/problem'
import { useId } from '~/ui/use-id'
import { words } from '~/words'
import { Checked } from './checked'
import { Columns } from './columns'
import { Outcome } from './outcome'

/** An import as the server tells it. */
export type Import = AnswerOf<'/imports/{id}'>

const said = words.imports
const atWork: readonly Import['state'][] = ['judging', 'running', 'undoing']

export default function ImportPage() {
  const id = useId()
  const asked = useQuestion('/imports/{id}', { id }, { every: (now) => (now !== undefined && atWork.includes(now.state) ? 500 : false) })
  return (
    <ObjectPage
      asked={asked}
      titleOf={({ name }) => said.titleOf(name)}
      heading={(one) => (
        <Stack gap={2}>
          <Group gap="sm">
            <Title order={1} size="h2" tabIndex={-1}>{said.headingOf(said.kinds[one.kind], one.name)}</Title>
            <Badge variant="light" color={one.failure === null ? 'gray' : 'red'}>{said.states[one.state]}</Badge>
          </Group>
          <Text size="sm" c="dimmed">
            {said.sentBy(moment(one.sentAt), one.by ?? '')} · <Anchor component={Link} to="/import" inherit underline="always">{said.toAll}</Anchor>
          </Text>
        </Stack>
      )}
    >
      {(one) => (
        <>
          {one.failure !== null && <Alert color="red" variant="light" role="alert">{one.failure}</Alert>}
          {one.state === 'open' && <Columns key={one.id} of={one} />}
          {atWork.includes(one.state) && <AtWork of={one} />}
          {one.state === 'judged' && <Checked of={one} />}
          {(one.state === 'done' || one.state === 'stopped' || one.state === 'undone') && <Outcome of={one} />}
        </>
      )}
    </ObjectPage>
  )
}

function AtWork({ of }: { readonly of: Import }) {
  const stop = useAnswer(() => stepImport(of.id, 'stop', {}))
  const isKnown = of.state !== 'judging' && of.documents > 0
  const says = of.state === 'judging' ? said.checking : of.state === 'running' ? said.running(count(of.done), count(of.documents)) : said.undoing(count(of.done), count(of.documents))
  return (
    <Section title={said.states[of.state]}>
      <Stack gap="sm">
        <Text role="status">{says}</Text>
        <Progress value={isKnown ? (100 * of.done) / of.documents : 100} animated={!isKnown} striped={!isKnown} aria-label={said.states[of.state]} />
        <Text size="sm" c="dimmed">{said.goesOn}</Text>
        {stop.error !== null && <Problem failure={stop.error} />}
        {of.state !== 'undoing' && <Group><Button variant="default" loading={stop.isPending} onClick={() => stop.mutate(undefined)}>{said.stop}</Button></Group>}
      </Stack>
    </Section>
  )
}
