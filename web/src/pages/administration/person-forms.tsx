// Making people, giving them roles and passwords, and forgetting them.
import { Checkbox, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { BodyOf } from '~/api'
import { useCommand, useQuestion } from '~/asking'
import { tellDone } from '~/ui/done'
import { ReasonForm } from '~/ui/reason-form'
import { words } from '~/words'
import { adminWords } from '~/words/administration'
import { atField, FormDialog, NewPassword } from './form'
import type { Person } from './people'

const said = adminWords.people
type Role = BodyOf<'/accounts/roles'>['roles'][number]
type Shown = { readonly person: Person; readonly close: () => void }

const passwordCodes = ['password_short', 'password_is_login']

export function AddPerson({ isOpen, close }: { readonly isOpen: boolean; readonly close: () => void }) {
  const [name, setName] = useState('')
  const [login, setLogin] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [roles, setRoles] = useState<readonly Role[]>([])
  const create = useCommand('/accounts')
  const run = async () => {
    await create.mutateAsync({ name: name.trim(), login: login.trim(), ...(email.trim() !== '' && { email: email.trim() }), password, roles: [...roles] })
    tellDone(said.added(name.trim()))
    setName('')
    setLogin('')
    setEmail('')
    setPassword('')
    setRoles([])
    close()
  }
  return (
    <FormDialog isOpen={isOpen} close={close} title={said.add} does={said.addIt} run={run} isPending={create.isPending} error={create.error}
      told={['login_taken', 'login', 'email', ...passwordCodes, 'password']} isReady={name.trim() !== '' && login.trim() !== '' && password !== ''} size="lg">
      <TextInput label={words.columns.name} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus required withAsterisk={false} maxLength={200} />
      <TextInput label={said.login} description={words.signIn.loginHint} value={login} error={atField(create.error, 'login', ['login_taken'])}
        onChange={(event) => setLogin(event.currentTarget.value)} autoComplete="off" autoCapitalize="none" required withAsterisk={false} maxLength={100} />
      <TextInput inputMode="email" label={said.email} description={said.emailHint} value={email} error={atField(create.error, 'email')} onChange={(event) => setEmail(event.currentTarget.value)} autoComplete="off" maxLength={254} />
      <NewPassword value={password} set={setPassword} error={atField(create.error, 'password', passwordCodes)} />
      <RoleChoice chosen={roles} set={setRoles} />
      {roles.length === 0 && <Text size="sm" c="dimmed">{said.noRole}</Text>}
    </FormDialog>
  )
}

export function GiveRoles({ person, close }: Shown) {
  const [roles, setRoles] = useState<readonly Role[]>(person.roles)
  const give = useCommand('/accounts/roles')
  const run = async () => {
    await give.mutateAsync({ accountId: person.id, roles: [...roles] })
    tellDone(said.rolesGiven(person.name), () => give.mutateAsync({ accountId: person.id, roles: person.roles }))
    close()
  }
  return (
    <FormDialog isOpen close={close} title={said.rolesOf(person.name)} does={words.save} run={run} isPending={give.isPending} error={give.error} size="lg">
      <RoleChoice chosen={roles} set={setRoles} />
      {roles.length === 0 && <Text size="sm" c="dimmed">{said.noRole}</Text>}
    </FormDialog>
  )
}

function RoleChoice({ chosen, set }: { readonly chosen: readonly Role[]; readonly set: (roles: readonly Role[]) => void }) {
  const { data } = useQuestion('/roles', {})
  const known = data?.roles.map(({ name }) => name) ?? []
  return (
    <Checkbox.Group label={said.roles} value={[...chosen]} onChange={(names) => set(known.filter((name) => names.includes(name)))}>
      <Stack gap="xs" mt={6}>
        {known.map((name) => <Checkbox key={name} value={name} label={words.roleOf[name]?.label ?? name} description={words.roleOf[name]?.text} />)}
      </Stack>
    </Checkbox.Group>
  )
}

export function GiveEmail({ person, close }: Shown) {
  const [email, setEmail] = useState(person.email ?? '')
  const give = useCommand('/accounts/email')
  const run = async () => {
    await give.mutateAsync({ accountId: person.id, email: email.trim() === '' ? null : email.trim() })
    tellDone(said.emailGiven(person.name), () => give.mutateAsync({ accountId: person.id, email: person.email }))
    close()
  }
  return (
    <FormDialog isOpen close={close} title={said.emailOf(person.name)} does={words.save} run={run} isPending={give.isPending} error={give.error} told={['email']}>
      <TextInput inputMode="email" label={said.email} description={said.emailHint} value={email} error={atField(give.error, 'email')} onChange={(event) => setEmail(event.currentTarget.value)}
        autoComplete="off" maxLength={254} data-autofocus />
    </FormDialog>
  )
}

export function GivePassword({ person, close }: Shown) {
  const [password, setPassword] = useState('')
  const give = useCommand('/accounts/reset-password')
  const run = async () => {
    await give.mutateAsync({ accountId: person.id, password })
    tellDone(said.passwordGiven(person.name))
    close()
  }
  return (
    <FormDialog isOpen close={close} title={said.passwordOf(person.name)} does={said.givePassword} run={run} isPending={give.isPending} error={give.error}
      told={[...passwordCodes, 'password']} isReady={password !== ''}>
      <Text size="sm">{said.passwordText}</Text>
      <NewPassword value={password} set={setPassword} error={atField(give.error, 'password', passwordCodes)} isFirst />
    </FormDialog>
  )
}

export function ErasePerson({ person, close }: Shown) {
  const [typed, setTyped] = useState('')
  const erase = useCommand('/accounts/erase')
  const run = async (reason: string) => {
    await erase.mutateAsync({ accountId: person.id, reason })
    tellDone(said.isErased)
  }
  return (
    <ReasonForm isOpen close={close} title={said.eraseTitle(person.name)} text={said.eraseText} does={said.erase} color="red"
      isReady={typed === person.login} send={{ run, isPending: erase.isPending, error: erase.error }}>
      <TextInput label={said.eraseTyped(person.login)} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} autoComplete="off" autoCapitalize="none" />
    </ReasonForm>
  )
}
