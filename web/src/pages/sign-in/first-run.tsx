// The very first visit: the first account, and what to start with.
import { Button, PasswordInput, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Failure, firstRun } from '~/api'
import { useSession } from '~/session'
import { wishForTour } from '~/shell/tour-wish'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { Doorstep } from './doorstep'

export default function FirstRun() {
  const { session, set } = useSession()
  const [name, setName] = useState('')
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [start, setStart] = useState<'demo' | 'example' | 'empty'>('demo')
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isSending, setSending] = useState(false)
  const isBlank = /\s/.test(login.trim())
  const send = async () => {
    if (isBlank) return
    setSending(true)
    try {
      const session = await firstRun({ name: name.trim(), login: login.trim(), password, start, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone })
      if (start === 'demo') wishForTour()
      set(session)
    } catch (error) {
      if (error instanceof Failure) setFailure(error)
    } finally {
      setSending(false)
    }
  }
  return (
    <Doorstep title={words.signIn.welcome}>
      <form onSubmit={(event) => { event.preventDefault(); void send() }}>
        <Stack>
          <Text size="sm">{words.signIn.welcomeHint}</Text>
          {failure !== null && <Problem failure={failure} />}
          <TextInput label={words.signIn.name} name="name" required withAsterisk={false} maxLength={200} autoComplete="name" autoFocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <TextInput label={words.signIn.login} description={words.signIn.loginHint} name="login" required withAsterisk={false} maxLength={100} error={isBlank ? words.signIn.loginBlank : null} autoComplete="username" autoCapitalize="none" spellCheck={false} value={login} onChange={(event) => setLogin(event.currentTarget.value)} />
          <PasswordInput label={words.signIn.password} description={words.signIn.passwordHint} name="password" required withAsterisk={false} minLength={10} maxLength={500} autoComplete="new-password" value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
          <Radio.Group label={words.signIn.start} value={start} onChange={(value) => setStart(value === 'empty' || value === 'example' ? value : 'demo')}>
            <Stack gap="xs" mt={6}>
              <Radio value="demo" label={words.signIn.demo} description={words.signIn.demoHint} />
              {session.hasExample && <Radio value="example" label={words.signIn.example} description={words.signIn.exampleHint} />}
              <Radio value="empty" label={words.signIn.empty} description={words.signIn.emptyHint} />
            </Stack>
          </Radio.Group>
          <Button type="submit" loading={isSending}>{words.signIn.begin}</Button>
        </Stack>
      </form>
    </Doorstep>
  )
}
