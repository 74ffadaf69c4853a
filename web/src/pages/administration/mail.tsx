// Mail as whoever keeps the server sees it: whether it goes, a letter to try, and what nobody takes.
import { Alert, Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { AnswerOf } from '~/api'
import { useCommand, useQuestion } from '~/asking'
import { count, moment } from '~/format'
import { useMay } from '~/session'
import { text, when } from '~/ui/columns'
import { tellDone } from '~/ui/done'
import { Facts, Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { PlainTable } from '~/ui/plain-table'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { adminWords } from '~/words/administration'

const said = adminWords.health
const SOON = 1_500

type State = AnswerOf<'/mail'>
type Letter = State['letters'][number]

export function Mail() {
  const [tried, setTried] = useState<string | null>(null)
  const isOpen = ({ letters }: State) => letters.some(({ id, sentAt, stoppedAt }) => id === tried && sentAt === null && stoppedAt === null)
  const { data, error, refetch } = useQuestion('/mail', {}, { every: (last) => (tried !== null && (last === undefined || isOpen(last)) ? SOON : false) })
  const may = useMay()
  const test = useCommand('/mail/test')
  const again = useCommand('/mail/send-again')
  if (data === undefined) return <Section title={said.mail}>{error === null ? <Text size="sm">{words.waiting}</Text> : <Problem failure={error} again={() => void refetch()} />}</Section>
  const { setup, waiting, stopped, lastSentAt, letters } = data
  const tryIt = async () => setTried((await test.mutateAsync({})).answer.mailId)
  const sendAgain = async () => tellDone(said.areSentAgain((await again.mutateAsync({})).answer.letters))
  const quietly = (work: () => Promise<unknown>) => void work().catch(() => undefined)
  return (
    <Section title={said.mail} actions={
      <Group gap="xs">
        {stopped > 0 && may('webhook.write') && <Button size="compact-sm" variant="default" loading={again.isPending} onClick={() => quietly(sendAgain)}>{said.sendAgain}</Button>}
        {setup !== null && <Button size="compact-sm" variant="default" loading={test.isPending} onClick={() => quietly(tryIt)}>{said.tryMail}</Button>}
      </Group>
    }>
      <Stack gap="sm">
        {test.error !== null && <Problem failure={test.error} />}
        {again.error !== null && <Problem failure={again.error} />}
        <Tried letter={letters.find(({ id }) => id === tried)} />
        {setup === null ? <Text size="sm">{said.mailUnset} {said.mailHow}</Text> : (
          <Facts facts={[
            [said.mailServer, `${setup.server}, ${setup.problem === null ? said.mailAnswers(moment(setup.at)) : said.mailAway(setup.problem)}`],
            [said.mailFrom, setup.from],
            [said.mailLinks, setup.publicUrl ?? said.noLinks],
            [said.lettersWaiting, count(waiting)],
            [said.lastLetter, lastSentAt === null ? null : moment(lastSentAt)],
          ]} />
        )}
        {(setup !== null || letters.length > 0) && (
          <details open={stopped > 0}>
            <summary>{said.letters}</summary>
            <PlainTable label={said.letters} columns={letterColumns} rows={letters} rowId={({ id }) => id} none={said.noLetter} />
          </details>
        )}
      </Stack>
    </Section>
  )
}

function Tried({ letter }: { readonly letter: Letter | undefined }) {
  if (letter === undefined) return null
  const { sentAt, attempts, lastError } = letter
  if (sentAt !== null) return <Alert color="teal" variant="light" role="status">{said.testCame(moment(sentAt))}</Alert>
  return <Alert color={attempts > 0 ? 'orange' : 'blue'} variant="light" role="status">{attempts > 0 ? said.testFails(lastError ?? '') : said.testWaits}</Alert>
}

function stateOf({ sentAt, stoppedAt, attempts }: Letter): string {
  if (sentAt !== null) return said.letterSent
  if (stoppedAt !== null) return said.letterStopped
  return attempts > 0 ? said.fails(attempts) : said.letterWaits
}

const colorOf = ({ sentAt, stoppedAt, attempts }: Letter) => (sentAt !== null ? 'teal' : stoppedAt !== null ? 'red' : attempts > 0 ? 'orange' : 'blue')

const letterColumns: readonly GridColumn<Letter>[] = [
  text('subject', said.letter, ({ subject }) => subject),
  text('to', said.letterTo, ({ to }) => to),
  when('madeAt', said.written, ({ madeAt }) => madeAt),
  { ...text<Letter>('state', words.columns.state, stateOf), cell: (letter) => <Badge variant="light" color={colorOf(letter)}>{stateOf(letter)}</Badge> },
  when('sentAt', said.sentAt, ({ sentAt }) => sentAt),
  when('nextAttemptAt', said.nextTry, ({ nextAttemptAt }) => nextAttemptAt),
  text('lastError', said.lastError, ({ lastError }) => lastError),
]
