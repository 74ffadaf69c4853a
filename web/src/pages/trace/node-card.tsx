// A node of the graph: one thing with its sums, or many of a kind. Shape, icon and colour say of which kind it is.
import { IconBuildingFactory2, IconMinus, IconPackageImport, IconPlus, IconTag, IconUser, IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Handle, Position } from '@xyflow/react'
import { quantity } from '~/format'
import { words } from '~/words'
import { became, told } from '~/pages/lots/sums'
import type { Node } from './graph-rules'
import styles from './graph.module.css'
import { nameOfNode } from './said'
import type { Kind } from './whole'

const icons = { supplier: IconBuildingFactory2, receipt: IconPackageImport, lot: IconTag, customer: IconUser } as const satisfies Record<Kind, unknown>

export type CardData = {
  readonly node: Node
  readonly isFaded: boolean
  readonly isHeld: boolean
  readonly isTabStop: boolean
  readonly open: (group: string) => void
  readonly close: (group: string) => void
  /** What an address of the trace becomes when one goes on from a lot. */
  readonly point: (id: string | null) => void
}

export function NodeCard({ data }: { readonly data: CardData }) {
  const { node, isFaded, isHeld, isTabStop } = data
  const { kind, members, amounts, group, id } = node
  const [first] = members
  const isGroup = members.length > 1
  const Icon = kind === 'customer' && isGroup ? IconUsers : icons[kind]
  const says = amounts.map((amount) => quantity(amount.quantity, amount.unit)).join(' · ')
  const shared = {
    'data-node': id, tabIndex: isTabStop ? 0 : -1, className: styles['name'],
    onFocus: () => data.point(id), onBlur: () => data.point(null),
  }
  const name = nameOfNode(node)
  const label = `${words.trace.kinds[kind]} ${name}, ${says}`
  return (
    <div className={styles['card']} data-kind={kind} data-group={isGroup || undefined} data-faded={isFaded || undefined} data-start={node.isStart || undefined}>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <div className={styles['head']}>
        <Icon size={16} aria-hidden="true" />
        {isGroup || first === undefined ? (
          <button type="button" {...shared} aria-label={words.trace.openGroup(label)} onClick={() => data.open(id)}>{name} <IconPlus size={12} aria-hidden="true" /></button>
        ) : first.address === null ? (
          <span {...shared} role="note" aria-label={label}>{name}</span>
        ) : (
          <Link to={first.address} {...shared} aria-label={label}>{name}</Link>
        )}
        {isHeld && <span className={styles['held']}>{words.lots.heldShort}</span>}
        {group !== null && (
          <button type="button" className={styles['back']} tabIndex={-1} aria-label={words.trace.closeGroup} title={words.trace.closeGroup} onClick={() => data.close(group)}>
            <IconMinus size={12} aria-hidden="true" />
          </button>
        )}
      </div>
      {kind !== 'lot' && <div className={styles['detail']}>{isGroup ? '' : words.trace.kinds[kind]}</div>}
      {kind === 'lot' && first?.lot != null && <div className={styles['detail']}>{isGroup ? (oneSku(node) ?? words.trace.kindsOf(new Set(members.map(({ lot }) => lot?.sku)).size)) : first.lot.sku}</div>}
      <div className={styles['sum']} title={says}>{says}</div>
      {kind === 'lot' && <Where node={node} />}
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </div>
  )
}

// Where a lot is now: what is more than nothing, the largest first. For a group of one unit its sum.
function Where({ node }: { readonly node: Node }) {
  if (node.amounts.length !== 1) return null
  const sums = new Map<string, bigint>()
  for (const { lot } of node.members) {
    if (lot === null) continue
    for (const { name, quantity: amount } of told(lot.quantities, became)) sums.set(name, (sums.get(name) ?? 0n) + amount)
  }
  const parts = became.flatMap((name) => ((sums.get(name) ?? 0n) === 0n ? [] : [`${quantity(sums.get(name) ?? 0n)} ${words.trace.where[name]}`]))
  return <div className={styles['where']} title={parts.join(' · ')}>{parts.join(' · ')}</div>
}

function oneSku({ members }: Node): string | null {
  const skus = new Set(members.map(({ lot }) => lot?.sku))
  return skus.size === 1 ? ([...skus][0] ?? null) : null
}
