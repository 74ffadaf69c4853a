// Exports exactly what is shown: the rows that fit, or those that are ticked, in this order, with these columns. The server makes
// the file; the browser saves it while it comes.
import { Button, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Fragment } from 'react'
import { type Failure, newId, type ListPath, readyExport, type RowOf } from '~/api'
import { words } from '~/words'
import { saveFrom } from './csv'
import { type GridColumn, toldOf, written } from './grid-columns'
import type { ListInput } from './list-rows'
import { sentenceOf } from './problem'

type Format = keyof typeof words.grid.exportAs
const formats: readonly Format[] = ['csv', 'xlsx', 'pdf']
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

export function ExportButton<Path extends ListPath>({ path, name, input, columns, filters, ticked }: {
  readonly path: Path
  readonly name: string
  readonly input: ListInput
  readonly columns: readonly GridColumn<RowOf<Path>>[]
  /** What is asked for, in words. */
  readonly filters: readonly string[]
  readonly ticked: readonly RowOf<Path>[]
}) {
  const begin = useMutation<void, Failure, { readonly format: Format; readonly rows: readonly RowOf<Path>[] }>({ mutationFn: async ({ format, rows }) => {
    const ready = await readyExport({
      id: newId(), list: path, title: name, format, asked: { ...input }, columns: written(columns).map(toldOf), filters: [...filters], zone,
      ...(rows.length > 0 && { ticked: rows.map(idsOf) }),
    })
    saveFrom(ready.address)
    const total = ready.totalIsExact ? words.grid.total(ready.total) : words.grid.moreThan(ready.total)
    notifications.show({ message: words.grid.exporting(total) })
  }, onError: (failure) => void notifications.show({ color: 'red', message: sentenceOf(failure) }) })
  const item = (format: Format, rows: readonly RowOf<Path>[]) => (
    <Menu.Item onClick={() => begin.mutate({ format, rows })}>
      {words.grid.exportAs[format]}
    </Menu.Item>
  )
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" loading={begin.isPending} leftSection={<IconDownload size={16} aria-hidden="true" />}>{words.grid.export}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {ticked.length > 0 && <Menu.Label>{words.grid.exportTicked(ticked.length)}</Menu.Label>}
        {ticked.length > 0 && formats.map((format) => <Fragment key={format}>{item(format, ticked)}</Fragment>)}
        {ticked.length > 0 && <Menu.Label>{words.grid.exportAll}</Menu.Label>}
        {formats.map((format) => <Fragment key={format}>{item(format, [])}</Fragment>)}
      </Menu.Dropdown>
    </Menu>
  )
}

// What tells a row from all others: its ids and its place.
function idsOf(row: object): { [member: string]: string } {
  const ids = Object.entries(row).filter(([name, value]) => /^(id|line|nth)$|Id$/.test(name) && (typeof value === 'string' || typeof value === 'number'))
  return Object.fromEntries(ids.map(([name, value]) => [name, String(value)]))
}
