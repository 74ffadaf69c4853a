// The few things somebody of this kind does all day, each one touch away.
import { Button, SimpleGrid, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMay } from '~/session'
import { actions } from '~/shell/actions'
import { useDensity } from '~/ui/density'
import { words } from '~/words'
import type { Kind } from './kind'

const mine: { readonly [kind in Kind]: readonly string[] } = {
  floor: ['receive', 'putAway', 'pick', 'ship', 'move', 'return', 'make', 'hold'],
  quality: ['hold', 'trace', 'return', 'move'],
  office: ['order', 'announce', 'receive', 'trace', 'import'],
  looks: ['trace'],
}

export function Doing({ kind }: { readonly kind: Kind }) {
  const may = useMay()
  const { isFloor } = useDensity()
  const shown = mine[kind].flatMap((name) => actions.filter((action) => action.name === name && may(action.needs)))
  return (
    <section aria-label={words.home.do}>
      <SimpleGrid cols={{ base: 2, sm: 3, lg: Math.max(shown.length, 4) }} spacing="sm">
        {shown.map(({ name, label, to, search, icon: Icon }, nth) => (
          <Button
            key={name} variant={nth === 0 ? 'filled' : 'default'} h={isFloor || kind === 'floor' ? 60 : 42} justify="start" styles={{ label: { whiteSpace: 'normal', textAlign: 'start' } }}
            leftSection={<Icon size={20} aria-hidden="true" />} renderRoot={(props) => <Link to={to} search={search} {...props} />}
          >
            {label}
          </Button>
        ))}
      </SimpleGrid>
      {kind === 'floor' && <Text size="sm" c="dimmed" mt={6}>{words.home.scanAnything}</Text>}
    </section>
  )
}
