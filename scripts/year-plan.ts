// The plan under the year: what the file asks for day by day, and a seeded plan of receipts that could have
// served it. Pure: the same file and seed give the same plan.

/** A line of the file. */
export type FileLine = {
  readonly invoice: string
  readonly code: string
  readonly name: string
  readonly quantity: number
  readonly price: number
  readonly at: string
  readonly customer: string
  readonly country: string
}

/** What happens on one day, in the order it is done. */
export type Day = {
  readonly on: string
  readonly arrivals: Arrival[]
  readonly orders: { readonly number: string; readonly lines: FileLine[] }[]
  readonly returns: { readonly number: string; readonly lines: FileLine[] }[]
  readonly writeOffs: FileLine[]
  readonly found: FileLine[]
}

/** A lot that arrives: straight from a supplier, or as a bulk lot that is packed the same day. */
export type Arrival = {
  readonly code: string
  readonly lot: string
  readonly supplier: number
  readonly quantity: number
  readonly produced: string
  readonly bestBefore: string
  readonly packed: boolean
  readonly heldDays: number
}

/** Counts of lines that are no goods: postage, fees, manual entries. */
export type Plan = {
  readonly days: Day[]
  readonly products: Map<string, string>
  readonly packedProducts: Set<string>
  readonly customers: Set<string>
  readonly notGoods: number
  readonly nothing: number
}

/** Reads the code as a product: five digits, then letters. */
export function isProduct(code: string): boolean {
  return /^\d{5}/.test(code) || /^DCGS/.test(code)
}

/** Lays the plan: a lot every two to five weeks per product, from one of forty suppliers. */
export function planYear(lines: readonly FileLine[], seed: number): Plan {
  const random = dice(seed)
  const days = new Map<string, Day>()
  const products = new Map<string, string>()
  const customers = new Set<string>()
  const demand = new Map<string, Map<string, number>>()
  let notGoods = 0
  let nothing = 0
  for (const line of lines) {
    const on = line.at.slice(0, 10)
    if (!isProduct(line.code)) {
      notGoods++
      continue
    }
    if (line.quantity === 0) {
      nothing++
      continue
    }
    if (!products.has(line.code)) products.set(line.code, line.name)
    if (line.customer !== '') customers.add(line.customer)
    const day = dayOf(days, on)
    // Without a price and without anybody to send it to a line is the shop's own count: more was there, or less.
    if (line.quantity > 0 && line.price === 0 && line.customer === '') day.found.push(line)
    else if (line.quantity > 0) {
      addTo(day.orders, line)
      const sold = demand.get(line.code) ?? new Map<string, number>()
      sold.set(on, (sold.get(on) ?? 0) + line.quantity)
      demand.set(line.code, sold)
    } else if (line.invoice.startsWith('C')) addTo(day.returns, line)
    else day.writeOffs.push(line)
  }
  const packedProducts = new Set<string>()
  const first = lines[0]?.at.slice(0, 10) ?? '2010-12-01'
  for (const code of products.keys()) {
    const packed = random() < 0.2
    if (packed) packedProducts.add(code)
    for (const arrival of arrivalsOf(code, demand.get(code) ?? new Map(), { packed, first, random })) {
      dayOf(days, mondayOf(arrival.on, first)).arrivals.push(arrival.arrival)
    }
  }
  const ordered = [...days.values()].sort((a, b) => (a.on < b.on ? -1 : 1))
  return { days: ordered, products, packedProducts, customers, notGoods, nothing }
}

// One product's lots: each covers the weeks until the next, with some to spare or some short.
function arrivalsOf(
  code: string,
  sold: ReadonlyMap<string, number>,
  { packed, first, random }: { packed: boolean; first: string; random: () => number },
): { on: string; arrival: Arrival }[] {
  const days = [...sold.keys()].sort()
  const arrivals: { on: string; arrival: Arrival }[] = []
  let at = 0
  let nth = 0
  while (at < days.length) {
    const start = days[at] ?? first
    const until = addDays(start, 14 + Math.floor(random() * 21))
    let need = 0
    while (at < days.length && (days[at] ?? '') < until) {
      need += sold.get(days[at] ?? '') ?? 0
      at++
    }
    const quantity = Math.max(1, Math.ceil(need * (0.97 + random() * 0.3)))
    const shortLived = random() < 0.06
    const life = shortLived ? 20 + Math.floor(random() * 30) : 180 + Math.floor(random() * 540)
    const produced = addDays(start, -1 - Math.floor(random() * 20))
    arrivals.push({
      on: start,
      arrival: {
        code, lot: `${code}-${++nth}`, supplier: Math.floor(random() * 40), quantity, produced,
        bestBefore: addDays(produced, life), packed,
        heldDays: random() < 0.02 ? 2 + Math.floor(random() * 12) : 0,
      },
    })
  }
  return arrivals
}

function dayOf(days: Map<string, Day>, on: string): Day {
  const found = days.get(on)
  if (found !== undefined) return found
  const made: Day = { on, arrivals: [], orders: [], returns: [], writeOffs: [], found: [] }
  days.set(on, made)
  return made
}

function addTo(list: { number: string; lines: FileLine[] }[], line: FileLine): void {
  const last = list.at(-1)
  if (last?.number === line.invoice) last.lines.push(line)
  else list.push({ number: line.invoice, lines: [line] })
}

// Suppliers deliver on Mondays, and on the first day.
function mondayOf(on: string, first: string): string {
  const weekday = (new Date(`${on}T00:00:00Z`).getUTCDay() + 6) % 7
  const monday = addDays(on, -weekday)
  return monday < first ? first : monday
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

// mulberry32
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
