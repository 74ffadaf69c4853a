// The way to receiving, for whoever may.
import { Button } from '@mantine/core'
import { IconPackageImport } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMay } from '~/session'
import { words } from '~/words'

export function ReceiveButton({ announcementId, says }: { readonly announcementId?: string; readonly says?: string }) {
  if (!useMay()('stock.receive')) return null
  return (
    <Button leftSection={<IconPackageImport size={16} aria-hidden="true" />}
      renderRoot={(props) => <Link to="/receive" search={announcementId === undefined ? {} : { announcement: announcementId }} {...props} />}>
      {says ?? words.receive.title}
    </Button>
  )
}
