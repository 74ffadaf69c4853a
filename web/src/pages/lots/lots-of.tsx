// Lots as a part of another page: those of an item, or those whose codes a partner assigned.
import { ListPart } from '~/ui/list-page'
import type { ListInput } from '~/ui/list-rows'
import { words } from '~/words'
import { useLotColumns } from './lots-columns'

/** The list; `without` are columns that say the same in every row. */
export function LotsOf({ fixed, without }: { readonly fixed: ListInput; readonly without: readonly string[] }) {
  const { columns } = useLotColumns(without)
  return <ListPart path="/lots" name={words.places.lots} columns={columns} filters={[]} fixed={fixed} rowId={(row) => row.id} rowAddress={(row) => `/lots/${row.id}`} empty={words.empty.lots} />
}
