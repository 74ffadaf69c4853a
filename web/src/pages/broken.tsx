// A page that failed to be shown: what the failure says, and a way on.
import { Button } from '@mantine/core'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { Failure } from '~/api'
import { EmptyState } from '~/ui/empty-state'
import { Page } from '~/ui/page'
import { Problem } from '~/ui/problem'
import { words } from '~/words'

export function Broken({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const isUnreachable = error instanceof Failure && error.status === 0
  useEffect(() => {
    if (!isUnreachable) return
    const again = () => void router.invalidate().then(reset)
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [isUnreachable, router, reset])
  return (
    <Page title={words.problem.broken}>
      {error instanceof Failure ? (
        <Problem failure={error} again={() => void router.invalidate().then(reset)} />
      ) : (
        <EmptyState title={words.problem.broken} text={error instanceof Error ? error.message : String(error)}>
          <Button variant="light" onClick={() => location.reload()}>{words.problem.again}</Button>
        </EmptyState>
      )}
    </Page>
  )
}
