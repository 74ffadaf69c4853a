// The picture of a trace. What is drawn is decided in graph-rules.ts; here it is laid out, coloured and walked through.
import '@xyflow/react/dist/base.css'
import { useMantineColorScheme } from '@mantine/core'
import { useReducedMotion } from '@mantine/hooks'
import { Background, Controls, type Edge as FlowEdge, MarkerType, type Node as FlowNode, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react'
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { quantity } from '~/format'
import { words } from '~/words'
import { type Drawn, type Edge, pathOf } from './graph-rules'
import styles from './graph.module.css'
import { HEIGHT, layOut, neighbourOf, WIDTH } from './layout'
import { type CardData, NodeCard } from './node-card'

type Card = FlowNode<CardData & Record<string, unknown>, 'card'>
const nodeTypes = { card: NodeCard }
/** More labels than these only hide each other; those of a path are always shown. */
const MOST_LABELS = 40
/** On a phone one begins at the start and follows it, rather than seeing all of it too small to read. */
const SMALL = 600

const labels = {
  'controls.ariaLabel': words.trace.controls, 'controls.zoomIn.ariaLabel': words.trace.closer, 'controls.zoomOut.ariaLabel': words.trace.farther,
  'controls.fitView.ariaLabel': words.trace.fit,
}

type Props = {
  readonly drawn: Drawn
  readonly held: ReadonlySet<string>
  readonly open: (group: string) => void
  readonly close: (group: string) => void
}

export default function Graph(props: Props) {
  return <ReactFlowProvider><Picture {...props} /></ReactFlowProvider>
}

function Picture({ drawn, held, open, close }: Props) {
  const { colorScheme } = useMantineColorScheme()
  const isStill = useReducedMotion()
  const flow = useReactFlow()
  const frame = useRef<HTMLElement>(null)
  const [pointed, setPointed] = useState<string | null>(null)
  const [entry, setEntry] = useState<string | null>(null)
  const places = useMemo(() => layOut(drawn), [drawn])
  const path = useMemo(() => (pointed === null ? null : pathOf(drawn.edges, pointed)), [drawn, pointed])
  const point = useCallback((id: string | null) => {
    setPointed(id)
    if (id !== null) setEntry(id)
  }, [])
  const start = drawn.nodes.find(({ isStart, kind }) => isStart && kind === 'lot') ?? drawn.nodes[0]
  const startId = start?.id ?? null
  const tabStop = drawn.nodes.some(({ id }) => id === entry) ? entry : startId
  const nodes = drawn.nodes.map((node): Card => ({
    id: node.id, type: 'card', position: places.get(node.id) ?? { x: 0, y: 0 }, width: WIDTH, height: HEIGHT, focusable: false, draggable: false,
    data: {
      node, open, close, point, isTabStop: node.id === tabStop, isFaded: path !== null && !path.nodes.has(node.id),
      isHeld: node.members.some(({ lot }) => lot !== null && held.has(lot.id)),
    },
  }))
  const edges = drawn.edges.map((edge) => flowEdge(edge, path === null ? 'plain' : path.edges.has(edge.id) ? 'lit' : 'faded', drawn.edges.length <= MOST_LABELS))
  useEffect(() => {
    if (places.size === 0) return
    // The nodes have to be there before they can be seen whole.
    const isSmall = (frame.current?.clientWidth ?? 0) < SMALL
    const whole = { padding: 0.06, maxZoom: 1.1, minZoom: 0.35 }
    const timer = setTimeout(() => void flow.fitView(isSmall && startId !== null ? { ...whole, nodes: [{ id: startId }], maxZoom: 0.9 } : whole), 30)
    return () => clearTimeout(timer)
  }, [flow, places, startId])
  const height = Math.max(0, ...[...places.values()].map(({ y }) => y)) + HEIGHT + 90
  const walk = (event: KeyboardEvent) => {
    const way = ({ ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' } as const)[event.key]
    const here = event.target instanceof HTMLElement ? event.target.dataset['node'] : undefined
    if (way === undefined || here === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const next = neighbourOf(drawn, places, here, way)
    const place = next === null ? undefined : places.get(next)
    if (next === null || place === undefined) return
    for (const card of frame.current?.querySelectorAll<HTMLElement>('[data-node]') ?? []) {
      if (card.dataset['node'] === next) card.focus({ preventScroll: true })
    }
    void flow.setCenter(place.x + WIDTH / 2, place.y + HEIGHT / 2, { zoom: Math.max(flow.getZoom(), 0.7), duration: isStill ? 0 : 160 })
  }
  return (
    <section ref={frame} className={styles['frame']} style={{ height }} aria-label={words.trace.graphOf} onKeyDown={walk}>
      <ReactFlow<Card>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        onNodeMouseEnter={(_, { id }) => setPointed(id)}
        onNodeMouseLeave={() => setPointed(null)}
        colorMode={colorScheme === 'auto' ? 'system' : colorScheme}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        preventScrolling={false}
        zoomOnScroll={false}
        panOnScroll={false}
        minZoom={0.1}
        maxZoom={1.6}
        ariaLabelConfig={labels}
      >
        <Background gap={24} />
        <Controls showInteractive={false} />
      </ReactFlow>
    </section>
  )
}

function flowEdge(edge: Edge, look: 'plain' | 'lit' | 'faded', isLabelled: boolean): FlowEdge {
  const { how, share } = edge
  const stroke = look === 'lit' ? 'var(--mantine-primary-color-filled)' : 'var(--xy-edge-stroke)'
  const label = edge.amounts.filter((amount) => amount.quantity !== 0n).map((amount) => quantity(amount.quantity, amount.unit)).join(' · ')
  return {
    id: edge.id, source: edge.from, target: edge.to, focusable: false,
    ...(label !== '' && (isLabelled || look === 'lit') ? { label } : {}),
    labelBgPadding: [4, 2], zIndex: look === 'lit' ? 1 : 0,
    markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color: stroke, markerUnits: 'userSpaceOnUse' },
    style: {
      stroke, strokeWidth: 1.5 + 9 * Math.sqrt(share), opacity: look === 'faded' ? 0.15 : look === 'lit' ? 1 : 0.65,
      ...(how === 'possible' || how === 'same' ? { strokeDasharray: '6 5' } : {}),
    },
  }
}
