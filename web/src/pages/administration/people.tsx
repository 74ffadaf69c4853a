// The people who sign in: who they are, what they may do, and how they come in again.
import { Badge, Button, Group, Menu } from '@mantine/core'
import { IconDots, IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { AnswerOf } from '~/api'
import { useCommand, useQuestion } from '~/asking'
import { useAccount } from '~/session'
import { text, when } from '~/ui/columns'
import { tellDone } from '~/ui/done'
import type { GridColumn } from '~/ui/grid-columns'
import { PlainTable } from '~/ui/plain-table'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { adminWords } from '~/words/administration'
import { AdminPage } from './frame'
import { AddPerson, ErasePerson, GiveEmail, GivePassword, GiveRoles } from './person-forms'

const said = adminWords.people

/** Somebody who signs in. */
export type Person = AnswerOf<'/accounts'>['accounts'][number]
type Doing = { readonly what: 'roles' | 'password' | 'email' | 'erase'; readonly person: Person }

export default function People() {
  const [isAdding, add] = useState(false)
  return (
    <AdminPage title={adminWords.rooms.people.label} needs="account.write"
      actions={<Button leftSection={<IconUserPlus size={16} aria-hidden="true" />} onClick={() => add(true)}>{said.add}</Button>}>
      <Table />
      <AddPerson isOpen={isAdding} close={() => add(false)} />
    </AdminPage>
  )
}

function Table() {
  const { data, error, refetch } = useQuestion('/accounts', {})
  const [doing, setDoing] = useState<Doing | null>(null)
  const close = () => setDoing(null)
  const { id: own } = useAccount()
  const columns: readonly GridColumn<Person>[] = [
    { ...text<Person>('name', words.columns.name, (person) => person.name), cell: (person) => (person.id === own ? <>{person.name} <Badge variant="light" size="sm">{said.you}</Badge></> : nameOf(person)) },
    text('login', said.login, (person) => (person.erasedAt === null ? person.login : '')),
    text('email', said.email, (person) => person.email),
    text('roles', said.roles, (person) => person.roles.map((role) => words.roleOf[role]?.label ?? role).join(', ')),
    { ...text<Person>('state', words.columns.state, stateOf), cell: (person) => <State person={person} /> },
    when('createdAt', said.since, (person) => person.createdAt),
    { id: 'actions', label: said.change, text: () => '', cell: (person) => (person.erasedAt === null ? <Actions person={person} begin={setDoing} /> : null) },
  ]
  if (error !== null) return <Problem failure={error} again={() => void refetch()} />
  return (
    <>
      <PlainTable label={adminWords.rooms.people.label} columns={columns} rows={data?.accounts ?? []} rowId={(person) => person.id} none={data === undefined ? words.waiting : said.none} />
      {doing?.what === 'roles' && <GiveRoles person={doing.person} close={close} />}
      {doing?.what === 'email' && <GiveEmail person={doing.person} close={close} />}
      {doing?.what === 'password' && <GivePassword person={doing.person} close={close} />}
      {doing?.what === 'erase' && <ErasePerson person={doing.person} close={close} />}
    </>
  )
}

const nameOf = (person: Person) => (person.erasedAt === null ? person.name : said.erasedName)

function stateOf({ erasedAt, disabledAt }: Person): string {
  return erasedAt !== null ? said.erased : disabledAt !== null ? said.disabled : said.active
}

function State({ person }: { readonly person: Person }) {
  const color = person.erasedAt !== null || person.disabledAt !== null ? 'gray' : 'teal'
  return <Badge variant="light" color={color}>{stateOf(person)}</Badge>
}

function Actions({ person, begin }: { readonly person: Person; readonly begin: (doing: Doing) => void }) {
  const { name, disabledAt } = person
  const disable = useCommand('/accounts/disable')
  const isDisabled = disabledAt !== null
  const turn = async () => {
    try {
      await disable.mutateAsync({ accountId: person.id, disabled: !isDisabled })
    } catch {
      // The failure stands beside the button.
      return
    }
    tellDone(isDisabled ? said.isIn(name) : said.isOut(name), () => disable.mutateAsync({ accountId: person.id, disabled: isDisabled }))
  }
  return (
    <Group gap="xs" wrap="nowrap">
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <Button size="compact-sm" variant="default" aria-label={said.changeWho(name)} loading={disable.isPending}><IconDots size={16} aria-hidden="true" /></Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => begin({ what: 'roles', person })}>{said.giveRoles}</Menu.Item>
          <Menu.Item onClick={() => begin({ what: 'email', person })}>{said.giveEmail}</Menu.Item>
          <Menu.Item onClick={() => begin({ what: 'password', person })}>{said.givePassword}</Menu.Item>
          <Menu.Item onClick={() => void turn()}>{isDisabled ? said.letIn : said.disable}</Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" onClick={() => begin({ what: 'erase', person })}>{said.erase}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {disable.error !== null && <Problem failure={disable.error} />}
    </Group>
  )
}
