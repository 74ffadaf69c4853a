// The frame of a page within the shell: its title, what can be done, its contents.
import { Group, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useMay } from '~/session'
import { words } from '~/words'
import { EmptyState } from './empty-state'

/** `isFull` pages fill the window and scroll inside. What `needs` a permission is closed to others: an address leads there as well as a button. */
export function Page({ title, heading, actions, isFull, needs, children }: {
  readonly title: string
  readonly heading?: ReactNode
  readonly actions?: ReactNode
  readonly isFull?: boolean
  readonly needs?: string
  readonly children: ReactNode
}) {
  const may = useMay()
  useEffect(() => {
    document.title = words.titleOf(title)
  }, [title])
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 12, ...(isFull ? { height: 'calc(100dvh - var(--app-shell-header-height, 0px) - 2 * var(--app-shell-padding, 0px))', minHeight: 420 } : {}) }}>
      <Group justify="space-between" gap="sm" align="center">
        {heading ?? <Title order={1} size="h2" tabIndex={-1}>{title}</Title>}
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {needs === undefined || may(needs) ? children : <EmptyState title={words.closed.title} text={words.closed.text} />}
    </div>
  )
}
