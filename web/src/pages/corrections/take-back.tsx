// The way back from a correction, at once and with no question asked; or plainly why there is none.
import { Alert, Button, Group } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ask, Failure } from '~/api'
import { useCommand } from '~/asking'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { sentenceOf } from '~/ui/problem'
import { words } from '~/words'
import { bars, takenBack } from './take-back-rules'
import type { Corrected } from './what-follows'

const { correct: said } = words

export function TakeBack({ id, of, did }: { readonly id: string; readonly of: readonly string[]; readonly did: Corrected }) {
  const may = useMay()
  const navigate = useNavigate()
  const correct = useCommand('/corrections')
  const [found, setFound] = useState<string | null>(null)
  const [isLooking, look] = useState(false)
  if (!may('document.correct')) return null
  const bar = bars(did)
  const why = bar === null ? found : said.noWayBack[bar]
  const run = async () => {
    look(true)
    try {
      const lines = takenBack(id, await Promise.all(of.map((one) => ask('/documents/{id}/lines', { id: one }))))
      if (typeof lines === 'string') return setFound(said.noWayBack[lines])
      const { answer } = await correct.mutateAsync({ lines: [...lines], reason: said.takenBackReason })
      tellDone(said.takenBack)
      await navigate({ to: '/documents/$id', params: { id: answer.documentId } })
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      setFound(sentenceOf(error))
    } finally {
      look(false)
    }
  }
  return (
    <>
      {why !== null && <Alert color="yellow" variant="light" title={said.cannotTakeBack} role="status">{why}</Alert>}
      {bar === null && (
        <Group>
          <Button variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden="true" />} loading={isLooking} onClick={() => void run()}>{said.takeBack}</Button>
        </Group>
      )}
    </>
  )
}
