// A trace both ways from one start: as a graph, and as tables that say the same. What is opened, how it is shown and what
// was known by then stand in the address.
import { Alert, Button, Center, Group, Loader, SegmentedControl, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { InputOf } from '~/api'
import { useQuestion } from '~/asking'
import { EmptyState } from '~/ui/empty-state'
import { later } from '~/ui/later'
import type { ListInput } from '~/ui/list-rows'
import { Problem } from '~/ui/problem'
import { words } from '~/words'
import { AsKnown } from './as-known'
import { cameTo, draw } from './graph-rules'
import { Twin } from './twin'
import { Units } from './units'
import { type Trace, type Whole, wholeOf } from './whole'

const Graph = later(() => import('./graph'), () => <Center h={300}><Loader aria-label={words.waiting} /></Center>)
/** Rows of each list: more customers and lots than anybody looks at one by one. What is cut stays in the sums. */
const MOST_ROWS = '2000'

export type TraceStart = Pick<InputOf<'/trace'>, 'from' | 'id' | 'code' | 'itemId' | 'supplierId'>

export function Explorer({ start }: { readonly start: TraceStart }) {
  const search: ListInput = useSearch({ strict: false })
  const navigate = useNavigate()
  const set = (more: { readonly [name: string]: string | undefined }) =>
    void navigate({ to: '.', search: (before: ListInput) => ({ ...before, ...more }), replace: true, resetScroll: false })
  const position = /^\d{1,15}$/.test(search['position'] ?? '') ? search['position'] : undefined
  const asked = { ...start, limit: MOST_ROWS, ...(position === undefined ? {} : { position }) }
  const forward = useQuestion('/trace', { ...asked, direction: 'forward' }, { keep: true })
  const back = useQuestion('/trace', { ...asked, direction: 'back' }, { keep: true })
  const whole = useMemo(() => (forward.data === undefined || back.data === undefined ? null : wholeOf(back.data, forward.data)), [forward.data, back.data])
  const failure = forward.error ?? back.error
  // Codes are told as they are now: what was not there yet has nothing that came to it.
  const hasUnits = (forward.data?.units ?? []).length > 0
  const isBefore = position !== undefined && whole !== null && !hasUnits && whole.links.length === 0 && [...whole.things.values()].every(({ lot }) => lot === null || cameTo(lot.quantities) === 0n)
  const isUnknown = isBefore || failure?.status === 404
  return (
    <>
      <Group justify="space-between" gap="sm">
        <AsKnown position={position} set={(next) => set({ position: next })} />
      </Group>
      {isUnknown ? (
        <EmptyState {...(position === undefined ? words.trace.nothing : words.trace.notThen)} />
      ) : failure !== null && whole === null ? (
        <Problem failure={failure} again={() => { void forward.refetch(); void back.refetch() }} />
      ) : whole === null ? (
        <Center h={300}><Loader aria-label={words.waiting} /></Center>
      ) : (
        <>
          {whole.things.size > 0 && <Shown whole={whole} traces={[back.data, forward.data]} view={search['view']} opened={search['open'] ?? ''} set={set} />}
          {hasUnits && forward.data !== undefined && <Units trace={forward.data} />}
        </>
      )}
    </>
  )
}

function Shown({ whole, traces, view, opened, set }: {
  readonly whole: Whole
  readonly traces: readonly (Trace | undefined)[]
  readonly view: string | undefined
  readonly opened: string
  readonly set: (more: { readonly [name: string]: string | undefined }) => void
}) {
  const { trace: said } = words
  const isNarrow = useMediaQuery('(max-width: 48em)', matchMedia('(max-width: 48em)').matches, { getInitialValueInEffect: false })
  const here = view === 'table' || view === 'graph' ? view : isNarrow ? 'table' : 'graph'
  const open = useMemo(() => new Set(opened.split(',').filter((id) => id !== '')), [opened])
  const drawn = useMemo(() => draw(whole, open), [whole, open])
  const held = useMemo(
    () => new Set(traces.flatMap((trace) => trace?.stock ?? []).flatMap(({ lot_id, held: much }) => (much === '0' ? [] : [lot_id]))),
    [traces],
  )
  const keep = (ids: ReadonlySet<string>) => set({ open: [...ids].sort().join(',') })
  const lots = [...whole.things.values()].flatMap(({ lot }) => lot ?? [])
  const wrong = lots.filter(({ addsUp }) => !addsUp).length
  return (
    <>
      <Group justify="space-between" gap="sm">
        <SegmentedControl
          size="xs" aria-label={said.view} value={here} onChange={(value) => set({ view: value })}
          data={[{ value: 'graph', label: said.graph }, { value: 'table', label: said.table }]}
        />
        <Group gap="sm">
          {here === 'graph' && open.size > 0 && <Button size="compact-sm" variant="light" onClick={() => keep(new Set())}>{said.closeAll}</Button>}
          <Text size="sm" c={wrong > 0 ? 'red' : 'dimmed'} role="status">
            {here === 'graph' ? `${said.shown(drawn.nodes.length, whole.things.size)}. ` : ''}{wrong > 0 ? said.doesNot(wrong) : said.allAddUp(lots.length)}
          </Text>
        </Group>
      </Group>
      {whole.missingLots > 0 && <Alert color="orange" variant="light" title={said.missing(whole.missingLots)} />}
      {here === 'table' ? (
        <Twin whole={whole} />
      ) : (
        <>
          <Graph
            drawn={drawn} held={held}
            open={(group) => keep(new Set([...open, group]))}
            close={(group) => keep(new Set([...open].filter((id) => id !== group && !id.startsWith(`${group}+`))))}
          />
          <Text size="xs" c="dimmed">{said.legend}</Text>
        </>
      )}
    </>
  )
}
