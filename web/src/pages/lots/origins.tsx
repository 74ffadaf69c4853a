// Where it came from: the lots it was made of, and the receipts all of them came by.
import type { AnswerOf } from '~/api'
import { amount, code, text, when } from '~/ui/columns'
import { Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { PlainTable } from '~/ui/plain-table'
import { words } from '~/words'

type Trace = AnswerOf<'/trace'>
type Receipt = Trace['receipts'][number]
type Edge = Trace['edges'][number]
const { columns: said } = words

const receiptColumns: readonly GridColumn<Receipt>[] = [
  code('number', words.kinds.receipt, (row) => row.number ?? words.kinds.receipt, (row) => `/documents/${row.id.split('.')[0]}`),
  code('supplier', said.supplier, (row) => row.supplier ?? words.lots.unknownSupplier, (row) => (row.supplierId === null ? null : `/partners/${row.supplierId}`)),
  text('theirs', words.lots.theirCode, (row) => row.supplierLotCode),
  code('lot', said.lot, (row) => row.lot, (row) => `/lots/${row.lot_id}`),
  code('sku', said.item, (row) => row.sku, () => null),
  amount('quantity', said.quantity, (row) => row.quantity),
  when('receivedAt', said.receivedAt, (row) => row.receivedAt),
]

const edgeColumns: readonly GridColumn<Edge>[] = [
  code('input', words.lots.madeOf, (row) => row.inputLot, (row) => `/lots/${row.inputLotId}`),
  amount('inputQuantity', words.lots.used, (row) => row.inputQuantity),
  code('output', words.lots.madeInto, (row) => row.outputLot, (row) => `/lots/${row.outputLotId}`),
  amount('outputQuantity', words.lots.gave, (row) => row.outputQuantity),
  code('document', said.document, (row) => row.documentId.slice(-8), (row) => `/documents/${row.documentId}`),
]

export function Origins({ trace }: { readonly trace: Trace }) {
  return (
    <>
      {trace.edges.length > 0 && (
        <Section title={words.lots.madeFrom}>
          <PlainTable label={words.lots.madeFrom} columns={edgeColumns} rows={trace.edges} rowId={(row) => `${row.documentId} ${row.inputLotId} ${row.outputLotId}`} none="" />
        </Section>
      )}
      <Section title={words.places.receipts}>
        <PlainTable label={words.places.receipts} columns={receiptColumns} rows={trace.receipts} rowId={(row) => row.id} none={words.lots.noReceipt} />
      </Section>
    </>
  )
}
