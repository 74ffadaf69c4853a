// How traces differ. Pure.

/** A shipment of one lot, told by the movement it first was. */
export type Sent = {
  readonly id: string
  readonly lotId: string
  readonly orderId: string | null
  readonly customerId: string | null
  readonly quantity: bigint
  /** False: the lot is one of several it may have been. */
  readonly certain: boolean
}

type Lot = { readonly id: string; readonly sku: string; readonly code: string; readonly mergedIntoId: string | null }
type Edge = { readonly from: string; readonly to: string }

/** Lots, how they lead to each other, and what was sent of each. */
export type Reach = {
  readonly lots: ReadonlyMap<string, Lot>
  readonly next: ReadonlyMap<string, readonly string[]>
  readonly back: ReadonlyMap<string, readonly string[]>
  readonly sent: ReadonlyMap<string, readonly Sent[]>
}

/** How the trace of a lot differs from what it was. */
export type ChangedTrace = {
  readonly lotId: string
  readonly sku: string
  readonly code: string
  readonly shipments: readonly {
    readonly id: string; readonly orderId: string | null; readonly customerId: string | null
    readonly before: string; readonly now: string
  }[]
  readonly customers: { readonly added: readonly string[]; readonly removed: readonly string[] }
  /** Lots that were or are made of it. */
  readonly becomes: { readonly added: readonly string[]; readonly removed: readonly string[] }
  /** Lots it was or is made of. */
  readonly madeOf: { readonly added: readonly string[]; readonly removed: readonly string[] }
}

/** The most shipments told of one lot, and the most lots. */
export const MOST_TOLD = 1000

/** Puts together what was read. */
export function reachOf(read: { lots: readonly Lot[]; edges: readonly Edge[]; shipments: readonly Sent[] }): Reach {
  const next = new Map<string, string[]>()
  const back = new Map<string, string[]>()
  const link = ({ from, to }: Edge) => {
    add(next, from, to)
    add(back, to, from)
  }
  for (const edge of read.edges) link(edge)
  // Lots that turned out to be one are read as one, both ways.
  for (const { id, mergedIntoId } of read.lots) {
    if (mergedIntoId === null) continue
    link({ from: id, to: mergedIntoId })
    link({ from: mergedIntoId, to: id })
  }
  const sent = new Map<string, Sent[]>()
  for (const one of read.shipments) add(sent, one.lotId, one)
  return { lots: new Map(read.lots.map((lot) => [lot.id, lot])), next, back, sent }
}

function add<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

/** The traces that differ; those of `touched` lots are told in any case. In order of the lots' ids. */
export function changedTraces(before: Reach, now: Reach, touched: readonly string[]): ChangedTrace[] {
  const told: ChangedTrace[] = []
  const named = new Set(touched)
  for (const lotId of [...new Set([...before.lots.keys(), ...now.lots.keys()])].sort()) {
    const lot = now.lots.get(lotId) ?? before.lots.get(lotId)
    if (lot === undefined || told.length === MOST_TOLD) continue
    const [was, is] = [reached(before.next, lotId), reached(now.next, lotId)]
    const shipments = differingShipments(sentFrom(before, was), sentFrom(now, is))
    const customers = differing(customersOf(before, was), customersOf(now, is))
    const becomes = differing(was, is)
    const madeOf = differing(reached(before.back, lotId), reached(now.back, lotId))
    const changed = [customers, becomes, madeOf].some((one) => one.added.length + one.removed.length > 0)
    if (!named.has(lotId) && !changed && shipments.length === 0) continue
    told.push({ lotId, sku: lot.sku, code: lot.code, shipments: shipments.slice(0, MOST_TOLD), customers, becomes, madeOf })
  }
  return told
}

function reached(links: ReadonlyMap<string, readonly string[]>, start: string): Set<string> {
  const seen = new Set([start])
  for (const id of seen) for (const to of links.get(id) ?? []) seen.add(to)
  return seen
}

type Sum = { readonly one: Sent; readonly quantity: bigint }

function sentFrom(reach: Reach, lots: ReadonlySet<string>): Map<string, Sum> {
  const sums = new Map<string, Sum>()
  for (const lotId of lots) {
    for (const one of reach.sent.get(lotId) ?? []) {
      const so = sums.get(one.id)
      // One of several lots is told once for each; it was sent once.
      const quantity = one.certain ? (so?.quantity ?? 0n) + one.quantity : one.quantity
      sums.set(one.id, { one, quantity })
    }
  }
  return sums
}

function differingShipments(was: ReadonlyMap<string, Sum>, is: ReadonlyMap<string, Sum>): ChangedTrace['shipments'] {
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((id) => {
    const [before, now] = [was.get(id), is.get(id)]
    const one = (now ?? before)?.one
    if (one === undefined || (before?.quantity === now?.quantity && before?.one.certain === now?.one.certain)) return []
    const { orderId, customerId } = one
    return [{ id, orderId, customerId, before: String(before?.quantity ?? 0n), now: String(now?.quantity ?? 0n) }]
  })
}

function customersOf(reach: Reach, lots: ReadonlySet<string>): Set<string> {
  return new Set([...sentFrom(reach, lots).values()].flatMap(({ one }) => one.customerId ?? []))
}

function differing(was: ReadonlySet<string>, is: ReadonlySet<string>) {
  return {
    added: [...is].filter((id) => !was.has(id)).sort(),
    removed: [...was].filter((id) => !is.has(id)).sort(),
  }
}
