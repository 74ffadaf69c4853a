// Our places as they stand in each other, with what lies in each. What has much within it begins closed.
import { ActionIcon, Badge, Center, Loader } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type AnswerOf, ask, type Failure } from '~/api'
import { useQuestion } from '~/asking'
import { text } from '~/ui/columns'
import { EmptyState } from '~/ui/empty-state'
import type { GridColumn } from '~/ui/grid-columns'
import { PlainTable } from '~/ui/plain-table'
import { Problem } from '~/ui/problem'
import { words } from '~/words'

type Node = AnswerOf<'/locations/tree'>['locations'][number]
type Sum = AnswerOf<'/stock'>['rows'][number]
const { columns: said, locations } = words
/** More places than this are not all opened out at once. */
const MANY = 120

export function LocationTree() {
  const tree = useQuestion('/locations/tree', {})
  const { data: sums } = useSums()
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  if (tree.error !== null) return <Problem failure={tree.error} again={() => void tree.refetch()} />
  if (tree.data === undefined) return <Center h={200}><Loader aria-label={words.waiting} /></Center>
  const nodes = tree.data.locations
  if (nodes.length === 0) return <EmptyState title={words.empty.locations.title} text={words.empty.locations.text} />
  const parents = new Set(nodes.flatMap(({ location }) => location.parentId ?? []))
  const isOpen = ({ depth, location }: Node) => toggled.has(location.id) !== (nodes.length <= MANY || depth === 0)
  const toggle = (id: string) => setToggled((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]))
  const columns: readonly GridColumn<Node>[] = [
    {
      ...text<Node>('code', said.code, ({ location }) => location.code),
      cell: (node) => <Code node={node} isOpen={isOpen(node)} toggle={parents.has(node.location.id) ? () => toggle(node.location.id) : null} />,
    },
    text('name', said.name, ({ location }) => location.name),
    text('kind', said.kind, ({ location }) => words.locationKinds[location.kind] ?? location.kind),
    text('role', said.use, ({ location }) => words.locationRoles[location.role] ?? location.role),
    { ...text<Node>('lots', locations.lies, ({ location }) => lies(sums?.get(location.id))), cell: (node) => <Lies node={node} sum={sums?.get(node.location.id)} /> },
    { ...text<Node>('closed', said.state, ({ location }) => (location.closed ? words.object.closed : '')), cell: ({ location }) => (location.closed ? <Badge color="gray">{words.object.closed}</Badge> : null) },
  ]
  return <PlainTable label={words.places.locations} columns={columns} rows={shownOf(nodes, isOpen)} rowId={({ location }) => location.id} none="" />
}

// A place is shown when all it stands in are open; the tree comes in its own order.
function shownOf(nodes: readonly Node[], isOpen: (node: Node) => boolean): Node[] {
  const shown: Node[] = []
  let closedAt = Number.POSITIVE_INFINITY
  for (const node of nodes) {
    if (node.depth > closedAt) continue
    shown.push(node)
    closedAt = isOpen(node) ? Number.POSITIVE_INFINITY : node.depth
  }
  return shown
}

function Code({ node: { depth, location }, isOpen, toggle }: { readonly node: Node; readonly isOpen: boolean; readonly toggle: (() => void) | null }) {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 4, paddingLeft: depth * 20 }}>
      {toggle === null ? <span style={{ width: 22 }} /> : (
        <ActionIcon variant="subtle" color="gray" size={22} aria-expanded={isOpen} aria-label={isOpen ? locations.fold(location.code) : locations.unfold(location.code)} onClick={toggle}>
          {isOpen ? <IconChevronDown size={16} aria-hidden="true" /> : <IconChevronRight size={16} aria-hidden="true" />}
        </ActionIcon>
      )}
      <Link to={`/locations/${location.id}`} className="code">{location.code}</Link>
    </span>
  )
}

const lies = (sum: Sum | undefined) => (sum === undefined ? '' : locations.lots(sum.lots))

function Lies({ node: { location }, sum }: { readonly node: Node; readonly sum: Sum | undefined }) {
  if (sum === undefined) return null
  return (
    <>
      <Link to="/stock" search={{ location: location.code }}>{lies(sum)}</Link>
      {sum.held !== '0' && <Badge ml={6} color="red" size="sm">{words.filters.held}</Badge>}
    </>
  )
}

// Summed place by place, page after page: a warehouse has more places than one answer holds.
function useSums() {
  return useQuery<ReadonlyMap<string, Sum>, Failure>({
    queryKey: ['/stock', 'by every location'],
    queryFn: async ({ signal }) => {
      const sums = new Map<string, Sum>()
      let after: string | null = null
      do {
        const page: AnswerOf<'/stock'> = await ask('/stock', { by: 'location', limit: '500', ...(after === null ? {} : { after }) }, signal)
        for (const row of page.rows) sums.set(row.id, row)
        after = page.next
      } while (after !== null)
      return sums
    },
  })
}

