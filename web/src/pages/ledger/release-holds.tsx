// Releasing holds, one or many, for one reason; each is released or refused alone.
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconHandOff } from '@tabler/icons-react'
import { useState } from 'react'
import { Failure, type RowOf } from '~/api'
import { useCommands } from '~/asking'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { ReasonForm } from '~/ui/reason-form'
import { type Refused, RefusedSome } from '~/ui/refused'
import { words } from '~/words'

const { holds: said } = words

export function ReleaseHolds({ holds, clear }: { readonly holds: readonly RowOf<'/holds'>[]; readonly clear: () => void }) {
  const may = useMay()
  const [isOpen, { open, close }] = useDisclosure(false)
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const release = useCommands('/holds/release')
  const standing = holds.filter(({ releasedAt }) => releasedAt === null)
  if (!may('hold.release') || standing.length === 0) return null
  const run = async (reason: string) => {
    const outcomes = await release.mutateAsync(standing.map(({ id }) => ({ holdId: id, reason })))
    const wrong = outcomes.flatMap((outcome, at) =>
      outcome instanceof Failure ? [{ what: `${standing[at]?.lot ?? standing[at]?.sku}: ${standing[at]?.reason}`, failure: outcome }] : [])
    setRefused(wrong)
    if (wrong.length < standing.length) tellDone(said.released(standing.length - wrong.length))
    if (wrong[0] !== undefined) throw wrong[0].failure
    clear()
  }
  return (
    <>
      <Button size="compact-sm" variant="light" leftSection={<IconHandOff size={14} aria-hidden="true" />} onClick={() => { setRefused([]); release.reset(); open() }}>{said.release}</Button>
      <ReasonForm isOpen={isOpen} close={close} title={said.releaseTitle(standing.length)} text={said.releaseText} does={said.release}
        send={{ run, isPending: release.isPending, error: release.error }}>
        <RefusedSome refused={refused} of={standing.length} />
      </ReasonForm>
    </>
  )
}
