// Dialogs that ask for something and do it: a refusal stands beside the field it is about, and what was typed stays until it
// is done. Passwords and secrets can be suggested, so that nobody invents a weak one.
import { Button, CopyButton, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { type ReactNode, useId, useState } from 'react'
import type { Failure } from '~/api'
import { Dialog } from '~/ui/dialog'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { adminWords } from '~/words/administration'
import styles from './frame.module.css'

const said = adminWords

/** The sentence of a failure that is about one field: by the codes of its refusals, or its name in a complaint. */
export function atField(failure: Failure | null, name: string, codes: readonly string[] = []): string | undefined {
  if (failure === null) return undefined
  if (codes.includes(failure.code)) return failure.message
  const complaint = failure.complaints.find(({ path }) => path === name)
  return complaint === undefined ? undefined : words.form.complaint(complaint.expected, complaint.found)
}

/** A dialog with a form. `told` are the codes and names of what stands beside a field. */
export function FormDialog({ isOpen, close, title, does, color, isReady = true, run, isPending, error, told = [], size, children }: {
  readonly isOpen: boolean
  readonly close: () => void
  readonly title: string
  readonly does: string
  readonly color?: string
  readonly isReady?: boolean
  /** Does it; what it throws is shown. */
  readonly run: () => Promise<unknown>
  readonly isPending: boolean
  readonly error: Failure | null
  readonly told?: readonly string[]
  readonly size?: string
  readonly children: ReactNode
}) {
  const isTold = error !== null && (told.includes(error.code) || (error.complaints.length > 0 && error.complaints.every(({ path }) => told.includes(path))))
  const submit = async () => {
    try {
      await run()
    } catch {
      // The failure stands in the dialog.
    }
  }
  return (
    <Dialog isOpen={isOpen} close={close} title={title} {...(size && { size })}>
      <form onSubmit={(event) => { event.preventDefault(); void submit() }}>
        <Stack>
          {error !== null && !isTold && <Problem failure={error} />}
          {children}
          <Group justify="end">
            <Button variant="default" onClick={close}>{words.cancel}</Button>
            <Button type="submit" {...(color && { color })} loading={isPending} disabled={!isReady}>{does}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

/** A password somebody gives somebody else, with one to suggest. */
export function NewPassword({ value, set, error, isFirst }: {
  readonly value: string
  readonly set: (value: string) => void
  readonly error: string | undefined
  readonly isFirst?: boolean
}) {
  const [isShown, show] = useState(false)
  const id = useId()
  return (
    <Stack gap={6}>
      <PasswordInput id={id} label={words.signIn.password} description={words.signIn.passwordHint} value={value} error={error} required withAsterisk={false}
        autoComplete="new-password" visible={isShown} onVisibilityChange={show} onChange={(event) => set(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': said.showPassword }} data-autofocus={isFirst || undefined} />
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={() => { set(randomText(16)); show(true) }}>{said.suggest}</Button>
        {value !== '' && <Copy value={value} />}
      </Group>
    </Stack>
  )
}

export function Copy({ value, label = words.lots.copy }: { readonly value: string; readonly label?: string }) {
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => <Button size="compact-sm" variant="light" onClick={copy}>{copied ? words.lots.copied : label}</Button>}
    </CopyButton>
  )
}

/** A text that is shown once and has to be kept elsewhere; only a button closes it. */
export function ShownOnce({ isOpen, close, title, text, value, children }: {
  readonly isOpen: boolean
  readonly close: () => void
  readonly title: string
  readonly text: string
  readonly value: string
  readonly children?: ReactNode
}) {
  return (
    <Dialog isOpen={isOpen} title={title} size="lg">
      <Stack>
        <Text size="sm">{text}</Text>
        <code className={styles['once']}>{value}</code>
        <Group gap="xs"><Copy value={value} /></Group>
        {children}
        <Group justify="end"><Button onClick={close}>{said.kept}</Button></Group>
      </Stack>
    </Dialog>
  )
}

const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** Letters and digits by chance, without those that look alike; every one as likely as the others. */
export function randomText(length: number): string {
  const most = 256 - (256 % letters.length)
  let text = ''
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      if (byte < most && text.length < length) text += letters.charAt(byte % letters.length)
    }
  }
  return text
}
