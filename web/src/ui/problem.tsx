// What went wrong, in the server's own words, and what can be done.
import { Alert, Button, List, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Failure } from '~/api'
import { words } from '~/words'

/** The sentence of a failure. */
export function sentenceOf(failure: Failure): string {
  return failure.status === 0 ? words.problem.unreachable : failure.message
}

export function Problem({ failure, again, children }: { readonly failure: Failure; readonly again?: () => void; readonly children?: ReactNode }) {
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertTriangle aria-hidden="true" />} title={sentenceOf(failure)}>
      {failure.complaints.length > 0 && (
        <List size="sm">
          {failure.complaints.map(({ path, expected, found }) => (
            <List.Item key={`${path} ${expected}`}>{words.problem.complaint(path, expected, found)}</List.Item>
          ))}
        </List>
      )}
      {failure.mend !== null && <Text size="sm">{failure.mend}</Text>}
      {again && <Button mt="xs" size="compact-sm" variant="light" color="red" onClick={again}>{words.problem.again}</Button>}
      {children}
    </Alert>
  )
}
