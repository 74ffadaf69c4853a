// The three failures: a refusal (the business says no), a fault (the world failed), a bug (anything else).

/** What kind of no it is: wrong input, a clash with what is there, not allowed, not found. */
export type RefusalKind = 'invalid' | 'conflict' | 'forbidden' | 'missing'

/** One reason to say no. `override` names the permission that may say yes after all, with a reason. */
export type RefusalText = {
  readonly kind: RefusalKind
  readonly says: string
  readonly override?: string
}

/** A module's table of refusals: code to kind and sentence. */
export type Refusals = { readonly [code: string]: RefusalText }

/** What a sentence is filled with. Quantities are bigint or text, dates are text. */
export type Facts = { readonly [name: string]: string | number | bigint | boolean | null }

/** What people call the things that have these ids. */
export type Names = ReadonlyMap<string, string>

/** Fills `{name}` in a refusal's sentence with its facts, by the names people know where these are given. */
export function sentence(says: string, facts: Facts, names: Names = new Map()): string {
  return says.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const fact = facts[name]
    return fact === undefined ? whole : fact === null ? 'nothing' : (names.get(String(fact)) ?? String(fact))
  })
}

/** The business says no. Nothing was recorded. */
export class Refusal extends Error {
  readonly code: string
  readonly kind: RefusalKind
  readonly facts: Facts
  readonly override: string | undefined
  readonly #text: RefusalText

  constructor(code: string, text: RefusalText, facts: Facts = {}, names?: Names) {
    super(sentence(text.says, facts, names))
    this.#text = text
    this.name = 'Refusal'
    this.code = code
    this.kind = text.kind
    this.facts = facts
    this.override = text.override
  }

  /** The same refusal, its sentence in the names people know; its facts stay ids. */
  named(names: Names): Refusal {
    return new Refusal(this.code, this.#text, this.facts, names)
  }
}

/** The world failed (database, disk, network). `mend` says what a person can do about it. */
export class Fault extends Error {
  readonly mend: string

  constructor(says: string, mend: string, options?: { cause?: unknown }) {
    super(says, options)
    this.name = 'Fault'
    this.mend = mend
  }
}

/**
 * Gives a module its `refuse(code, facts)`, which makes the Refusal of that code.
 * The codes are checked by the compiler.
 */
export function refuser<const R extends Refusals>(table: R) {
  return (code: keyof R & string, facts: Facts = {}): Refusal => {
    const text = table[code]
    if (text === undefined) throw new Error(`No refusal is called ${code}.`)
    return new Refusal(code, text, facts)
  }
}
