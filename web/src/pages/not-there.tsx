// An address that leads nowhere.
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '~/ui/empty-state'
import { Page } from '~/ui/page'
import { words } from '~/words'

export function NotThere() {
  return (
    <Page title={words.problem.notThere}>
      <EmptyState title={words.problem.notThere} text={words.problem.notThereHint}>
        <Button renderRoot={(props) => <Link to="/" {...props} />} variant="light">{words.problem.home}</Button>
      </EmptyState>
    </Page>
  )
}
