// Exports exactly what is shown: the rows that fit, in this order, with these columns.
import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDownload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { Failure, type ListPath, type RowOf } from '~/api'
import { count, today } from '~/format'
import { words } from '~/words'
import { csvOf } from './csv'
import type { GridColumn } from './grid-columns'
import { type ListInput, readAll } from './list-rows'
import { sentenceOf } from './problem'

export function ExportButton<Path extends ListPath>({ path, name, input, columns }: {
  readonly path: Path
  readonly name: string
  readonly input: ListInput
  readonly columns: readonly GridColumn<RowOf<Path>>[]
}) {
  const [read, setRead] = useState<number | null>(null)
  const halt = useRef<AbortController | null>(null)
  const begin = async () => {
    halt.current = new AbortController()
    setRead(0)
    try {
      const rows = await readAll(path, input, setRead, halt.current.signal)
      saveCsv(name, csvOf(columns, rows))
    } catch (error) {
      if (error instanceof Failure) notifications.show({ color: 'red', message: sentenceOf(error) })
    } finally {
      setRead(null)
    }
  }
  if (read !== null) {
    return (
      <Group gap={6} role="status">
        <Text size="sm">{words.grid.exporting(count(read))}</Text>
        <Button size="compact-sm" variant="subtle" onClick={() => halt.current?.abort()}>{words.cancel}</Button>
      </Group>
    )
  }
  return (
    <Button variant="default" leftSection={<IconDownload size={16} aria-hidden="true" />} onClick={() => void begin()}>
      {words.grid.export}
    </Button>
  )
}

/** Gives the browser a file of the name and the day to keep. */
export function saveCsv(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = Object.assign(document.createElement('a'), { href: address, download: `${name.toLowerCase().replaceAll(' ', '-')}-${today()}.csv` })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
