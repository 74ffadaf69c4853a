// Which columns are shown, and in which order.
import { ActionIcon, Button, Checkbox, Group, Popover, Stack, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconColumns3 } from '@tabler/icons-react'
import { words } from '~/words'
import type { ColumnChoice, GridColumn } from './grid-columns'

export function ColumnsMenu<Row>({ columns, choice, set, isOwn }: {
  readonly columns: readonly GridColumn<Row>[]
  readonly choice: ColumnChoice
  readonly set: (choice: ColumnChoice | null) => void
  readonly isOwn: boolean
}) {
  const labels = new Map(columns.map(({ id, label }) => [id, label]))
  const move = (id: string, by: number) => {
    const order = choice.order.filter((one) => one !== id)
    order.splice(choice.order.indexOf(id) + by, 0, id)
    set({ ...choice, order })
  }
  const toggle = (id: string) => {
    const isHidden = choice.hidden.includes(id)
    set({ ...choice, hidden: isHidden ? choice.hidden.filter((one) => one !== id) : [...choice.hidden, id] })
  }
  const visible = choice.order.length - choice.hidden.length
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={words.grid.columns}>
          <ActionIcon variant="default" size={36} aria-label={words.grid.columns}><IconColumns3 size={18} aria-hidden="true" /></ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={4}>
          {choice.order.map((id, nth) => {
            const isShown = !choice.hidden.includes(id)
            return (
              <Group key={id} justify="space-between" gap="lg" wrap="nowrap">
                <Checkbox label={labels.get(id) ?? id} checked={isShown} disabled={isShown && visible === 1} onChange={() => toggle(id)} />
                <Group gap={2} wrap="nowrap">
                  <ActionIcon variant="subtle" color="gray" disabled={nth === 0} aria-label={words.grid.earlier(labels.get(id) ?? id)} onClick={() => move(id, -1)}>
                    <IconArrowUp size={14} aria-hidden="true" />
                  </ActionIcon>
                  <ActionIcon variant="subtle" color="gray" disabled={nth === choice.order.length - 1} aria-label={words.grid.later(labels.get(id) ?? id)} onClick={() => move(id, 1)}>
                    <IconArrowDown size={14} aria-hidden="true" />
                  </ActionIcon>
                </Group>
              </Group>
            )
          })}
          {isOwn && <Button size="compact-sm" variant="subtle" onClick={() => set(null)}>{words.grid.columnsAsMade}</Button>}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
