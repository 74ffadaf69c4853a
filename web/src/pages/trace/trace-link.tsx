// To the trace of what a page is about.
import { Button } from '@mantine/core'
import { IconSitemap } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { words } from '~/words'
import type { TraceStart } from './explorer'

export function TraceLink({ start }: { readonly start: Omit<TraceStart, 'code'> }) {
  return (
    <Button variant="default" leftSection={<IconSitemap size={16} aria-hidden="true" />} renderRoot={(props) => <Link to="/trace" search={start} {...props} />}>
      {words.trace.link}
    </Button>
  )
}
