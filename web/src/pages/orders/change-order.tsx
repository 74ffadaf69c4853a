// Changing an order: quantities, more lines, whereto. What somebody else changed meanwhile is said beside the field, and nothing typed is lost.
import { Alert, Checkbox, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, type BodyOf } from '~/api'
import { useCommand } from '~/asking'
import { tellDone } from '~/ui/done'
import { FormDialog } from '~/ui/form-dialog'
import { useFields } from '~/ui/use-fields'
import { words } from '~/words'
import { type AddedLine, AddedLines, addedBy, isWhole } from '~/pages/fields/added-lines'
import type { OrderPage } from './order'

const { orders } = words
const WHERETO = ['name', 'address', 'country'] as const
const lineField = (id: string) => `line ${id}`

function fieldsOf(order: OrderPage): Readonly<Record<string, string>> {
  return {
    ...Object.fromEntries(order.lines.map((line) => [lineField(line.id), line.ordered])),
    name: order.shipTo?.name ?? '', address: order.shipTo?.address ?? '', country: order.shipTo?.country ?? '', reason: '', reserve: 'yes',
  }
}

export function ChangeOrder({ order, isOpen, close }: { readonly order: OrderPage; readonly isOpen: boolean; readonly close: () => void }) {
  const command = useCommand('/orders/change')
  const client = useQueryClient()
  const [more, setMore] = useState<readonly AddedLine[]>([])
  const [isNews, setNews] = useState(false)
  const now = fieldsOf(order)
  const fields = useFields<string>(now, command.error)
  const changed = fields.changed.filter((name) => !['reason', 'reserve'].includes(name))
  const value = (name: string) => fields.value(name)?.trim() ?? ''
  const added = addedBy(more)
  const bodyOf = (): BodyOf<'/orders/change'> => {
    const lines = order.lines.filter(({ id }) => changed.includes(lineField(id))).map(({ id }) => ({ lineId: id, quantity: value(lineField(id)) }))
    const whereto = Object.fromEntries(WHERETO.filter((name) => value(name) !== '').map((name) => [name, value(name)]))
    return {
      orderId: order.id, reason: value('reason'), ...(lines.length === 0 ? {} : { lines }), ...(added.length === 0 ? {} : { add: added }),
      ...(WHERETO.some((name) => changed.includes(name)) ? { shipTo: Object.keys(whereto).length === 0 ? null : whereto } : {}),
      ...(value('reserve') === 'yes' ? {} : { reserve: false }),
    }
  }
  const run = async () => {
    // Somebody may have changed it within this second: what they did is looked at before it is changed again.
    const fresh = await ask('/orders/{id}', { id: order.id }).catch(() => order)
    const theirs = fieldsOf(fresh)
    client.setQueryData(['/orders/{id}', { id: order.id }], fresh)
    if (changed.some((name) => theirs[name] !== now[name])) {
      setNews(true)
      throw new Error('The order changed meanwhile.')
    }
    const { answer } = await command.mutateAsync(bodyOf())
    fields.clear()
    setMore([])
    setNews(false)
    const short = answer.reserved.filter((line) => line.short !== '0').length
    tellDone(short === 0 ? orders.isChanged(order.number) : orders.changedShort(order.number, short))
  }
  const isReady = (changed.length > 0 || added.length > 0) && more.every(isWhole) && value('reason') !== ''
  return (
    <FormDialog isOpen={isOpen} close={close} title={orders.changeTitle(order.number)} does={words.form.change} send={{ run, isPending: command.isPending, error: fields.rest, isReady }}>
      {isNews && <Alert color="orange" variant="light" role="alert" title={orders.news}>{orders.newsHint}</Alert>}
      <Stack gap="xs">
        {order.lines.map((line) => (
          <TextInput key={line.id} label={orders.lineOf(line.sku, line.name)} inputMode="numeric" rightSection={<Text size="sm" c="dimmed" pr="xs">{line.unit}</Text>} rightSectionWidth={70} {...fields.text(lineField(line.id))} />
        ))}
        <Text size="sm" c="dimmed">{orders.zeroCancels}</Text>
        <AddedLines lines={more} set={setMore} />
      </Stack>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={orders.shipToName} {...fields.text('name')} />
        <TextInput label={words.object.country} {...fields.text('country')} />
      </SimpleGrid>
      <Textarea label={orders.shipTo} autosize minRows={1} maxLength={1000} {...fields.text('address')} />
      <Checkbox size="sm" label={orders.reserveAtOnce} {...fields.tick('reserve')} />
      <Textarea label={words.reason} required withAsterisk={false} maxLength={1000} autosize minRows={2} {...fields.text('reason')} />
    </FormDialog>
  )
}
