// The way to putting a document right, for whoever may.
import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMay } from '~/session'
import { words } from '~/words'

// What moved goods. A pick is taken back at its order.
const moving = ['receipt', 'opening', 'move', 'adjust', 'dispose', 'ship', 'return', 'transform', 'place_order']

export function CorrectButton({ id, kind }: { readonly id: string; readonly kind: string }) {
  const may = useMay()
  if (!may('document.correct') || !moving.includes(kind)) return null
  return (
    <Button variant="default" leftSection={<IconPencil size={16} aria-hidden="true" />} renderRoot={(props) => <Link to="/documents/$id/correct" params={{ id }} {...props} />}>
      {words.correct.does}
    </Button>
  )
}
