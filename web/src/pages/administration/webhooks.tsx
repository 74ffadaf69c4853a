// Webhooks: what is told to other programs, and how far each has come.
import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { IconWebhook } from '@tabler/icons-react'
import { useState } from 'react'
import type { AnswerOf } from '~/api'
import { useCommand, useQuestion } from '~/asking'
import { count, moment } from '~/format'
import { text, when } from '~/ui/columns'
import { tellDone } from '~/ui/done'
import type { GridColumn } from '~/ui/grid-columns'
import { PlainTable } from '~/ui/plain-table'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { adminWords } from '~/words/administration'
import { FormDialog } from './form'
import { AdminPage } from './frame'
import { AddWebhook, ReplayWebhook } from './webhook-forms'

const said = adminWords.webhooks

/** A webhook and its state. */
export type Webhook = AnswerOf<'/webhooks'>['webhooks'][number]
type Doing = { readonly what: 'replay' | 'remove'; readonly webhook: Webhook }

export default function Webhooks() {
  const [isAdding, add] = useState(false)
  return (
    <AdminPage title={adminWords.rooms.webhooks.label} needs="webhook.write"
      actions={<Button leftSection={<IconWebhook size={16} aria-hidden="true" />} onClick={() => add(true)}>{said.add}</Button>}>
      <Table />
      {isAdding && <AddWebhook close={() => add(false)} />}
    </AdminPage>
  )
}

function Table() {
  const { data, error, refetch } = useQuestion('/webhooks', {})
  const [doing, setDoing] = useState<Doing | null>(null)
  const last = BigInt(data?.last ?? 0)
  const columns: readonly GridColumn<Webhook>[] = [
    { ...text<Webhook>('url', said.address, ({ url }) => url), cell: ({ url }) => <span className="code" style={{ overflowWrap: 'anywhere' }}>{url}</span> },
    { ...text<Webhook>('kinds', said.told, kindsOf), cell: (webhook) => <Text size="sm" maw={320}>{kindsOf(webhook)}</Text> },
    { ...text<Webhook>('state', words.columns.state, (webhook) => stateOf(webhook, last).says), cell: (webhook) => <State webhook={webhook} last={last} /> },
    text('position', said.position, ({ position }) => said.positionOf(count(Number(position)), count(Number(last)))),
    when('createdAt', said.since, ({ createdAt }) => createdAt),
    {
      id: 'actions', label: said.change, text: () => '',
      cell: (webhook) => (
        <Group gap="xs" wrap="nowrap">
          <Button size="compact-sm" variant="default" aria-label={`${said.replay} ${webhook.url}`} onClick={() => setDoing({ what: 'replay', webhook })}>{said.replay}</Button>
          <Button size="compact-sm" variant="light" color="red" aria-label={`${said.remove} ${webhook.url}`} onClick={() => setDoing({ what: 'remove', webhook })}>{said.remove}</Button>
        </Group>
      ),
    },
  ]
  if (error !== null) return <Problem failure={error} again={() => void refetch()} />
  return (
    <>
      <PlainTable label={adminWords.rooms.webhooks.label} columns={columns} rows={data?.webhooks ?? []} rowId={({ id }) => id} none={data === undefined ? words.waiting : said.none} />
      {doing?.what === 'replay' && <ReplayWebhook webhook={doing.webhook} last={last} close={() => setDoing(null)} />}
      {doing?.what === 'remove' && <Remove webhook={doing.webhook} close={() => setDoing(null)} />}
    </>
  )
}

const kindsOf = ({ kinds }: Webhook) => (kinds.length === 0 ? said.everything : kinds.map((kind) => words.documentOf(kind)).join(', '))

function stateOf({ stoppedAt, attempts, position }: Webhook, last: bigint): { readonly says: string; readonly color: string } {
  if (stoppedAt !== null) return { says: said.stopped, color: 'red' }
  if (attempts > 0) return { says: said.failing(attempts), color: 'orange' }
  const behind = last - BigInt(position)
  return behind > 0n ? { says: said.behind(Number(behind)), color: 'blue' } : { says: said.upToDate, color: 'teal' }
}

function State({ webhook, last }: { readonly webhook: Webhook; readonly last: bigint }) {
  const { says, color } = stateOf(webhook, last)
  const { lastError, stoppedAt, nextAttemptAt, attempts } = webhook
  return (
    <Stack gap={2}>
      <Badge variant="light" color={color}>{says}</Badge>
      {lastError !== null && attempts > 0 && <Text size="xs">{lastError}</Text>}
      {attempts > 0 && <Text size="xs" c="dimmed">{stoppedAt === null ? said.nextTry(moment(nextAttemptAt)) : said.stoppedHint(moment(stoppedAt))}</Text>}
    </Stack>
  )
}

function Remove({ webhook, close }: { readonly webhook: Webhook; readonly close: () => void }) {
  const remove = useCommand('/webhooks/remove')
  const run = async () => {
    await remove.mutateAsync({ webhookId: webhook.id })
    tellDone(said.isRemoved)
    close()
  }
  return (
    <FormDialog isOpen close={close} title={said.removeTitle} does={said.remove} color="red" run={run} isPending={remove.isPending} error={remove.error}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>{webhook.url}</Text>
      <Text size="sm">{said.removeText}</Text>
    </FormDialog>
  )
}
