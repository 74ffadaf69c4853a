// A partner: who it is, what came from it or went to it, its history.
import { Badge, Group, Title } from '@mantine/core'
import { useQuestion } from '~/asking'
import { shipmentsColumns } from '~/pages/ledger/shipments'
import { ordersColumns } from '~/pages/orders/orders-columns'
import { receiptsColumns } from '~/pages/receiving/receipts'
import { LotsOf } from '~/pages/lots/lots-of'
import { Facts, Section } from '~/ui/facts'
import { History } from '~/ui/history'
import { ListPart } from '~/ui/list-page'
import { ObjectPage } from '~/ui/object-page'
import { Tabs, type Tab } from '~/ui/tabs'
import { TraceLink } from '~/pages/trace/trace-link'
import { useId } from '~/ui/use-id'
import { words } from '~/words'
import { PartnerActions } from './change-partner'

const ofThePartner = ['origin']

export default function Partner() {
  const id = useId()
  const asked = useQuestion('/partners/{id}', { id })
  const { columns: said, object, places } = words
  const asSupplier: Tab[] = [
    { name: 'receipts', label: places.receipts, show: () => <ListPart path="/receipts" name={places.receipts} columns={receiptsColumns.filter((column) => column.id !== 'supplier')} filters={[]} fixed={{ supplierId: id }} rowId={(row) => row.id} rowAddress={(row) => `/documents/${row.id}`} empty={words.empty.receipts} /> },
    { name: 'lots', label: places.lots, show: () => <LotsOf fixed={{ originId: id }} without={ofThePartner} /> },
  ]
  const asCustomer: Tab[] = [
    { name: 'orders', label: places.orders, show: () => <ListPart path="/orders" name={places.orders} columns={ordersColumns.filter((column) => column.id !== 'customer')} filters={[]} fixed={{ customerId: id }} rowId={(row) => row.id} rowAddress={(row) => `/orders/${row.id}`} empty={words.empty.orders} /> },
    { name: 'shipments', label: places.shipments, show: () => <ListPart path="/shipments" name={places.shipments} columns={shipmentsColumns.filter((column) => column.id !== 'customer')} filters={[]} fixed={{ customerId: id }} rowId={(row) => row.id} rowAddress={(row) => `/documents/${row.documentId}`} empty={words.empty.shipments} /> },
  ]
  return (
    <ObjectPage
      asked={asked}
      titleOf={({ partner }) => `${words.kinds.partner} ${partner.code}`}
      heading={({ partner }) => (
        <Group gap="sm">
          <Title order={1} size="h2" tabIndex={-1}>{partner.name ?? partner.code}</Title>
          <span className="code">{partner.code}</span>
          {partner.closed && <Badge color="gray">{object.closed}</Badge>}
        </Group>
      )}
      actions={(page) => (
        <>
          {page.partner.supplier && <TraceLink start={{ from: 'supplier_lot', supplierId: id }} />}
          {page.partner.customer && <TraceLink start={{ from: 'customer', id }} />}
          <PartnerActions page={page} />
        </>
      )}
    >
      {({ partner, detail, history }) => (
        <>
          <Section title={object.facts}>
            <Facts facts={[[said.roles, words.rolesOf(partner)], [said.leastLife, partner.leastLifeDays], [said.transit, partner.transitDays], [object.email, detail.email], [object.phone, detail.phone], [object.address, detail.address], [object.country, detail.country]]} />
          </Section>
          <Tabs tabs={[...(partner.supplier ? asSupplier : []), ...(partner.customer ? asCustomer : []), { name: 'history', label: object.history, show: () => <History facts={history} /> }]} />
        </>
      )}
    </ObjectPage>
  )
}
