// A grid within a page whose rows are all here: not asked for page by page, and exported as they stand.
import { Button, Group, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMediaQuery } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { words } from '~/words'
import { csvOf, saveCsv } from './csv'
import { DataGrid } from './data-grid'
import { useDensity } from './density'
import { Section } from './facts'
import type { GridColumn } from './grid-columns'

export function GridPart<Row extends object>({ title, columns, rows, rowId, rowAddress, none }: {
  readonly title: string
  readonly columns: readonly GridColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  readonly rowAddress: (row: Row) => string | null
  readonly none: string
}) {
  const navigate = useNavigate()
  const isNarrow = useMediaQuery('(max-width: 48em)', matchMedia('(max-width: 48em)').matches, { getInitialValueInEffect: false })
  const { isFloor } = useDensity()
  const actions = rows.length > 0 && (
    <Group gap="xs">
      <Text size="sm" c="dimmed">{words.grid.total(rows.length)}</Text>
      <Button variant="default" size="compact-sm" leftSection={<IconDownload size={14} aria-hidden="true" />} onClick={() => saveCsv(title, csvOf(columns, rows))}>{words.grid.export}</Button>
    </Group>
  )
  return (
    <Section title={title} actions={actions}>
      {rows.length === 0 ? <Text c="dimmed">{none}</Text> : (
        <div style={{ display: 'flex', maxHeight: 'min(55vh, 36rem)' }}>
          <DataGrid
            label={title} rows={rows} columns={columns} rowId={rowId} rowAddress={rowAddress} selection={{}} isCards={isNarrow} isFloor={isFloor}
            open={(address, inNewTab) => (inNewTab ? void window.open(address, '_blank') : void navigate({ to: address }))}
          />
        </div>
      )}
    </Section>
  )
}
