// The frame of a page within the shell: its title, what can be done, its contents.
import { Group, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { words } from '~/words'

/** `isFull` pages fill the window and scroll inside. */
export function Page({ title, heading, actions, isFull, children }: {
  readonly title: string
  readonly heading?: ReactNode
  readonly actions?: ReactNode
  readonly isFull?: boolean
  readonly children: ReactNode
}) {
  useEffect(() => {
    document.title = words.titleOf(title)
  }, [title])
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 12, ...(isFull ? { height: 'calc(100dvh - var(--app-shell-header-height, 0px) - 2 * var(--app-shell-padding, 0px))', minHeight: 420 } : {}) }}>
      <Group justify="space-between" gap="sm" align="center">
        {heading ?? <Title order={1} size="h2" tabIndex={-1}>{title}</Title>}
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </div>
  )
}
