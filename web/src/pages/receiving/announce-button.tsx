// The way to announcing a delivery, for whoever may.
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMay } from '~/session'
import { words } from '~/words'

export function AnnounceButton() {
  if (!useMay()('stock.receive')) return null
  return (
    <Button leftSection={<IconPlus size={16} aria-hidden="true" />} renderRoot={(props) => <Link to="/announcements/make" {...props} />}>
      {words.announce.title}
    </Button>
  )
}
