// A place: what it is for, what lies there, the places within it, its history.
import { Badge, Group, Title } from '@mantine/core'
import type { AnswerOf } from '~/api'
import { useQuestion } from '~/asking'
import { stockColumns } from '~/pages/ledger/stock'
import { StockActions } from '~/pages/ledger/stock-actions'
import { code, text } from '~/ui/columns'
import { Facts, Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { History } from '~/ui/history'
import { ListPart } from '~/ui/list-page'
import { ObjectPage } from '~/ui/object-page'
import { PlainTable } from '~/ui/plain-table'
import { Tabs } from '~/ui/tabs'
import { useId } from '~/ui/use-id'
import { words } from '~/words'
import { LocationActions } from './change-location'

type Child = AnswerOf<'/locations/{id}'>['children'][number]
const { columns: said, object } = words

const childColumns: readonly GridColumn<Child>[] = [
  code('code', said.code, (row) => row.code, (row) => `/locations/${row.id}`),
  text('name', said.name, (row) => row.name),
  text('kind', said.kind, (row) => words.locationKinds[row.kind]),
  text('role', said.use, (row) => words.locationRoles[row.role]),
]

export default function Location() {
  const id = useId()
  const asked = useQuestion('/locations/{id}', { id })
  return (
    <ObjectPage
      asked={asked}
      titleOf={({ location }) => `${words.kinds.location} ${location.code}`}
      heading={({ location }) => (
        <Group gap="sm">
          <Title order={1} size="h2" tabIndex={-1}><span className="code">{location.code}</span> {location.name}</Title>
          {location.closed && <Badge color="gray">{object.closed}</Badge>}
        </Group>
      )}
      actions={({ location }) => <LocationActions location={location} />}
    >
      {({ location, children, history }) => (
        <>
          <Section title={object.facts}>
            <Facts
              facts={[
                [said.kind, words.locationKinds[location.kind]],
                [said.use, words.locationRoles[location.role]],
                [object.timeZone, location.timeZone],
                [object.oneLot, location.oneLot ? object.yes : null],
                [object.oneOwner, location.oneOwner ? object.yes : null],
                [said.segregation, location.segregationClass],
              ]}
            />
          </Section>
          <Tabs
            tabs={[
              {
                name: 'stock',
                label: words.places.stock,
                show: () => (
                  <ListPart path="/balances" name={words.places.stock} columns={stockColumns} filters={[]} fixed={location.kind === 'site' ? { siteId: id } : { locationId: id }}
                    rowId={(row) => `${row.itemId}.${row.lotId}.${row.ownerId}.${row.locationId}`} rowAddress={(row) => `/lots/${row.lotId}`} empty={words.empty.stock} bulk={(rows, clear) => <StockActions rows={rows} clear={clear} />} />
                ),
              },
              { name: 'within', label: object.within, show: () => <PlainTable label={object.within} columns={childColumns} rows={children} rowId={(row) => row.id} none={object.nothingWithin} /> },
              { name: 'history', label: object.history, show: () => <History facts={history} /> },
            ]}
          />
        </>
      )}
    </ObjectPage>
  )
}
