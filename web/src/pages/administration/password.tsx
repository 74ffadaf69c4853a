// Somebody's own password.
import { Alert, Button, PasswordInput, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type Failure, newId, type Session, signIn, tell } from '~/api'
import { useAccount, useSession } from '~/session'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { adminWords } from '~/words/administration'
import { atField } from './form'
import { AdminPage } from './frame'

const said = adminWords.password
const ofPresent = ['password_wrong', 'too_many_attempts']
const ofNew = ['password_short', 'password_is_login']

export default function Password() {
  const [present, setPresent] = useState('')
  const [password, setPassword] = useState('')
  const { login } = useAccount()
  const { set } = useSession()
  // Changing it ends every sign-in; here one goes on with the new one.
  const change = useMutation<Session, Failure>({
    mutationFn: async () => {
      await tell('/accounts/change-password', newId(), { presentPassword: present, password })
      return signIn(login, password)
    },
    onSuccess: set,
  })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await change.mutateAsync()
    } catch {
      // The failure stands in the form.
      return
    }
    setPresent('')
    setPassword('')
  }
  const isTold = change.error !== null && [...ofPresent, ...ofNew].includes(change.error.code)
  const eye = { 'aria-label': adminWords.showPassword }
  return (
    <AdminPage title={adminWords.rooms.password.label} needs="account.self">
      <form onSubmit={(event) => void submit(event)} style={{ maxWidth: 420 }}>
        <Stack>
          <Text size="sm">{said.text}</Text>
          {change.isSuccess && <Alert color="teal" role="status">{said.changed}</Alert>}
          {change.error !== null && !isTold && <Problem failure={change.error} />}
          <PasswordInput label={said.present} autoComplete="current-password" value={present} error={atField(change.error, 'presentPassword', ofPresent)} visibilityToggleButtonProps={eye}
            onChange={(event) => setPresent(event.currentTarget.value)} required withAsterisk={false} />
          <PasswordInput label={said.next} description={words.signIn.passwordHint} autoComplete="new-password" value={password} error={atField(change.error, 'password', ofNew)} visibilityToggleButtonProps={eye}
            onChange={(event) => setPassword(event.currentTarget.value)} required withAsterisk={false} />
          <Button type="submit" loading={change.isPending} disabled={present === '' || password === ''} style={{ alignSelf: 'start' }}>{said.change}</Button>
        </Stack>
      </form>
    </AdminPage>
  )
}
