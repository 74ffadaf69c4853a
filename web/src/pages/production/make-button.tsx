// The way to making lots from lots, for whoever may.
import { Button } from '@mantine/core'
import { IconArrowsShuffle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMay } from '~/session'
import { words } from '~/words'

export function MakeButton() {
  if (!useMay()('stock.transform')) return null
  return (
    <Button leftSection={<IconArrowsShuffle size={16} aria-hidden="true" />} renderRoot={(props) => <Link to="/transformations/make" {...props} />}>
      {words.make.title}
    </Button>
  )
}
