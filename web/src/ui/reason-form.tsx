// A dialog that asks why, does it, and shows a refusal where it was asked for. What was typed stays until it is done.
import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Failure } from '~/api'
import { words } from '~/words'
import { Dialog } from './dialog'
import { Problem } from './problem'

export function ReasonForm({ isOpen, close, title, text, does, color, send, children, isReady, suggested }: {
  readonly isOpen: boolean
  readonly close: () => void
  readonly title: string
  readonly text?: string
  /** What the button says. */
  readonly does: string
  readonly color?: string
  /** Does it; what it throws is shown. */
  readonly send: { readonly run: (reason: string) => Promise<unknown>; readonly isPending: boolean; readonly error: Failure | null }
  readonly children?: ReactNode
  /** What else is asked was given. */
  readonly isReady?: boolean
  /** A reason that is often the right one. */
  readonly suggested?: string
}) {
  const [reason, setReason] = useState(suggested ?? '')
  const submit = async () => {
    try {
      await send.run(reason.trim())
    } catch {
      // The failure stands in the dialog.
      return
    }
    setReason(suggested ?? '')
    close()
  }
  return (
    <Dialog isOpen={isOpen} close={close} title={title}>
      <form onSubmit={(event) => { event.preventDefault(); void submit() }}>
        <Stack>
          {text !== undefined && <Text size="sm">{text}</Text>}
          {send.error !== null && <Problem failure={send.error} />}
          {children}
          <Textarea label={words.reason} required withAsterisk={false} maxLength={1000} autosize minRows={2} data-autofocus value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          <Group justify="end">
            <Button variant="default" onClick={close}>{words.cancel}</Button>
            <Button type="submit" {...(color === undefined ? {} : { color })} loading={send.isPending} disabled={reason.trim() === '' || isReady === false}>{does}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
