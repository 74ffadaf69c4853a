// Two lots that are one: this one is read as the other from then on.
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconArrowMerge } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { AnswerOf } from '~/api'
import { useCommand } from '~/asking'
import { type LotChoice, LotPicker } from '~/pages/fields/pickers'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { ReasonForm } from '~/ui/reason-form'
import { words } from '~/words'

const { acting: said } = words

export function MergeLot({ lot }: { readonly lot: AnswerOf<'/lots/{id}'>['lot'] }) {
  const may = useMay()
  const navigate = useNavigate()
  const [isOpen, { open, close }] = useDisclosure(false)
  const [into, setInto] = useState<LotChoice | null>(null)
  const merge = useCommand('/lots/merge')
  if (!may('lot.write') || lot.mergedIntoId !== null) return null
  const run = async (reason: string) => {
    if (into === null) return
    await merge.mutateAsync({ lotId: lot.id, intoLotId: into.id, reason })
    tellDone(said.merged(lot.code, into.code))
    await navigate({ to: `/lots/${into.id}` })
  }
  return (
    <>
      <Button variant="default" leftSection={<IconArrowMerge size={16} aria-hidden="true" />} onClick={open}>{said.merge}</Button>
      <ReasonForm isOpen={isOpen} close={close} title={said.mergeTitle(lot.code)} text={said.mergeText} does={said.merge} isReady={into !== null}
        send={{ run, isPending: merge.isPending, error: merge.error }}>
        <LotPicker label={said.mergeInto} isRequired itemId={lot.itemId} value={into} onPick={setInto} />
      </ReasonForm>
    </>
  )
}
