// Home: what needs somebody today, and what happened last. An empty Lotline says how to begin.
import { Button, Code, Group, List, SimpleGrid, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { addDays } from '#kernel'
import type { RowOf } from '~/api'
import { useQuestion } from '~/asking'
import { today } from '~/format'
import { ordersColumns } from '~/pages/orders/orders-columns'
import { holdsColumns } from '~/pages/ledger/holds-columns'
import { documentsColumns } from '~/pages/documents/documents-columns'
import { code, day } from '~/ui/columns'
import { Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { LastDay, SOON_DAYS } from '~/ui/last-day'
import { Page } from '~/ui/page'
import { PlainTable } from '~/ui/plain-table'
import { useAccount } from '~/session'
import { DemoOffer } from '~/shell/demo-bar'
import { words } from '~/words'
import { Tiles } from './tiles'

const { home, places, columns: said } = words

type Balance = RowOf<'/balances'>
const endingColumns: readonly GridColumn<Balance>[] = [
  code('lot', said.lot, (row) => row.lot, (row) => `/lots/${row.lotId}`),
  code('sku', said.item, (row) => row.sku, (row) => `/items/${row.itemId}`),
  day('bindingOn', said.lastsTo, (row) => row.bindingOn, { cell: (row) => <LastDay day={row.bindingOn} isShort /> }),
  code('quantity', said.onHand, (row) => row.quantity, () => null, { isNumber: true }),
]

const pick = <Row,>(columns: readonly GridColumn<Row>[], names: readonly string[]) => columns.filter(({ id }) => names.includes(id))

export default function Home() {
  const { name } = useAccount()
  const items = useQuestion('/items', { limit: '1' })
  const ending = useQuestion('/balances', { sort: 'bindingOn', limit: '50' })
  const holds = useQuestion('/holds', { limit: '8' })
  const orders = useQuestion('/orders', { limit: '8' })
  const documents = useQuestion('/documents', { limit: '10' })
  const soon = addDays(today(), SOON_DAYS)
  const ends = (ending.data?.rows ?? []).filter(({ bindingOn, quantity }) => bindingOn !== null && bindingOn <= soon && quantity !== '0').slice(0, 10)
  if (items.data?.rows.length === 0) return <Page title={home.title}><Beginning /></Page>
  return (
    <Page title={home.title} actions={<Text c="dimmed">{home.hello(name)}</Text>}>
      <Tiles />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="sm">
        <Section title={home.ending(SOON_DAYS)}>
          <PlainTable label={home.ending(SOON_DAYS)} columns={endingColumns} rows={ends} rowId={(row) => `${row.lotId} ${row.locationId}`} none={home.nothingEnds(SOON_DAYS)} />
        </Section>
        <Section title={home.holds} actions={<Link to="/holds">{home.all}</Link>}>
          <PlainTable label={home.holds} columns={pick(holdsColumns, ['lot', 'sku', 'reason', 'quantity'])} rows={holds.data?.rows ?? []} rowId={(row) => row.id} none={words.empty.holds.title} />
        </Section>
        <Section title={places.orders} actions={<Link to="/orders">{home.all}</Link>}>
          <PlainTable label={places.orders} columns={pick(ordersColumns, ['number', 'customer', 'state', 'placedAt'])} rows={orders.data?.rows ?? []} rowId={(row) => row.id} none={words.empty.orders.title} />
        </Section>
        <Section title={home.last} actions={<Link to="/documents">{home.all}</Link>}>
          <PlainTable label={home.last} columns={pick(documentsColumns, ['kind', 'occurredAt', 'reason'])} rows={documents.data?.rows ?? []} rowId={(row) => row.id} none={words.empty.documents.title} />
        </Section>
      </SimpleGrid>
    </Page>
  )
}

function Beginning() {
  return (
    <Section title={home.begin}>
      <Text mb="sm">{home.beginText}</Text>
      <List type="ordered" spacing="xs">
        {home.steps.map(([title, does, example]) => (
          <List.Item key={title}><strong>{title}</strong> {does} <Code block mt={4}>{example}</Code></List.Item>
        ))}
      </List>
      <Group mt="md"><Button component="a" href="/api/openapi.json" variant="default">{home.api}</Button></Group>
      <DemoOffer />
    </Section>
  )
}
