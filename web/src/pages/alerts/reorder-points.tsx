// Below how much an item is to be ordered again, beside what there is of it.
import { Button, NumberInput, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { AnswerOf } from '~/api'
import { useCommand, useQuestion } from '~/asking'
import { quantity } from '~/format'
import { type ItemChoice, ItemPicker } from '~/pages/fields/pickers'
import { useMay } from '~/session'
import { code, text } from '~/ui/columns'
import { tellDone } from '~/ui/done'
import { Section } from '~/ui/facts'
import { atField, FormDialog } from '~/pages/administration/form'
import type { GridColumn } from '~/ui/grid-columns'
import { PlainTable } from '~/ui/plain-table'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { adminWords } from '~/words/administration'

const said = words.alerts
type Point = AnswerOf<'/reorder-points'>['points'][number]

export function ReorderPoints() {
  const may = useMay()
  const [changed, change] = useState<Point | 'new' | null>(null)
  const { data, error, refetch } = useQuestion('/reorder-points', {})
  const columns: readonly GridColumn<Point>[] = [
    code('sku', words.columns.item, ({ sku }) => sku, ({ itemId }) => `/items/${itemId}`),
    text('name', words.columns.name, ({ name }) => name),
    text('site', words.columns.site, ({ site }) => site ?? said.everywhere),
    text('least', said.least, ({ least, unit }) => quantity(least, unit), { isNumber: true }),
    text('onHand', said.there, ({ onHand, unit }) => quantity(onHand, unit), { isNumber: true }),
    text('expected', said.expected, ({ expected, unit }) => quantity(expected, unit), { isNumber: true }),
    text('state', words.columns.state, ({ least, onHand, expected }) => (BigInt(onHand) + BigInt(expected) < BigInt(least) ? said.orderAgain : said.enough)),
    ...(may('item.write') ? [{
      id: 'actions', label: adminWords.people.change, text: () => '',
      cell: (point: Point) => <Button size="compact-sm" variant="default" aria-label={said.changeWhich(point.sku)} onClick={() => change(point)}>{adminWords.people.change}</Button>,
    }] : []),
  ]
  return (
    <Section title={said.reorderPoints} actions={may('item.write') && <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} aria-hidden="true" />} onClick={() => change('new')}>{said.addPoint}</Button>}>
      {error !== null ? <Problem failure={error} again={() => void refetch()} />
        : <PlainTable label={said.reorderPoints} columns={columns} rows={data?.points ?? []} rowId={({ itemId, siteId }) => `${itemId} ${siteId}`} none={data === undefined ? words.waiting : said.noPoint} />}
      {changed !== null && <PointForm known={changed === 'new' ? null : changed} close={() => change(null)} />}
    </Section>
  )
}

function PointForm({ known, close }: { readonly known: Point | null; readonly close: () => void }) {
  const [item, setItem] = useState<ItemChoice | null>(null)
  const itemId = known?.itemId ?? item?.id ?? null
  const [least, setLeast] = useState<number | string>(known === null ? '' : Number(known.least))
  const set = useCommand('/reorder-points')
  const run = async () => {
    if (itemId === null) return
    const told = { itemId, ...(known?.siteId != null && { siteId: known.siteId }) }
    await set.mutateAsync({ ...told, least: String(least) })
    tellDone(said.pointSet, known === null ? undefined : () => set.mutateAsync({ ...told, least: known.least }))
    close()
  }
  return (
    <FormDialog isOpen close={close} title={known === null ? said.addPoint : said.changeWhich(known.sku)} does={words.save} run={run} isPending={set.isPending} error={set.error} told={['least']}
      isReady={itemId !== null && least !== ''}>
      {known === null && <ItemPicker label={words.columns.item} isRequired autoFocus value={item} onPick={setItem} />}
      <NumberInput label={said.least} description={known === null ? said.leastHint : said.leastNone} value={least} onChange={setLeast} min={known === null ? 1 : 0} max={1_000_000_000_000} error={atField(set.error, 'least')} allowDecimal={false} thousandSeparator="," w={240} />
      <Text size="sm" c="dimmed">{said.pointText}</Text>
    </FormDialog>
  )
}
