// The page of one thing: asks for it, says when it is not there, and notes that it was looked at.
import { Center, Loader } from '@mantine/core'
import { useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import type { Failure } from '~/api'
import { NotThere } from '~/pages/not-there'
import { noteRecent } from '~/shell/recent'
import { words } from '~/words'
import { Page } from './page'
import { Problem } from './problem'

type Asked<Answer> = { readonly data: Answer | undefined; readonly error: Failure | null; readonly refetch: () => unknown }

export function ObjectPage<Answer>({ asked, titleOf, heading, actions, children }: {
  readonly asked: Asked<Answer>
  readonly titleOf: (answer: Answer) => string
  readonly heading?: (answer: Answer) => ReactNode
  readonly actions?: (answer: Answer) => ReactNode
  readonly children: (answer: Answer) => ReactNode
}) {
  const { data, error, refetch } = asked
  const { pathname } = useLocation()
  const title = data === undefined ? null : titleOf(data)
  useEffect(() => {
    if (title !== null) noteRecent({ address: pathname, title })
  }, [title, pathname])
  if (data !== undefined && title !== null) {
    return <Page title={title} heading={heading?.(data)} actions={actions?.(data)}>{children(data)}</Page>
  }
  if (error === null) return <Center h="50vh"><Loader aria-label={words.waiting} /></Center>
  return error.status === 404 || error.status === 422 ? <NotThere /> : <Page title={words.problem.broken}><Problem failure={error} again={() => void refetch()} /></Page>
}
