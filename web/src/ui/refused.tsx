// Of many things done at once, those that were refused: what each is, and why.
import { Alert, List } from '@mantine/core'
import type { Failure } from '~/api'
import { words } from '~/words'
import { sentenceOf } from './problem'

export type Refused = { readonly what: string; readonly failure: Failure }

export function RefusedSome({ refused, of }: { readonly refused: readonly Refused[]; readonly of: number }) {
  if (refused.length === 0) return null
  return (
    <Alert color="red" variant="light" role="alert" title={words.acting.someRefused(refused.length, of)}>
      <List size="sm">
        {refused.map(({ what, failure }) => <List.Item key={what}><b>{what}</b>: {sentenceOf(failure)}</List.Item>)}
      </List>
    </Alert>
  )
}
