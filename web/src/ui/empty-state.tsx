// What is said where nothing is, and what can be done about it.
import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

export function EmptyState({ title, text, children }: { readonly title: string; readonly text: string; readonly children?: ReactNode }) {
  return (
    <Stack align="center" justify="center" gap="xs" py={60} px="md" ta="center" flex={1}>
      <Title order={2} size="h4">{title}</Title>
      <Text c="dimmed" maw={480}>{text}</Text>
      {children}
    </Stack>
  )
}
