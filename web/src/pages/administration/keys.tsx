// The keys of programs: what each may do and when it was last used. A key's text is made here, in the browser, and shown once.
import { Badge, Button, Text } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useState } from 'react'
import type { AnswerOf } from '~/api'
import { useCommand, useQuestion } from '~/asking'
import { moment } from '~/format'
import { text, when } from '~/ui/columns'
import { tellDone } from '~/ui/done'
import type { GridColumn } from '~/ui/grid-columns'
import { useNames } from '~/ui/names'
import { PlainTable } from '~/ui/plain-table'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { adminWords } from '~/words/administration'
import { FormDialog } from './form'
import { AdminPage } from './frame'
import { MakeKey } from './make-key'

const said = adminWords.keys
type Key = AnswerOf<'/keys'>['keys'][number]

export default function Keys() {
  const [isMaking, make] = useState(false)
  return (
    <AdminPage title={adminWords.rooms.keys.label} needs="key.write"
      actions={<Button leftSection={<IconKey size={16} aria-hidden="true" />} onClick={() => make(true)}>{said.make}</Button>}>
      <Table />
      {isMaking && <MakeKey close={() => make(false)} />}
    </AdminPage>
  )
}

function Table() {
  const { data, error, refetch } = useQuestion('/keys', {})
  const [revoking, setRevoking] = useState<Key | null>(null)
  const names = useNames((data?.keys ?? []).map(({ accountId }) => accountId))
  const columns: readonly GridColumn<Key>[] = [
    text('name', words.columns.name, (key) => key.name),
    text('accountId', said.actsFor, (key) => names.get(key.accountId)?.name),
    { ...text<Key>('scopes', said.may, scopesOf), cell: (key) => <Text size="sm" maw={360}>{scopesOf(key)}</Text> },
    { ...when<Key>('lastUsedAt', said.lastUsed, (key) => key.lastUsedAt), cell: (key) => (key.lastUsedAt === null ? <Text span size="sm" c="dimmed">{said.never}</Text> : moment(key.lastUsedAt)) },
    when('createdAt', said.made, (key) => key.createdAt),
    { ...text<Key>('state', words.columns.state, stateOf), cell: (key) => <Badge variant="light" color={isGood(key) ? 'teal' : 'gray'}>{stateOf(key)}</Badge> },
    {
      id: 'actions', label: said.change, text: () => '',
      cell: (key) => (key.revokedAt === null ? <Button size="compact-sm" variant="light" color="red" aria-label={said.revokeWhich(key.name)} onClick={() => setRevoking(key)}>{said.revoke}</Button> : null),
    },
  ]
  if (error !== null) return <Problem failure={error} again={() => void refetch()} />
  return (
    <>
      <PlainTable label={adminWords.rooms.keys.label} columns={columns} rows={data?.keys ?? []} rowId={(key) => key.id} none={data === undefined ? words.waiting : said.none} />
      {revoking !== null && <Revoke held={revoking} close={() => setRevoking(null)} />}
    </>
  )
}

const scopesOf = (key: Key) => key.scopes.map((scope) => words.permissionOf(scope)).join(' · ')
const isOver = ({ expiresAt }: Key) => expiresAt !== null && Date.parse(expiresAt) <= Date.now()
const isGood = (key: Key) => key.revokedAt === null && !isOver(key)

function stateOf(key: Key): string {
  if (key.revokedAt !== null) return said.revoked
  if (isOver(key)) return said.over
  return key.expiresAt === null ? said.works : said.worksUntil(moment(key.expiresAt))
}

function Revoke({ held, close }: { readonly held: Key; readonly close: () => void }) {
  const revoke = useCommand('/keys/revoke')
  const run = async () => {
    await revoke.mutateAsync({ keyId: held.id })
    tellDone(said.isRevoked(held.name))
    close()
  }
  return (
    <FormDialog isOpen close={close} title={said.revokeWhich(held.name)} does={said.revoke} color="red" run={run} isPending={revoke.isPending} error={revoke.error}>
      <Text size="sm">{said.revokeText}</Text>
      <Text size="sm">{held.lastUsedAt === null ? said.wasNever : said.wasUsed(moment(held.lastUsedAt))}</Text>
    </FormDialog>
  )
}
