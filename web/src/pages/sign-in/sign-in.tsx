// Signing in. The page somebody wanted stays in the address and is shown at once afterwards.
import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Failure, signIn } from '~/api'
import { useSession } from '~/session'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { Doorstep } from './doorstep'

export function SignIn() {
  const { set } = useSession()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isSending, setSending] = useState(false)
  const send = async () => {
    setSending(true)
    try {
      set(await signIn(login.trim(), password))
    } catch (error) {
      if (error instanceof Failure) setFailure(error)
    } finally {
      setSending(false)
    }
  }
  return (
    <Doorstep title={words.signIn.title}>
      <form onSubmit={(event) => { event.preventDefault(); void send() }}>
        <Stack>
          {failure !== null && <Problem failure={failure} />}
          <TextInput label={words.signIn.login} name="login" required withAsterisk={false} maxLength={100} autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus value={login} onChange={(event) => setLogin(event.currentTarget.value)} />
          <PasswordInput label={words.signIn.password} name="password" required withAsterisk={false} maxLength={500} autoComplete="current-password" value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
          <Button type="submit" loading={isSending}>{words.signIn.title}</Button>
        </Stack>
      </form>
    </Doorstep>
  )
}
