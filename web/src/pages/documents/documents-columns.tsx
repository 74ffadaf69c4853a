// The columns of documents, apart from their page: others show them without the grid.
import type { RowOf } from '~/api'
import { addressOf } from '~/shell/places'
import { code, link, text, when } from '~/ui/columns'
import type { GridColumn } from '~/ui/grid-columns'
import { words } from '~/words'

type Row = RowOf<'/documents'>
const { columns: said } = words

/** The page of what a document is about. */
export const aboutAddress = ({ aboutKind, aboutId }: Pick<Row, 'aboutKind' | 'aboutId'>) => (aboutKind === null || aboutId === null ? null : addressOf(aboutKind, aboutId))

export const documentsColumns: readonly GridColumn<Row>[] = [
  link('kind', said.what, (row) => words.documentOf(row.kind), (row) => `/documents/${row.id}`, { width: 220 }),
  code('about', said.about, (row) => row.about, (row) => aboutAddress(row), { width: 170 }),
  when('occurredAt', said.when, (row) => row.occurredAt, { sort: 'occurredAt' }),
  when('recordedAt', said.recordedAt, (row) => row.recordedAt, { sort: 'recordedAt' }),
  text('reason', said.reason, (row) => row.reason, { width: 260 }),
  text('position', said.position, (row) => row.position, { isNumber: true, width: 110 }),
]
