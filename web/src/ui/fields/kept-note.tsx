// Says that what was typed before is still there, and offers to begin anew.
import { Button, Group, Text } from '@mantine/core'
import { words } from '~/words'

export function KeptNote({ isKept, again }: { readonly isKept: boolean; readonly again: () => void }) {
  if (!isKept) return null
  return (
    <Group gap="xs" role="status">
      <Text size="sm" c="dimmed">{words.fields.kept}</Text>
      <Button size="compact-sm" variant="light" onClick={again}>{words.fields.again}</Button>
    </Group>
  )
}
