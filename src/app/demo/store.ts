// What the plan knows of stock while it plans: lots in the order they last, as the product itself will choose them. Pure.

/** A lot of the plan. `lasts` is the day its binding date falls on; null: for ever. */
export type PlannedLot = { readonly sku: string; readonly code: string; readonly lasts: number | null; quantity: number; readonly freeFrom: number; isHeld: boolean; shipped: number }

/** Part of a lot. */
export type Taken = { readonly lot: PlannedLot; readonly quantity: number }

const FOR_EVER = Number.MAX_SAFE_INTEGER

/** Lots by item. */
export class Store {
  readonly #lots = new Map<string, PlannedLot[]>()
  readonly all: PlannedLot[] = []

  add(lot: Omit<PlannedLot, 'isHeld' | 'shipped'>): PlannedLot {
    const made = { ...lot, isHeld: false, shipped: 0 }
    this.all.push(made)
    const list = [...(this.#lots.get(lot.sku) ?? []), made].sort((a, b) => (a.lasts ?? FOR_EVER) - (b.lasts ?? FOR_EVER))
    this.#lots.set(lot.sku, list)
    return made
  }

  /** Lots with something in them. */
  of(sku: string): readonly PlannedLot[] {
    return this.#lots.get(sku) ?? []
  }

  /** How much may be used on a day of what lasts at least to another. */
  free(sku: string, day: number, lastsTo = day): number {
    return this.of(sku).reduce((sum, lot) => (fits(lot, day, lastsTo) ? sum + lot.quantity : sum), 0)
  }

  /** Takes what lasts shortest first, as much as there is. */
  take(sku: string, quantity: number, day: number, lastsTo = day): Taken[] {
    const taken: Taken[] = []
    let open = quantity
    for (const lot of this.of(sku)) {
      if (open === 0) break
      if (!fits(lot, day, lastsTo)) continue
      const part = Math.min(open, lot.quantity)
      lot.quantity -= part
      open -= part
      taken.push({ lot, quantity: part })
    }
    this.#lots.set(sku, this.of(sku).filter((lot) => lot.quantity > 0))
    return taken
  }

  /** What lasts no longer is gone. */
  drop(day: number): void {
    for (const [sku, lots] of this.#lots) this.#lots.set(sku, lots.filter(({ lasts }) => lasts === null || lasts >= day))
  }
}

function fits(lot: PlannedLot, day: number, lastsTo: number): boolean {
  return lot.quantity > 0 && !lot.isHeld && lot.freeFrom <= day && (lot.lasts ?? FOR_EVER) >= lastsTo
}
