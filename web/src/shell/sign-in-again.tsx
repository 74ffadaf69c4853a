// When the sign-in has ended: the page stays, with all that was typed, and only the password is asked.
import { Button, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Failure, signIn } from '~/api'
import { refresh } from '~/asking'
import { useSession } from '~/session'
import { Problem } from '~/ui/problem'
import { words } from '~/words'

export function SignInAgain() {
  const { isExpired, session, set } = useSession()
  const client = useQueryClient()
  const [login, setLogin] = useState(session.account?.login ?? '')
  const [password, setPassword] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isSending, setSending] = useState(false)
  const send = async () => {
    setSending(true)
    try {
      const next = await signIn(login.trim(), password)
      // Somebody else sees the app from its beginning: what stands here was typed by another.
      if (next.account?.id !== session.account?.id) return location.assign('/')
      setPassword('')
      setFailure(null)
      set(next)
      await refresh(client)
    } catch (error) {
      if (error instanceof Failure) setFailure(error)
    } finally {
      setSending(false)
    }
  }
  return (
    <Modal opened={isExpired} onClose={() => undefined} withCloseButton={false} closeOnEscape={false} closeOnClickOutside={false} title={words.signIn.again}>
      <form onSubmit={(event) => { event.preventDefault(); void send() }}>
        <Stack>
          <Text size="sm">{words.signIn.againHint}</Text>
          {failure !== null && <Problem failure={failure} />}
          <TextInput label={words.signIn.login} required withAsterisk={false} autoComplete="username" value={login} onChange={(event) => setLogin(event.currentTarget.value)} />
          <PasswordInput label={words.signIn.password} required withAsterisk={false} autoComplete="current-password" value={password} onChange={(event) => setPassword(event.currentTarget.value)} data-autofocus />
          <Button type="submit" loading={isSending}>{words.signIn.title}</Button>
        </Stack>
      </form>
    </Modal>
  )
}
