// Holding a lot: nothing of it leaves until the hold is released. At once, with a reason, and with a way back.
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconHandStop } from '@tabler/icons-react'
import type { AnswerOf } from '~/api'
import { useCommand } from '~/asking'
import { ofLots, StandingHolds, useStandingHolds } from '~/pages/ledger/standing-holds'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { ReasonForm } from '~/ui/reason-form'
import { words } from '~/words'

export function HoldLot({ lot }: { readonly lot: AnswerOf<'/lots/{id}'>['lot'] }) {
  const may = useMay()
  const [isOpen, { open, close }] = useDisclosure(false)
  const hold = useCommand('/holds')
  const release = useCommand('/holds/release')
  const standing = useStandingHolds(isOpen ? ofLots([lot.id]) : [])
  if (!may('hold.place')) return null
  const run = async (reason: string) => {
    const { answer } = await hold.mutateAsync({ scope: 'lot', itemId: lot.itemId, lotId: lot.id, reason })
    const undo = () => release.mutateAsync({ holdId: answer.holdId, reason: words.lots.heldByMistake })
    tellDone(words.lots.isHeld(lot.code), may('hold.release') ? undo : undefined)
  }
  return (
    <>
      <Button data-tour="hold" color="red" variant="light" leftSection={<IconHandStop size={16} aria-hidden="true" />} onClick={open}>{words.lots.hold}</Button>
      <ReasonForm
        isOpen={isOpen}
        close={close}
        title={words.lots.holdTitle(lot.code)}
        text={words.lots.holdText}
        does={standing.length === 0 ? words.lots.hold : words.holds.another}
        color="red"
        send={{ run, isPending: hold.isPending, error: hold.error }}
      >
        <StandingHolds holds={standing} />
      </ReasonForm>
    </>
  )
}
