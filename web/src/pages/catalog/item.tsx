// An item: what it is, what there is of it, its lots, its history.
import { Badge, Group, Title } from '@mantine/core'
import { useQuestion } from '~/asking'
import { labelDate, money } from '~/format'
import { LotsOf } from '~/pages/lots/lots-of'
import { stockColumns } from '~/pages/ledger/stock'
import { StockActions } from '~/pages/ledger/stock-actions'
import { Facts, Section } from '~/ui/facts'
import { History } from '~/ui/history'
import { ListPart } from '~/ui/list-page'
import { ObjectPage } from '~/ui/object-page'
import { Tabs } from '~/ui/tabs'
import { useId } from '~/ui/use-id'
import { words } from '~/words'
import { ItemActions } from './change-item'

const ofTheItem = ['sku', 'itemName']

export default function Item() {
  const id = useId()
  const asked = useQuestion('/items/{id}', { id })
  const { columns: said, object } = words
  return (
    <ObjectPage
      asked={asked}
      titleOf={({ item }) => `${words.kinds.item} ${item.sku}`}
      heading={({ item }) => (
        <Group gap="sm">
          <Title order={1} size="h2" tabIndex={-1}><span className="code">{item.sku}</span> {item.name}</Title>
          {item.closed && <Badge color="gray">{object.closed}</Badge>}
        </Group>
      )}
      actions={(page) => <ItemActions page={page} />}
    >
      {({ item, units, modes, history }) => (
        <>
          <Section title={object.facts}>
            <Facts
              facts={[
                [said.unit, item.baseUnit],
                [object.otherUnits, units.filter(({ unit }) => unit !== item.baseUnit).map((unit) => object.unitIs(unit.unit, unit.numerator, unit.denominator, item.baseUnit)).join(' · ')],
                [said.gtin, item.gtin],
                [object.tracking, words.trackingModes[modes.at(-1)?.mode ?? 'none']],
                [object.trackingSince, modes.length > 1 ? labelDate(modes.at(-1)?.fromOn ?? '') : null],
                [object.bindingDate, words.bindingDates[item.bindingDate]],
                [said.shelfLife, item.shelfLifeDays],
                [object.leastReceipt, item.leastReceiptDays],
                [said.segregation, item.segregationClass],
                [said.value, item.value === null || item.currency === null ? null : words.items.unitValueIs(money(item.value, item.currency, 'unit'), item.baseUnit)],
                [words.items.secondUnit, item.secondUnit],
                [words.items.isStocked, item.stocked ? null : words.items.notStocked],
                [object.description, item.description],
              ]}
            />
          </Section>
          <Tabs
            tabs={[
              {
                name: 'stock',
                label: words.places.stock,
                show: () => (
                  <ListPart path="/balances" name={words.places.stock} columns={stockColumns.filter(({ id: column }) => !['sku', 'name'].includes(column))} filters={[]} fixed={{ itemId: id }}
                    rowId={(row) => `${row.lotId}.${row.ownerId}.${row.locationId}`} rowAddress={(row) => `/lots/${row.lotId}`} empty={words.empty.stock} bulk={(rows, clear) => <StockActions rows={rows} clear={clear} />} />
                ),
              },
              {
                name: 'lots',
                label: words.places.lots,
                show: () => <LotsOf fixed={{ itemId: id }} without={ofTheItem} />,
              },
              { name: 'history', label: object.history, show: () => <History facts={history} /> },
            ]}
          />
        </>
      )}
    </ObjectPage>
  )
}
