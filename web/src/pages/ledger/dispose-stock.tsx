// Destroying stock, for a reason; each row is destroyed or refused alone.
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { Failure } from '~/api'
import { useCommands, useCommand } from '~/asking'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import type { Faults } from '~/ui/fields/faults'
import { FormDialog } from '~/ui/form-dialog'
import { sentenceOf } from '~/ui/problem'
import { words } from '~/words'
import { isWhole, lineOf, StockLines, stockOf, type StockRow } from './stock-lines'

const { stock: said } = words

export function DisposeStock({ rows, close, done }: { readonly rows: readonly StockRow[]; readonly close: () => void; readonly done: () => void }) {
  const may = useMay()
  const [lines, setLines] = useState(() => rows.map(lineOf))
  const [reason, setReason] = useState('')
  const [refused, setRefused] = useState<ReadonlyMap<string, Failure>>(new Map())
  const dispose = useCommands('/stock/dispose')
  const correct = useCommand('/corrections')
  const run = async () => {
    const outcomes = await dispose.mutateAsync(
      lines.map(({ row, whole, serials }) => ({
        ...stockOf(row), locationId: row.locationId, quantity: whole, ...(serials !== null && { serials: [...serials] }), reason: reason.trim(),
      })),
    )
    const gone = outcomes.flatMap((outcome) => (outcome instanceof Failure ? [] : [outcome.answer.documentId]))
    const wrong = outcomes.flatMap((outcome, at) => (outcome instanceof Failure ? [[lines[at]?.key ?? '', outcome] as const] : []))
    const undo = () => correct.mutateAsync({ documents: gone, reason: said.disposedByMistake })
    if (gone.length > 0) tellDone(said.disposed(gone.length), may('document.correct') ? undo : undefined)
    const [first] = wrong
    if (first === undefined) return done()
    // What is gone is gone; the rest stays in the dialog with why.
    setRefused(new Map(wrong))
    setLines((now) => now.filter(({ key }) => wrong.some(([other]) => other === key)))
    throw first[1]
  }
  const faults: Faults = { at: new Map(lines.flatMap(({ key }, at) => {
    const failure = refused.get(key)
    return failure === undefined ? [] : [[at, [sentenceOf(failure)]] as const]
  })), isElsewhere: false }
  const isReady = reason.trim() !== '' && lines.length > 0 && lines.every(isWhole)
  return (
    <FormDialog isOpen close={close} title={said.disposeTitle} text={said.disposeText} does={said.dispose} color="red" size="xl" send={{ run, isPending: dispose.isPending, error: dispose.error, isReady }}>
      <StockLines lines={lines} set={(change) => setLines((now) => [...change(now)])} faults={faults} />
      <Textarea label={words.reason} required withAsterisk={false} maxLength={1000} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </FormDialog>
  )
}
