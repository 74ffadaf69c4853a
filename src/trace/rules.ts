// How a trace adds up. Pure: flows and balances in, quantities, shipments and depths out.

/**
 * A movement across our border. A correction names its root, the movement it corrects in the end;
 * `ahead` is false when it takes its root back, and `out` is the way of the root.
 */
export type Flow = {
  readonly document_id: string
  readonly line: number
  readonly root_id: string | null
  readonly root_line: number | null
  readonly ahead: boolean
  readonly lot_id: string
  readonly serial_id: string | null
  readonly serial_code: string | null
  readonly out: boolean
  readonly other: string
  readonly quantity: string
  readonly occurred: number
  readonly order_id: string | null
  /** Whom the order is for now; the goods may have gone to somebody else. */
  readonly for_id: string | null
  readonly number: string | null
  readonly partner_id: string | null
  readonly partner_code: string | null
}

/** What a lot has in one place. */
export type Stock = {
  readonly lot_id: string
  readonly quantity: bigint
  readonly picked: bigint
  readonly in_transit: boolean
}

type Name =
  | 'opening' | 'received' | 'made' | 'found' | 'onHand' | 'inTransit' | 'picked' | 'withCustomers'
  | 'shipped' | 'returned' | 'backAtSupplier' | 'consumed' | 'destroyed' | 'lost'

/** What became of one lot, in base units. */
export type Quantities = Record<Name, bigint>

const names: { readonly [other: string]: readonly [Name, Name | null] } = {
  supplier: ['received', 'backAtSupplier'],
  customer: ['returned', 'shipped'],
  production: ['made', 'consumed'],
  loss: ['found', 'lost'],
  opening: ['opening', null],
  destruction: ['found', 'destroyed'],
}

/** What a flow is to its lot; null for a way that nobody goes. */
export function nameOf({ out, other }: Pick<Flow, 'out' | 'other'>): Name | null {
  return names[other]?.[out ? 1 : 0] ?? null
}

/** Sums flows and balances per lot. */
export function addUp(
  lotIds: readonly string[],
  flows: readonly Flow[],
  stock: readonly Stock[],
): Map<string, Quantities> {
  const sums = new Map(lotIds.map((id) => [id, nothing()]))
  for (const flow of flows) {
    const name = nameOf(flow)
    const sum = sums.get(flow.lot_id)
    if (name === null || sum === undefined) continue
    sum[name] += signed(flow)
  }
  for (const row of stock) {
    const sum = sums.get(row.lot_id)
    if (sum === undefined) continue
    sum[row.in_transit ? 'inTransit' : 'onHand'] += row.quantity
    sum.picked += row.picked
  }
  for (const sum of sums.values()) sum.withCustomers = sum.shipped - sum.returned
  return sums
}

/** Says whether all that came is somewhere. */
export function addsUp(q: Quantities): boolean {
  const came = q.opening + q.received + q.made + q.found
  const stays = q.onHand + q.inTransit + q.withCustomers
  return came === stays + q.backAtSupplier + q.consumed + q.destroyed + q.lost
}

/** A flow at what corrections left of it, with the id it is told by. */
export type StandingFlow = { readonly id: string; readonly flow: Flow; readonly quantity: bigint }

/** Flows of one name in the world's order, each root and lot once; none that came to nothing. */
export function standingFlows(flows: readonly Flow[], wanted: Name): StandingFlow[] {
  const mine = flows.filter((flow) => nameOf(flow) === wanted)
  const corrected = new Map<string, Flow[]>()
  for (const flow of mine) if (flow.root_id !== null) corrected.set(rootAndLot(flow), [])
  const standing: StandingFlow[] = []
  for (const flow of mine) {
    // Nearly all flows were never corrected: these need no sum.
    const group = corrected.size === 0 ? undefined : corrected.get(rootAndLot(flow))
    if (group === undefined) standing.push({ id: idOf(flow), flow, quantity: signed(flow) })
    else group.push(flow)
  }
  for (const group of corrected.values()) standing.push(...settled(group))
  return standing.sort(byTime)
}

// What is left of a root in one lot, told by the root, or by the correction that put it there.
function settled(group: Flow[]): StandingFlow[] {
  const quantity = group.reduce((sum, flow) => sum + signed(flow), 0n)
  const told = group.map((flow) => ({ id: idOf(flow), flow, quantity })).sort(byTime)
  const first = told.find(({ flow }) => flow.root_id === null) ?? told[0]
  return first === undefined || quantity <= 0n ? [] : [first]
}

/** The movement a flow corrects in the end, or itself. */
export function rootOf({ document_id, line, root_id, root_line }: Flow): string {
  return `${root_id ?? document_id}.${root_line ?? line}`
}

function byTime(a: StandingFlow, b: StandingFlow): number {
  return a.flow.occurred - b.flow.occurred || (a.id < b.id ? -1 : 1)
}

/** A movement's id. */
export function idOf({ document_id, line }: Pick<Flow, 'document_id' | 'line'>): string {
  return `${document_id}.${line}`
}

// A receipt may turn out to be another supplier's.
function rootAndLot(flow: Flow): string {
  return `${rootOf(flow)} ${flow.lot_id} ${flow.other === 'supplier' ? flow.partner_id : ''}`
}

function signed({ ahead, quantity }: Flow): bigint {
  return ahead ? BigInt(quantity) : -BigInt(quantity)
}

/** How many steps each lot is from the start; a merged lot is its other self. */
export function depths(
  startIds: readonly string[],
  links: readonly { readonly from: string; readonly to: string }[],
): Map<string, number> {
  const next = new Map<string, string[]>()
  for (const { from, to } of links) {
    const there = next.get(from)
    if (there === undefined) next.set(from, [to])
    else there.push(to)
  }
  const depth = new Map(startIds.map((id) => [id, 0]))
  let front = [...startIds]
  for (let step = 1; front.length > 0; step++) {
    const reached: string[] = []
    for (const id of front) {
      for (const to of next.get(id) ?? []) {
        if (depth.has(to)) continue
        depth.set(to, step)
        reached.push(to)
      }
    }
    front = reached
  }
  return depth
}

function nothing(): Quantities {
  return {
    opening: 0n, received: 0n, made: 0n, found: 0n, onHand: 0n, inTransit: 0n, picked: 0n,
    withCustomers: 0n, shipped: 0n, returned: 0n, backAtSupplier: 0n, consumed: 0n,
    destroyed: 0n, lost: 0n,
  }
}
