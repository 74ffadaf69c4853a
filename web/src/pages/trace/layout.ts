// Where each node of a drawn trace stands, left to right; no edge crosses more than it must.
import { Graph, layout } from '@dagrejs/dagre'
import type { Drawn } from './graph-rules'

export const WIDTH = 232
export const HEIGHT = 84

export type Point = { readonly x: number; readonly y: number }

/** The upper left corner of each node. */
export function layOut({ nodes, edges }: Drawn): ReadonlyMap<string, Point> {
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 16, ranksep: 110, marginx: 12, marginy: 12 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id } of nodes) graph.setNode(id, { width: WIDTH, height: HEIGHT })
  for (const { from, to } of edges) graph.setEdge(from, to)
  layout(graph)
  return new Map(nodes.map(({ id }) => {
    const { x, y } = graph.node(id)
    return [id, { x: x - WIDTH / 2, y: y - HEIGHT / 2 }]
  }))
}

/** The nearest node that way: along the edges to the left and right, else in the same column. */
export function neighbourOf(drawn: Drawn, places: ReadonlyMap<string, Point>, id: string, way: 'left' | 'right' | 'up' | 'down'): string | null {
  const here = places.get(id)
  if (here === undefined) return null
  const nearest = (ids: readonly string[]) =>
    ids.toSorted((a, b) => Math.abs((places.get(a)?.y ?? 0) - here.y) - Math.abs((places.get(b)?.y ?? 0) - here.y) || (a < b ? -1 : 1))[0] ?? null
  if (way === 'right') return nearest(drawn.edges.filter(({ from }) => from === id).map(({ to }) => to))
  if (way === 'left') return nearest(drawn.edges.filter(({ to }) => to === id).map(({ from }) => from))
  return nearest(drawn.nodes.map((node) => node.id).filter((other) => {
    const there = places.get(other)
    return there !== undefined && Math.abs(there.x - here.x) < WIDTH / 2 && (way === 'down' ? there.y > here.y : there.y < here.y)
  }))
}
