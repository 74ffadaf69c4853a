// Sales channels: where orders come from, the life their customers must still have, and which lots go first.
import { Badge, Button, NativeSelect, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPencil, IconPlus } from '@tabler/icons-react'
import { Center, Loader } from '@mantine/core'
import { useState } from 'react'
import type { AnswerOf } from '~/api'
import { useCommand, useQuestion } from '~/asking'
import { useMay } from '~/session'
import { amount, text } from '~/ui/columns'
import { tellDone } from '~/ui/done'
import { EmptyState } from '~/ui/empty-state'
import { FormDialog } from '~/ui/form-dialog'
import type { GridColumn } from '~/ui/grid-columns'
import { Page } from '~/ui/page'
import { PlainTable } from '~/ui/plain-table'
import { Problem } from '~/ui/problem'
import { ReasonForm } from '~/ui/reason-form'
import { useFields } from '~/ui/use-fields'
import { words } from '~/words'

type Channel = AnswerOf<'/channels'>['rows'][number]
const { columns: said, channels, orders } = words
const POLICIES = ['fefo', 'fifo', 'fewest_lots'] as const
const policies = POLICIES.map((value) => ({ value, label: orders.policies[value] ?? value }))

export default function Channels() {
  const may = useMay()
  const asked = useQuestion('/channels', {})
  const [isMaking, { open, close }] = useDisclosure(false)
  const [dialog, show] = useState<{ readonly what: 'change' | 'close'; readonly id: string } | null>(null)
  const rows = asked.data?.rows ?? []
  const chosen = rows.find(({ id }) => id === dialog?.id)
  const columns: readonly GridColumn<Channel>[] = [
    { ...text<Channel>('code', said.code, (row) => row.code), cell: (row) => <span className="code">{row.code}</span> },
    text('name', said.name, (row) => row.name),
    { ...amount<Channel>('leastLifeDays', said.leastLife, (row) => row.leastLifeDays ?? 0), cell: (row) => row.leastLifeDays ?? channels.any },
    amount('transitDays', said.transit, (row) => row.transitDays),
    text('policy', channels.policy, (row) => orders.policies[row.policy]),
    { ...text<Channel>('closedAt', said.state, (row) => (row.closedAt === null ? '' : words.object.closed)), cell: (row) => (row.closedAt === null ? null : <Badge color="gray">{words.object.closed}</Badge>) },
    {
      ...text<Channel>('do', '', () => ''),
      cell: (row) => may('order.write') && (
        <span style={{ display: 'inline-flex', gap: 6 }}>
          <Button size="compact-sm" variant="default" leftSection={<IconPencil size={14} aria-hidden="true" />} aria-label={channels.changeTitle(row.code)} onClick={() => show({ what: 'change', id: row.id })}>{words.form.change}</Button>
          <Button size="compact-sm" variant="default" aria-label={row.closedAt === null ? words.form.closeTitle(row.code) : words.form.openTitle(row.code)} onClick={() => show({ what: 'close', id: row.id })}>
            {row.closedAt === null ? words.form.closeIt : words.form.open}
          </Button>
        </span>
      ),
    },
  ]
  return (
    <Page title={words.places.channels} actions={may('order.write') && <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={open}>{channels.make}</Button>}>
      {asked.error !== null && asked.data === undefined && <Problem failure={asked.error} again={() => void asked.refetch()} />}
      {asked.isPending && <Center h={200}><Loader aria-label={words.waiting} /></Center>}
      {asked.data !== undefined && rows.length === 0 && <EmptyState title={channels.none.title} text={channels.none.text} />}
      {rows.length > 0 && <PlainTable label={words.places.channels} columns={columns} rows={rows} rowId={(row) => row.id} none="" />}
      <MakeChannel isOpen={isMaking} close={close} />
      {chosen !== undefined && dialog?.what === 'change' && <ChangeChannel key={chosen.id} channel={chosen} close={() => show(null)} />}
      {chosen !== undefined && dialog?.what === 'close' && <CloseChannel key={chosen.id} channel={chosen} close={() => show(null)} />}
    </Page>
  )
}

type Rule = 'name' | 'leastLifeDays' | 'transitDays' | 'policy'

function Rules({ fields }: { readonly fields: Pick<ReturnType<typeof useFields<Rule>>, 'text' | 'choice'> }) {
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={said.leastLife} placeholder={channels.any} type="number" min={0} max={36500} {...fields.text('leastLifeDays')} />
        <TextInput label={said.transit} type="number" min={0} max={365} {...fields.text('transitDays')} />
      </SimpleGrid>
      <NativeSelect label={channels.policy} data={policies} {...fields.choice('policy')} />
    </>
  )
}

const policyOf = (text: string) => POLICIES.find((one) => one === text) ?? 'fefo'

function MakeChannel({ isOpen, close }: { readonly isOpen: boolean; readonly close: () => void }) {
  const command = useCommand('/channels')
  const fields = useFields({ code: '', name: '', leastLifeDays: '', transitDays: '0', policy: 'fefo' }, command.error, { channel_code_taken: 'code' })
  const value = (name: 'code' | Rule) => fields.value(name).trim()
  const run = async () => {
    await command.mutateAsync({
      code: value('code'), name: value('name'), transitDays: Number(value('transitDays')), policy: policyOf(value('policy')),
      ...(value('leastLifeDays') === '' ? {} : { leastLifeDays: Number(value('leastLifeDays')) }),
    })
    tellDone(channels.made(value('code')))
    fields.clear()
  }
  return (
    <FormDialog isOpen={isOpen} close={close} title={channels.make} does={channels.make} send={{ run, isPending: command.isPending, error: fields.rest, isReady: value('code') !== '' && value('name') !== '' }}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={said.code} required withAsterisk={false} data-autofocus {...fields.text('code')} />
        <TextInput label={said.name} required withAsterisk={false} {...fields.text('name')} />
      </SimpleGrid>
      <Rules fields={fields} />
    </FormDialog>
  )
}

function ChangeChannel({ channel, close }: { readonly channel: Channel; readonly close: () => void }) {
  const command = useCommand('/channels/change')
  const now = { name: channel.name, leastLifeDays: channel.leastLifeDays?.toString() ?? '', transitDays: String(channel.transitDays), policy: channel.policy, reason: '' }
  const fields = useFields<keyof typeof now>(now, command.error, {})
  const changed = fields.changed.filter((name) => name !== 'reason')
  const value = (name: keyof typeof now) => fields.value(name).trim()
  const is = (name: Rule) => changed.includes(name)
  const run = async () => {
    await command.mutateAsync({
      channelId: channel.id, reason: value('reason'),
      ...(is('name') ? { name: value('name') } : {}),
      ...(is('leastLifeDays') ? { leastLifeDays: value('leastLifeDays') === '' ? null : Number(value('leastLifeDays')) } : {}),
      ...(is('transitDays') ? { transitDays: Number(value('transitDays')) } : {}),
      ...(is('policy') ? { policy: policyOf(value('policy')) } : {}),
    })
    fields.clear()
    tellDone(channels.changed(channel.code))
  }
  return (
    <FormDialog
      isOpen close={close} title={channels.changeTitle(channel.code)} text={channels.changeText} does={words.form.change}
      send={{ run, isPending: command.isPending, error: fields.rest, isReady: changed.length > 0 && value('reason') !== '' }}
    >
      <TextInput label={said.name} data-autofocus {...fields.text('name')} />
      <Rules fields={fields} />
      <Textarea label={words.reason} required withAsterisk={false} maxLength={1000} autosize minRows={2} {...fields.text('reason')} />
    </FormDialog>
  )
}

function CloseChannel({ channel, close }: { readonly channel: Channel; readonly close: () => void }) {
  const command = useCommand('/channels/change')
  const wants = channel.closedAt === null
  const run = async (reason: string) => {
    const { code, id: channelId } = channel
    await command.mutateAsync({ channelId, closed: wants, reason })
    tellDone(wants ? words.form.isClosed(code) : words.form.isOpen(code), () => command.mutateAsync({ channelId, closed: !wants, reason: words.form.byMistake }))
  }
  return (
    <ReasonForm
      isOpen close={close} title={wants ? words.form.closeTitle(channel.code) : words.form.openTitle(channel.code)} text={wants ? channels.closeText : channels.openText}
      does={wants ? words.form.closeIt : words.form.open} send={{ run, isPending: command.isPending, error: command.error }}
    />
  )
}
