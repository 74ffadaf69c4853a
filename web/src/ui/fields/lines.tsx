// A table of lines that is typed into. What is wrong with a line stands beside it; on a phone a line is a card.
import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { newId } from '~/api'
import { words } from '~/words'
import type { Faults } from './faults'
import styles from './lines.module.css'

/** A line; `key` tells it from the others while it is on the screen. */
export type Keyed = { readonly key: string }

/** A fresh key. */
export const newKey = newId

type Change<Line> = (change: Partial<Line>) => void

/** A column, and the field of a line in it. */
export type LineColumn<Line> = {
  readonly id: string
  readonly label: string
  readonly width?: number | string
  readonly cell: (line: Line, change: Change<Line>, at: number) => ReactNode
}

export function Lines<Line extends Keyed>({ label, lines, columns, set, blank, add, faults, below, tools, numberOf, isFixed }: {
  readonly label: string
  readonly lines: readonly Line[]
  readonly columns: readonly LineColumn<Line>[]
  readonly set: (change: (lines: readonly Line[]) => readonly Line[]) => void
  /** A line to be typed into; without it none can be added. */
  readonly blank?: () => Line
  /** What the button says that adds one. */
  readonly add?: string
  readonly faults: Faults
  /** What else is told or asked about a line, below it. */
  readonly below?: (line: Line, change: Change<Line>, at: number) => ReactNode
  /** More that can be done with a line. */
  readonly tools?: (line: Line, at: number) => ReactNode
  /** Its number, where that is not its place. */
  readonly numberOf?: (line: Line) => number
  /** The lines are those of the record: none is taken out. */
  readonly isFixed?: boolean
}) {
  const change = (key: string) => (some: Partial<Line>) =>
    set((all) => all.map((line) => (line.key === key ? { ...line, ...some } : line)))
  return (
    <div>
      <table className={styles['table']} aria-label={label}>
        <thead>
          <tr>
            <th scope="col"><span aria-hidden="true">#</span></th>
            {columns.map((column) => <th key={column.id} scope="col" style={column.width === undefined ? {} : { width: column.width }}>{column.label}</th>)}
            <td />
          </tr>
        </thead>
        {lines.map((line, at) => {
          const wrong = faults.at.get(at) ?? []
          const more = below?.(line, change(line.key), at)
          const number = numberOf?.(line) ?? at + 1
          return (
            <tbody key={line.key} data-fault={wrong.length > 0 || undefined} data-line={number}>
              <tr>
                <td className={styles['number']}>{number}</td>
                {columns.map((column) => {
                  const cell = column.cell(line, change(line.key), at)
                  // Where nothing is asked for, a card does not name it either.
                  return <td key={column.id}>{cell !== null && <span className={styles['name']} aria-hidden="true">{column.label}</span>}{cell}</td>
                })}
                <td className={styles['tools']}>
                  <Group gap={4} wrap="nowrap" justify="end">
                    {tools?.(line, at)}
                    {isFixed !== true && (lines.length > 1 || blank !== undefined) && (
                      <Tooltip label={words.fields.remove(at + 1)}>
                        <ActionIcon variant="subtle" color="gray" size={36} aria-label={words.fields.remove(at + 1)} onClick={() => set((all) => all.filter(({ key }) => key !== line.key))}>
                          <IconTrash size={16} aria-hidden="true" />
                        </ActionIcon>
                      </Tooltip>
                    )}
                  </Group>
                </td>
              </tr>
              {(wrong.length > 0 || (more !== undefined && more !== null)) && (
                <tr className={styles['more']}>
                  <td />
                  <td colSpan={columns.length + 1}>
                    {wrong.length > 0 && (
                      <Group role="alert" gap={6} wrap="nowrap" align="start" c="var(--mantine-color-error)">
                        <IconAlertTriangle size={16} aria-hidden="true" style={{ flex: 'none', marginTop: 3 }} />
                        <div>{wrong.map((says) => <Text key={says} size="sm">{says}</Text>)}</div>
                      </Group>
                    )}
                    {more}
                  </td>
                </tr>
              )}
            </tbody>
          )
        })}
      </table>
      {blank !== undefined && (
        <Button mt="xs" variant="light" leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => set((all) => [...all, blank()])}>
          {add ?? words.fields.add}
        </Button>
      )}
    </div>
  )
}
