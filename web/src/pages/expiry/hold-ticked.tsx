// Holds the lots of ticked rows, each by itself, for one reason; all of it can be taken back.
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconHandStop } from '@tabler/icons-react'
import { useRef } from 'react'
import type { RowOf } from '~/api'
import { useCommand } from '~/asking'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { ReasonForm } from '~/ui/reason-form'
import { words } from '~/words'

export function HoldTicked({ rows, clear }: { readonly rows: readonly RowOf<'/balances'>[]; readonly clear: () => void }) {
  const may = useMay()
  const [isOpen, { open, close }] = useDisclosure(false)
  const hold = useCommand('/holds')
  const release = useCommand('/holds/release')
  // A refusal in the middle leaves the first ones held: trying again goes on after them.
  const done = useRef(new Map<string, string>())
  const lots = [...new Map(rows.flatMap((row) => (row.lotId === null ? [] : [[row.lotId, row] as const]))).values()]
  if (!may('hold.place') || lots.length === 0) return null
  const run = async (reason: string) => {
    for (const { lotId, itemId } of lots) {
      if (lotId === null || done.current.has(lotId)) continue
      const { answer } = await hold.mutateAsync({ scope: 'lot', itemId, lotId, reason })
      done.current.set(lotId, answer.holdId)
    }
    const holdIds = [...done.current.values()]
    done.current = new Map()
    const undo = async () => {
      for (const holdId of holdIds) await release.mutateAsync({ holdId, reason: words.lots.heldByMistake })
    }
    tellDone(words.expiry.areHeld(holdIds.length), may('hold.release') ? undo : undefined)
    clear()
  }
  return (
    <>
      <Button size="compact-sm" color="red" variant="light" leftSection={<IconHandStop size={14} aria-hidden="true" />} onClick={open}>{words.expiry.hold(lots.length)}</Button>
      <ReasonForm
        isOpen={isOpen} close={close} title={words.expiry.hold(lots.length)} text={words.lots.holdText} does={words.lots.hold} color="red"
        send={{ run, isPending: hold.isPending, error: hold.error }}
      />
    </>
  )
}
