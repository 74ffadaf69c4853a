// A page that failed to be shown: what the failure says, and a way on.
import { Button } from '@mantine/core'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { Failure } from '~/api'
import { EmptyState } from '~/ui/empty-state'
import { Page } from '~/ui/page'
import { Problem } from '~/ui/problem'
import { words } from '~/words'

export function Broken({ error, reset }: ErrorComponentProps) {
  return (
    <Page title={words.problem.broken}>
      {error instanceof Failure ? (
        <Problem failure={error} again={reset} />
      ) : (
        <EmptyState title={words.problem.broken} text={error instanceof Error ? error.message : String(error)}>
          <Button variant="light" onClick={() => location.reload()}>{words.problem.again}</Button>
        </EmptyState>
      )}
    </Page>
  )
}
