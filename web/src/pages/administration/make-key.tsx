// Making a key: its secret comes from this browser's own chance, the server is told its sum alone, and its text is shown once.
import { Checkbox, Code, Group, SimpleGrid, Select, Stack, Text, TextInput, Button } from '@mantine/core'
import { useState } from 'react'
import { newId } from '~/api'
import { useCommand, useQuestion } from '~/asking'
import { today } from '~/format'
import { useAccount, useMay } from '~/session'
import { words } from '~/words'
import { adminWords } from '~/words/administration'
import { atField, FormDialog, randomText, ShownOnce } from './form'
import { sha256 } from './sha256'

const said = adminWords.keys
const SECRET_LENGTH = 44

/** Which permissions are chosen together, by what programs usually do. */
const usual = [
  { label: said.reads, scopes: ['record.read', 'export.run'] },
  { label: said.shop, scopes: ['record.read', 'order.write', 'order.pick', 'order.ship', 'return.receive', 'partner.write'] },
  { label: said.purchasing, scopes: ['record.read', 'item.write', 'partner.write', 'lot.write', 'stock.receive'] },
] as const

export function MakeKey({ close }: { readonly close: () => void }) {
  const own = useAccount()
  const may = useMay()
  const [name, setName] = useState('')
  const [accountId, setAccountId] = useState(own.id)
  const [scopes, setScopes] = useState<readonly string[]>(['record.read'])
  const [lastDay, setLastDay] = useState('')
  const [text, setText] = useState<string | null>(null)
  const create = useCommand('/keys')
  const accounts = useQuestion('/accounts', {}, { enabled: may('account.write') })
  const held = useHeldBy(accountId)
  const { data: known } = useQuestion('/roles', {})
  // In the order of the administrator, who may do everything: what belongs together stands together.
  const ordered = known?.roles.find((role) => role.name === 'administrator')?.permissions ?? []
  const offered = ordered.filter((permission) => permission !== 'account.self' && may(permission) && held(permission))
  const chosen = scopes.filter((scope) => offered.includes(scope))
  const run = async () => {
    const keyId = newId()
    const key = `lot_${keyId}_${randomText(SECRET_LENGTH)}`
    await create.mutateAsync({ keyId, name: name.trim(), keyHash: sha256(key), accountId, scopes: chosen, ...(lastDay !== '' && { expiresAt: endOf(lastDay) }) })
    setText(key)
  }
  if (text !== null) {
    return (
      <ShownOnce isOpen close={close} title={said.shownTitle(name.trim())} text={said.shownText} value={text}>
        <Text size="sm">{said.tryIt}</Text>
        <Code block>{`curl -H "Authorization: Bearer ${text.slice(0, 12)}…" ${location.origin}/api/v1/lots?limit=1`}</Code>
      </ShownOnce>
    )
  }
  const people = (accounts.data?.accounts ?? []).filter(({ disabledAt }) => disabledAt === null).map(({ id, name: person }) => ({ value: id, label: person }))
  return (
    <FormDialog isOpen close={close} title={said.make} does={said.makeIt} run={run} isPending={create.isPending} error={create.error}
      told={['scope_not_held', 'expiresAt']} isReady={name.trim() !== '' && chosen.length > 0} size="xl">
      <TextInput label={words.columns.name} description={said.nameHint} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus required withAsterisk={false} maxLength={200} />
      {people.length > 1 && (
        <Select label={said.actsFor} description={said.actsForHint} data={people} value={accountId} allowDeselect={false} searchable onChange={(value) => value !== null && setAccountId(value)} />
      )}
      <Stack gap={6}>
        <Group gap="xs" align="baseline">
          <Text size="sm">{said.usual}</Text>
          {usual.map(({ label, scopes: set }) => <Button key={label} size="compact-sm" variant="default" onClick={() => setScopes(set)}>{label}</Button>)}
        </Group>
        <Checkbox.Group label={said.may} value={[...chosen]} onChange={setScopes} error={atField(create.error, 'scopes', ['scope_not_held'])}>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing={8} mt={6}>
            {offered.map((scope) => <Checkbox key={scope} value={scope} label={words.permissionOf(scope)} />)}
          </SimpleGrid>
        </Checkbox.Group>
      </Stack>
      <TextInput label={said.lastDay} description={said.lastDayHint} type="date" min={today()} value={lastDay} error={atField(create.error, 'expiresAt')} onChange={(event) => setLastDay(event.currentTarget.value)} w={220} />
    </FormDialog>
  )
}

// The account's own roles bound what its key may do.
function useHeldBy(accountId: string): (permission: string) => boolean {
  const own = useAccount()
  const may = useMay()
  const { data: people } = useQuestion('/accounts', {}, { enabled: may('account.write') })
  const { data: known } = useQuestion('/roles', {})
  if (accountId === own.id) return may
  const names: readonly string[] = people?.accounts.find(({ id }) => id === accountId)?.roles ?? []
  const held = new Set((known?.roles ?? []).filter(({ name }) => names.includes(name)).flatMap(({ permissions }) => permissions))
  return (permission) => held.has(permission)
}

/** The last moment of a day where the browser is. */
function endOf(day: string): string {
  return new Date(`${day}T23:59:59`).toISOString()
}
