// Where it came from: the lots it was made of, and the receipts all of them came by.
import { useMemo } from 'react'
import type { AnswerOf } from '~/api'
import { numberOf } from '~/format'
import { amount, code, link, text, when } from '~/ui/columns'
import { Section } from '~/ui/facts'
import type { GridColumn } from '~/ui/grid-columns'
import { PlainTable } from '~/ui/plain-table'
import { words } from '~/words'

type Trace = AnswerOf<'/trace'>
type Receipt = Trace['receipts'][number]
type Edge = Trace['edges'][number]
const { columns: said, lots } = words

const documentOf = ({ id }: Receipt) => id.split('.')[0] ?? id

// Every quantity is in the unit of its own lot.
function columnsOf(reached: Trace['lots']): { readonly edges: readonly GridColumn<Edge>[]; readonly receipts: readonly GridColumn<Receipt>[] } {
  const byId = new Map(reached.map((lot) => [lot.id, lot]))
  const unit = (id: string) => byId.get(id)?.unit ?? ''
  const sku = (id: string) => byId.get(id)?.sku
  return {
    edges: [
      code('input', lots.madeOf, (row) => row.inputLot, (row) => `/lots/${row.inputLotId}`),
      text('inputItem', said.item, (row) => sku(row.inputLotId)),
      amount('inputQuantity', lots.used, (row) => row.inputQuantity, { unit: (row) => unit(row.inputLotId) }),
      code('output', lots.madeInto, (row) => row.outputLot, (row) => `/lots/${row.outputLotId}`),
      text('outputItem', said.item, (row) => sku(row.outputLotId)),
      amount('outputQuantity', lots.gave, (row) => row.outputQuantity, { unit: (row) => unit(row.outputLotId) }),
      link('document', said.document, () => words.trace.document, (row) => `/documents/${row.documentId}`),
    ],
    receipts: [
      code('number', words.kinds.receipt, (row) => numberOf(documentOf(row), row.number) ?? words.receive.noNumber, (row) => `/receipts/${documentOf(row)}`),
      code('supplier', said.supplier, (row) => row.supplier ?? lots.unknownSupplier, (row) => (row.supplierId === null ? null : `/partners/${row.supplierId}`)),
      text('theirs', lots.theirCode, (row) => row.supplierLotCode),
      code('lot', said.lot, (row) => row.lot, (row) => `/lots/${row.lot_id}`),
      text('sku', said.item, (row) => row.sku),
      amount('quantity', said.quantity, (row) => row.quantity, { unit: (row) => unit(row.lot_id) }),
      when('receivedAt', said.receivedAt, (row) => row.receivedAt),
    ],
  }
}

export function Origins({ trace }: { readonly trace: Trace }) {
  const { lots: reached, edges, receipts } = trace
  const columns = useMemo(() => columnsOf(reached), [reached])
  return (
    <>
      {edges.length > 0 && (
        <Section title={lots.madeFrom}>
          <PlainTable label={lots.madeFrom} columns={columns.edges} rows={edges} rowId={(row) => `${row.documentId} ${row.inputLotId} ${row.outputLotId}`} none="" />
        </Section>
      )}
      <Section title={words.places.receipts}>
        <PlainTable label={words.places.receipts} columns={columns.receipts} rows={receipts} rowId={(row) => row.id} none={lots.noReceipt} />
      </Section>
    </>
  )
}
