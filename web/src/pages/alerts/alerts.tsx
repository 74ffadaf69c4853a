// Every alert that is open, and on asking those that closed.
import { Button, Group } from '@mantine/core'
import { IconAdjustments, IconMailCog } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { RowOf } from '~/api'
import { useQuestion } from '~/asking'
import { day, text, when } from '~/ui/columns'
import type { GridColumn } from '~/ui/grid-columns'
import type { ListFilter } from '~/ui/list-filters'
import { ListPage } from '~/ui/list-page'
import { words } from '~/words'
import { alertAddress, alertSays } from './alert-words'
import { SilenceMenu } from './silence'

type Row = RowOf<'/alerts'>
const { alerts: said, columns } = words

const alertColumns: readonly GridColumn<Row>[] = [
  { ...text<Row>('says', said.says, alertSays, { width: 540, told: { of: 'kind', words: said.told } }), cell: (row) => <Link to={alertAddress(row)}>{alertSays(row)}</Link> },
  text('rule', said.rule, (row) => row.rule, { width: 190 }),
  when('openedAt', said.since, (row) => row.openedAt, { sort: 'openedAt', width: 205 }),
  text('state', columns.state, (row) => (row.closedAt === null ? said.isOpen : said.isClosed), { width: 90, told: { as: 'flags', words: { closedAt: said.isClosed }, none: said.isOpen } }),
  when('closedAt', said.closedAt, (row) => row.closedAt, { isExtra: true }),
  { id: 'mute', label: said.mute, isAction: true, text: () => '', cell: (row) => (row.closedAt === null ? <SilenceMenu alert={row} /> : null), width: 90 },
  text('sku', columns.item, (row) => row.sku, { isExtra: true }),
  text('number', columns.quantity, (row) => row.number, { isExtra: true, isNumber: true, told: { as: 'number' } }),
  day('day', said.day, (row) => row.day, { isExtra: true }),
]

const alertFilters = (rules: readonly (readonly [id: string, name: string])[]): readonly ListFilter[] => [
  { kind: 'choice', name: 'ruleId', label: said.rule, options: rules },
  { kind: 'choice', name: 'which', label: words.filters.which, options: [['open', said.isOpen], ['closed', said.isClosed], ['all', words.filters.all]] },
  { kind: 'choice', name: 'kind', label: said.kind, options: Object.entries(said.kinds) },
  { kind: 'choice', name: 'role', label: said.toldTo, options: Object.entries(words.roleOf).map(([role, { label }]) => [role, label]) },
  { kind: 'day', name: 'openedFrom', label: words.filters.from },
  { kind: 'day', name: 'openedTo', label: words.filters.to },
]

export default function Alerts() {
  const { data } = useQuestion('/alert-rules', {})
  return (
    <ListPage
      path="/alerts"
      name={words.places.alerts}
      title={words.places.alerts}
      actions={
        <Group gap="xs">
          <Button variant="default" leftSection={<IconMailCog size={16} aria-hidden="true" />} renderRoot={(props) => <Link to="/alerts/mine" {...props} />}>{said.mine.open}</Button>
          <Button variant="default" leftSection={<IconAdjustments size={16} aria-hidden="true" />} renderRoot={(props) => <Link to="/alerts/rules" {...props} />}>{said.rules}</Button>
        </Group>
      }
      columns={alertColumns}
      filters={alertFilters((data?.rules ?? []).map(({ id, name }) => [id, name]))}
      rowId={(row) => row.id}
      rowAddress={alertAddress}
      empty={said.empty}
    />
  )
}
