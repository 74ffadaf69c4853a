// What of a trace is drawn. Many of a kind that hang together in the same way are one node until somebody opens it; there
// are never more nodes than can be looked at. Grouping only adds up: every sum of the links stays what it was. Pure.
import type { Amount, Kind, Link, Side, Thing, Whole } from './whole'

/** The most nodes that are drawn. */
export const MOST_DRAWN = 150

/** A node: one thing, or many of a kind. */
export type Node = {
  readonly id: string
  readonly kind: Kind
  readonly side: Side
  readonly depth: number
  readonly members: readonly Thing[]
  /** What came to it: of lots by their own sums, of the others by the links. One for each unit. */
  readonly amounts: readonly Amount[]
  /** The group it was taken out of, to put it back. */
  readonly group: string | null
  readonly isStart: boolean
}

/** Links between two nodes, added up. */
export type Edge = {
  readonly id: string
  readonly how: Link['how']
  readonly from: string
  readonly to: string
  readonly amounts: readonly Amount[]
  readonly gave: readonly Amount[]
  /** How much of the most that goes anywhere in the same unit, 0 to 1. */
  readonly share: number
}

export type Drawn = { readonly nodes: readonly Node[]; readonly edges: readonly Edge[] }

/** How coarse it is drawn: groups of more than `few`, `page` of an open group at a time. */
type Grain = { readonly few: number; readonly page: number; readonly by: 'neighbours' | 'step' | 'kind' }

const grains: readonly Grain[] = [
  { few: 6, page: 40, by: 'neighbours' },
  { few: 6, page: 20, by: 'neighbours' },
  { few: 2, page: 10, by: 'neighbours' },
  { few: 1, page: 10, by: 'step' },
  { few: 1, page: 0, by: 'step' },
  { few: 1, page: 0, by: 'kind' },
]

/** Draws as fine as there is room for. The same question gives the same picture in the same order. */
export function draw(whole: Whole, open: ReadonlySet<string>, most = MOST_DRAWN): Drawn {
  let drawn: Drawn = { nodes: [], edges: [] }
  for (const grain of grains) {
    drawn = drawWith(whole, open, grain)
    if (drawn.nodes.length <= most) break
  }
  return drawn
}

type Place = { readonly node: string; readonly group: string | null }

function drawWith(whole: Whole, open: ReadonlySet<string>, grain: Grain): Drawn {
  const places = new Map<string, Place>()
  const [ahead, behind] = neighbours(whole.links)
  const weight = weights(whole)
  const heaviest = (a: Thing, b: Thing) => compare(weight.get(b.id) ?? 0n, weight.get(a.id) ?? 0n) || compare(a.id, b.id)
  const assign = (things: readonly Thing[], keyOf: (thing: Thing) => string) => {
    for (const [key, members] of groupBy(things, keyOf)) {
      place(members.toSorted(heaviest), `${members[0]?.kind}~${hash(key)}`, grain, open, places, null)
    }
  }
  const around = (thing: Thing, links: ReadonlyMap<string, readonly string[]>) =>
    [...new Set((links.get(thing.id) ?? []).flatMap((id) => places.get(id)?.node ?? []))].sort().join(' ')
  const all = [...whole.things.values()]
  const lots = all.filter(({ kind }) => kind === 'lot')
  const steps = [...new Set(lots.map(({ depth }) => depth))].sort((a, b) => a - b)
  for (const step of steps) {
    assign(lots.filter(({ depth }) => depth === step), (thing) => {
      const { side, depth, lot } = thing
      if (grain.by === 'kind') return side
      if (grain.by === 'step') return `${side} ${depth}`
      return `${side} ${depth} ${lot?.itemId} ${around(thing, side === 'before' ? ahead : behind)}`
    })
  }
  const leaves = (kind: Kind, links: ReadonlyMap<string, readonly string[]>) =>
    assign(all.filter((thing) => thing.kind === kind), (thing) => (grain.by === 'neighbours' ? `${kind} ${around(thing, links)}` : kind))
  leaves('receipt', ahead)
  leaves('supplier', ahead)
  leaves('customer', behind)
  return { nodes: nodesOf(whole, places), edges: edgesOf(whole, places) }
}

// An open group shows its heaviest; what is left is a group again, that can be opened as well.
function place(members: readonly Thing[], id: string, grain: Grain, open: ReadonlySet<string>, places: Map<string, Place>, from: string | null): void {
  const alone = (things: readonly Thing[], group: string | null) => {
    for (const thing of things) places.set(thing.id, { node: thing.id, group })
  }
  if (members.length <= (from === null ? grain.few : 1)) alone(members, from)
  else if (!open.has(id) || grain.page === 0) {
    for (const thing of members) places.set(thing.id, { node: id, group: from })
  } else {
    alone(members.slice(0, grain.page), id)
    place(members.slice(grain.page), `${id}+`, grain, open, places, id)
  }
}

function nodesOf(whole: Whole, places: ReadonlyMap<string, Place>): Node[] {
  const flows = new Map<string, Map<string, bigint>>()
  const count = (id: string, { unit, quantity }: Amount) => {
    const sums = flows.get(id) ?? new Map<string, bigint>()
    flows.set(id, sums.set(unit, (sums.get(unit) ?? 0n) + quantity))
  }
  for (const { how, from, to, amount } of whole.links) {
    if (how === 'shipped') count(to, amount)
    if (how === 'received' || how === 'delivered') count(from, amount)
  }
  for (const { id, lot } of whole.things.values()) {
    if (lot !== null) count(id, { unit: lot.unit, quantity: cameTo(lot.quantities) })
  }
  const members = groupBy([...whole.things.values()], ({ id }) => places.get(id)?.node ?? id)
  return [...members]
    .map(([id, things]): Node => {
      const [first] = things
      const sums = things.flatMap((thing) => [...(flows.get(thing.id) ?? [])].map(([unit, quantity]) => ({ unit, quantity })))
      return {
        id, kind: first?.kind ?? 'lot', side: first?.side ?? 'start', depth: first?.depth ?? 0,
        members: things.toSorted((a, b) => compare(a.label ?? '\u{ffff}', b.label ?? '\u{ffff}') || compare(a.id, b.id)),
        amounts: added(sums), group: places.get(first?.id ?? '')?.group ?? null, isStart: things.some(({ isStart }) => isStart),
      }
    })
    .sort((a, b) => compare(column(a), column(b)) || compare(nameOf(a), nameOf(b)) || compare(a.id, b.id))
}

function edgesOf({ links }: Whole, places: ReadonlyMap<string, Place>): Edge[] {
  const groups = groupBy(
    links.map((link) => ({ link, from: places.get(link.from)?.node ?? link.from, to: places.get(link.to)?.node ?? link.to })).filter(({ from, to }) => from !== to),
    ({ link, from, to }) => `${from}>${to}>${link.how}`,
  )
  const edges = [...groups].flatMap(([id, of]) => {
    const [first] = of
    if (first === undefined) return []
    const { from, to, link } = first
    return [{ id, from, to, how: link.how, amounts: added(of.map((one) => one.link.amount)), gave: added(of.flatMap((one) => one.link.gave ?? [])) }]
  })
  const most = new Map<string, bigint>()
  for (const { unit, quantity } of edges.flatMap(({ amounts }) => amounts)) {
    if (quantity > (most.get(unit) ?? 0n)) most.set(unit, quantity)
  }
  const share = ({ unit, quantity }: Amount) => {
    const largest = most.get(unit) ?? 0n
    return largest === 0n ? 0 : Math.max(0, Number((quantity * 1000n) / largest) / 1000)
  }
  return edges
    .map((edge) => ({ ...edge, share: Math.max(0, ...edge.amounts.map(share)) }))
    .sort((a, b) => compare(a.id, b.id))
}

/** Everything that leads to a node and everything it leads to, with the edges between. */
export function pathOf(edges: readonly Edge[], id: string): { readonly nodes: ReadonlySet<string>; readonly edges: ReadonlySet<string> } {
  const nodes = new Set([id])
  const on = new Set<string>()
  const walk = (near: 'from' | 'to', far: 'from' | 'to') => {
    const seen = new Set([id])
    for (const here of seen) {
      for (const edge of edges) {
        if (edge[near] !== here) continue
        on.add(edge.id)
        seen.add(edge[far])
        nodes.add(edge[far])
      }
    }
  }
  walk('from', 'to')
  walk('to', 'from')
  return { nodes, edges: on }
}

/** Adds amounts of the same unit; those of different units are never added. In order of the units. */
export function added(amounts: readonly Amount[]): Amount[] {
  const sums = new Map<string, bigint>()
  for (const { unit, quantity } of amounts) sums.set(unit, (sums.get(unit) ?? 0n) + quantity)
  return [...sums].map(([unit, quantity]) => ({ unit, quantity })).sort((a, b) => compare(a.unit, b.unit))
}

/** All that came to a lot. */
export function cameTo({ opening, received, made, found }: { readonly [name in 'opening' | 'received' | 'made' | 'found']: string }): bigint {
  return BigInt(opening) + BigInt(received) + BigInt(made) + BigInt(found)
}

function neighbours(links: readonly Link[]): [ReadonlyMap<string, string[]>, ReadonlyMap<string, string[]>] {
  const way = (near: 'from' | 'to', far: 'from' | 'to') =>
    new Map([...groupBy(links, (link) => link[near])].map(([id, of]) => [id, of.map((link) => link[far])]))
  return [way('from', 'to'), way('to', 'from')]
}

function weights({ things, links }: Whole): Map<string, bigint> {
  const weight = new Map<string, bigint>()
  const more = (id: string, quantity: bigint) => weight.set(id, (weight.get(id) ?? 0n) + quantity)
  for (const { id, lot } of things.values()) if (lot !== null) more(id, cameTo(lot.quantities))
  for (const { how, from, to, amount } of links) {
    if (how === 'shipped' || how === 'possible') more(to, amount.quantity)
    if (how === 'received' || how === 'delivered') more(from, amount.quantity)
  }
  return weight
}

const column = ({ kind, side, depth }: Node): number => {
  if (kind === 'supplier') return -2_000_000
  if (kind === 'receipt') return -1_000_000
  if (kind === 'customer') return 1_000_000
  return side === 'before' ? -depth : depth
}
const nameOf = ({ members }: Node): string => members[0]?.label ?? '\u{ffff}'

function compare<Value extends string | number | bigint>(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return groups
}

// Short enough for an address, and the same on every machine (FNV-1a).
function hash(text: string): string {
  let sum = 0x811c9dc5
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193)
  return (sum >>> 0).toString(36)
}
