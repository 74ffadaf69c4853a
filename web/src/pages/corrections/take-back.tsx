// The way back from a correction: what follows from it is shown before it is recorded; or plainly why there is none.
import { Alert, Button, Group, Loader, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type AnswerOf, ask, Failure } from '~/api'
import { useCommand, useTrial } from '~/asking'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { FormDialog } from '~/ui/form-dialog'
import { sentenceOf } from '~/ui/problem'
import { words } from '~/words'
import { bars, takenBack } from './take-back-rules'
import { type Corrected, WhatFollows } from './what-follows'

const { correct: said } = words

export function TakeBack({ id, of, did }: { readonly id: string; readonly of: readonly string[]; readonly did: Corrected }) {
  const may = useMay()
  const [isOpen, { open, close }] = useDisclosure(false)
  if (!may('document.correct')) return null
  const bar = bars(did)
  if (bar !== null) return <NoWayBack why={said.noWayBack[bar]} />
  return (
    <Group>
      <Button variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden="true" />} onClick={open}>{said.takeBack}</Button>
      {isOpen && <TakeBackForm id={id} of={of} close={close} />}
    </Group>
  )
}

function TakeBackForm({ id, of, close }: { readonly id: string; readonly of: readonly string[]; readonly close: () => void }) {
  const navigate = useNavigate()
  const told = useLines(of)
  const lines = told === null || told instanceof Failure ? null : takenBack(id, told)
  const body = lines === null || typeof lines === 'string' ? null : { lines: [...lines], reason: said.takenBackReason }
  const correct = useCommand('/corrections')
  const trial = useTrial('/try/corrections', body, { isPaused: correct.status !== 'idle' })
  const failure = told instanceof Failure ? told : trial.error
  const why = typeof lines === 'string' ? said.noWayBack[lines] : failure === null ? null : sentenceOf(failure)
  const run = async () => {
    if (body === null) return
    const { answer } = await correct.mutateAsync(body)
    tellDone(said.takenBack)
    await navigate({ to: '/documents/$id', params: { id: answer.documentId } })
  }
  return (
    <FormDialog isOpen close={close} title={said.takeBack} text={said.takeBackText} does={said.takeBackDoes}
      send={{ run, isPending: correct.isPending, error: correct.error, isReady: why === null && trial.data !== undefined }}>
      <div role="status">
        {why !== null ? <NoWayBack why={why} /> : trial.data !== undefined ? <WhatFollows of={trial.data.answer} /> : (
          <Group gap="xs"><Loader size="xs" aria-hidden="true" /><Text size="sm" c="dimmed">{said.trying}</Text></Group>
        )}
      </div>
    </FormDialog>
  )
}

function NoWayBack({ why }: { readonly why: string }) {
  return <Alert color="yellow" variant="light" title={said.cannotTakeBack}>{why}</Alert>
}

type Told = AnswerOf<'/documents/{id}/lines'>

// The lines of all the documents it corrects, as they stand; null until they are here.
function useLines(of: readonly string[]): readonly Told[] | Failure | null {
  return useQueries({
    queries: of.map((id) => ({
      queryKey: ['/documents/{id}/lines', { id }], queryFn: ({ signal }: { readonly signal: AbortSignal }) => ask('/documents/{id}/lines', { id }, signal),
    })),
    combine: together,
  })
}

// One function for all, so that it is done again only when an answer is another.
function together(answers: readonly { readonly data: Told | undefined; readonly error: unknown }[]): readonly Told[] | Failure | null {
  const failed = answers.find(({ error }) => error instanceof Failure)?.error
  if (failed instanceof Failure) return failed
  const told = answers.flatMap(({ data }) => data ?? [])
  return told.length === answers.length ? told : null
}
