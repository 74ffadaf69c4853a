// Holding many lots at once, for one reason; each is held or refused alone, and all can be let go again.
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconHandStop } from '@tabler/icons-react'
import { useState } from 'react'
import { Failure } from '~/api'
import { useCommands } from '~/asking'
import { ofLots, StandingHolds, useStandingHolds } from '~/pages/ledger/standing-holds'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { ReasonForm } from '~/ui/reason-form'
import { type Refused, RefusedSome } from '~/ui/refused'
import { words } from '~/words'

/** A lot that is to be held; in one place alone when it is named. */
export type HeldLot = { readonly id: string; readonly itemId: string; readonly code: string; readonly locationId?: string; readonly place?: string }

const { acting: said } = words

type LotRow = { readonly lotId: string | null; readonly lot: string | null; readonly itemId: string }

/** The lots of rows of stock, each once; what is of no known lot is of none. */
export function lotsOf(rows: readonly LotRow[]): HeldLot[] {
  return [...new Map(rows.flatMap(({ lotId, lot, itemId }) => (lotId === null || lot === null ? [] : [[lotId, { id: lotId, itemId, code: lot }] as const]))).values()]
}

const nameOf = ({ code, place }: HeldLot) => (place === undefined ? code : `${code} · ${place}`)

export function HoldLots({ lots, clear, does: says }: { readonly lots: readonly HeldLot[]; readonly clear: () => void; readonly does?: string }) {
  const may = useMay()
  const [isOpen, { open, close }] = useDisclosure(false)
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const hold = useCommands('/holds')
  const release = useCommands('/holds/release')
  const standing = useStandingHolds(isOpen ? ofLots(lots.map(({ id }) => id)) : [])
  if (!may('hold.place') || lots.length === 0) return null
  // Those that were held before are not held twice.
  const wanted = refused.length === 0 ? lots : lots.filter((lot) => refused.some(({ what }) => what === nameOf(lot)))
  const run = async (reason: string) => {
    const outcomes = await hold.mutateAsync(wanted.map(({ itemId, id: lotId, locationId }) =>
      locationId === undefined ? { scope: 'lot', itemId, lotId, reason } : { scope: 'lot_in_location', itemId, lotId, locationId, reason }))
    const wrong = outcomes.flatMap((outcome, at) => {
      const lot = wanted[at]
      return outcome instanceof Failure && lot !== undefined ? [{ what: nameOf(lot), failure: outcome }] : []
    })
    const holdIds = outcomes.flatMap((outcome) => (outcome instanceof Failure ? [] : [outcome.answer.holdId]))
    setRefused(wrong)
    const undo = () => release.mutateAsync(holdIds.map((holdId) => ({ holdId, reason: words.lots.heldByMistake })))
    if (holdIds.length > 0) tellDone(said.heldMany(holdIds.length), may('hold.release') ? undo : undefined)
    if (wrong[0] !== undefined) throw wrong[0].failure
    clear()
  }
  const does = said.holdMany(wanted.length)
  return (
    <>
      <Button size="compact-sm" color="red" variant="light" leftSection={<IconHandStop size={14} aria-hidden="true" />} onClick={() => { setRefused([]); hold.reset(); open() }}>{says ?? words.lots.hold}</Button>
      <ReasonForm isOpen={isOpen} close={close} title={does} text={words.lots.holdText} does={does} color="red" send={{ run, isPending: hold.isPending, error: hold.error }}>
        <StandingHolds holds={standing} />
        <RefusedSome refused={refused} of={lots.length} />
      </ReasonForm>
    </>
  )
}
