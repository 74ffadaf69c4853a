// The app is here but the server does not answer.
import type { Failure } from '~/api'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { Doorstep } from './doorstep'

export function NotStarted({ failure, again }: { readonly failure: Failure; readonly again: () => void }) {
  return <Doorstep title={words.signIn.notStarted}><Problem failure={failure} again={again} /></Doorstep>
}
