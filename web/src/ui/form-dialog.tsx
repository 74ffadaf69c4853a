// A dialog with a form: does it, shows what was refused, and keeps what was typed until it is done, also when it is closed meanwhile.
import { Button, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Failure } from '~/api'
import { words } from '~/words'
import { Dialog } from './dialog'
import { Problem } from './problem'

export function FormDialog({ isOpen, close, title, text, does, color, size = 'lg', send, children }: {
  readonly isOpen: boolean
  readonly close: () => void
  readonly title: string
  readonly text?: string
  /** What the button says. */
  readonly does: string
  readonly color?: string
  readonly size?: string
  /** Does it, and closes when it was done; `error` is what no field shows. */
  readonly send: { readonly run: () => Promise<unknown>; readonly isPending: boolean; readonly error: Failure | null; readonly isReady: boolean }
  readonly children: ReactNode
}) {
  const submit = async () => {
    try {
      await send.run()
    } catch {
      // The failure stands in the dialog.
      return
    }
    close()
  }
  return (
    <Dialog isOpen={isOpen} close={close} title={title} size={size}>
      <form onSubmit={(event) => { event.preventDefault(); if (send.isReady && !send.isPending) void submit() }}>
        <Stack>
          {text !== undefined && <Text size="sm">{text}</Text>}
          {children}
          {send.error !== null && <Problem failure={send.error} />}
          <Group justify="end">
            <Button variant="default" onClick={close}>{words.cancel}</Button>
            <Button type="submit" {...(color === undefined ? {} : { color })} loading={send.isPending} disabled={!send.isReady}>{does}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
