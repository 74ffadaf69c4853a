// Who got it: every customer with what they had, what came back, and what may have been of this lot.
import type { AnswerOf } from '~/api'
import { amount, code, text } from '~/ui/columns'
import { Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { PlainTable } from '~/ui/plain-table'
import { words } from '~/words'

type Row = AnswerOf<'/trace'>['customers'][number]
const { columns: said } = words
const NOBODY = /^0{8}-/

const columns: readonly GridColumn<Row>[] = [
  code('customer', said.customer, (row) => row.customer ?? words.guest, (row) => (NOBODY.test(row.customerId) ? null : `/partners/${row.customerId}`)),
  code('sku', said.item, (row) => row.sku, (row) => `/items/${row.itemId}`),
  amount('shipped', words.lots.sums.shipped, (row) => row.shipped),
  amount('returned', words.lots.sums.returned, (row) => row.returned),
  amount('possible', words.lots.possible, (row) => row.possible),
  text('unit', said.unit, (row) => row.unit),
  text('certainty', words.lots.certainty, (row) => words.lots.certainties[row.certainty]),
]

export function Receivers({ trace }: { readonly trace: AnswerOf<'/trace'> }) {
  const { customers, totals } = trace
  return (
    <Section title={words.lots.customers(totals.customers)}>
      <PlainTable label={words.lots.tabs.who} columns={columns} rows={customers} rowId={(row) => `${row.customerId} ${row.itemId} ${row.certainty}`} none={words.lots.nobody.text} />
      {customers.length < totals.customers && <p style={{ color: 'var(--mantine-color-dimmed)' }}>{words.lots.more(totals.customers - customers.length)}</p>}
    </Section>
  )
}
