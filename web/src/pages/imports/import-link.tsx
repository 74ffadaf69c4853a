// The way from a list that has nothing yet to the page that brings a list in.
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMay } from '~/session'
import { words } from '~/words'

export function ImportLink({ kind, isSmall }: { readonly kind: keyof typeof words.imports.kinds; readonly isSmall?: boolean }) {
  const may = useMay()
  if (!may('import.run')) return null
  return <Button variant="light" {...(isSmall === true && { size: 'compact-sm' })} renderRoot={(props) => <Link to="/import" search={{ kind }} {...props} />}>{words.imports.bring}</Button>
}
