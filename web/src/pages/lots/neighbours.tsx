// From a lot to the one of its item that ends before it and the one that ends after it, also by the keys [ and ].
import { ActionIcon, Group } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { AnswerOf, InputOf, RowOf } from '~/api'
import { useQuestion } from '~/asking'
import { isOfScan } from '~/shell/scan-event'
import { areLettersOn, isTyping } from '~/ui/keys'
import { words } from '~/words'

/** So many lots may end on one day before their order is lost. */
const MOST = '100'

export function Neighbours({ lot, isReady }: { readonly lot: AnswerOf<'/lots/{id}'>['lot']; readonly isReady: boolean }) {
  const navigate = useNavigate()
  const { itemId, bindingOn } = lot
  const dated = (from: boolean): InputOf<'/lots'> =>
    bindingOn === null ? { itemId, sort: from ? 'bindingOn' : '-bindingOn', limit: MOST }
      : from ? { itemId, bindingFrom: bindingOn, sort: 'bindingOn', limit: MOST } : { itemId, bindingTo: bindingOn, sort: '-bindingOn', limit: MOST }
  const later = useQuestion('/lots', dated(true), { enabled: isReady })
  const earlier = useQuestion('/lots', dated(false), { enabled: isReady })
  const next = after(later.data?.rows, lot.id)
  const previous = after(earlier.data?.rows, lot.id)
  const [nextId, previousId] = [next?.id, previous?.id]
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || isTyping(event) || isOfScan(event) || !areLettersOn()) return
      const id = event.key === '[' ? previousId : event.key === ']' ? nextId : undefined
      if (id === undefined || document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return
      event.preventDefault()
      void navigate({ to: `/lots/${id}` })
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [navigate, nextId, previousId])
  return (
    <Group gap={4}>
      {previous && <Step lot={previous} label={words.lots.previous(previous.code)} icon={<IconChevronLeft size={16} aria-hidden="true" />} />}
      {next && <Step lot={next} label={words.lots.next(next.code)} icon={<IconChevronRight size={16} aria-hidden="true" />} />}
    </Group>
  )
}

function Step({ lot, label, icon }: { readonly lot: RowOf<'/lots'>; readonly label: string; readonly icon: React.ReactNode }) {
  return <ActionIcon variant="default" size="md" aria-label={label} title={label} renderRoot={(props) => <Link to={`/lots/${lot.id}`} {...props} />}>{icon}</ActionIcon>
}

function after(rows: readonly RowOf<'/lots'>[] | undefined, id: string): RowOf<'/lots'> | undefined {
  const at = rows?.findIndex((row) => row.id === id) ?? -1
  return at < 0 ? undefined : rows?.[at + 1]
}
