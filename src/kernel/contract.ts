// The wire forms every contract shares: ids, whole quantities as text, label dates, reasons.
import { type TSchema, Type } from 'typebox'

/** A UUID in lower case. */
export const WireId = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  description: 'A UUID, lower case.',
})

/** The id of something that is made. The nil UUID stands for nothing (no lot, no customer), and is nobody's. */
export const WireNewId = Type.String({
  pattern: '^(?!0{8}-0{4}-0{4}-0{4}-0{12}$)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  description: 'A UUID, lower case, and not the nil UUID.',
})

/** How many rows a page of a list has at most. */
export const WireLimit = Type.String({
  pattern: '^([1-9][0-9]?|[1-4][0-9]{2}|500)$',
  description: 'A whole number from 1 to 500.',
})

/** A place in the one order of documents; 0 is before the first. */
export const WirePosition = Type.String({
  pattern: '^(0|[1-9][0-9]{0,17})$',
  description: 'A position, as text.',
})

const partOf = { id: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', line: '[1-9][0-9]{0,8}' }

/** Where the next page of a list begins: the key of the last row, its parts joined by dots. */
export function wireCursor(...parts: readonly (keyof typeof partOf)[]) {
  return Type.String({
    pattern: `^${parts.map((part) => partOf[part]).join('\\.')}$`,
    description: 'The `next` of the page before, as it was given.',
  })
}

/** Some ids in one text, joined by commas, as a query has them. */
export function wireIds(most: number) {
  return Type.String({ pattern: `^${partOf.id}(,${partOf.id}){0,${most - 1}}$`, description: `Ids joined by commas, at most ${most}.` })
}

/** A whole number of base units above zero, as text, at most 1,000,000,000,000. */
export const WireQuantity = Type.String({
  pattern: '^([1-9][0-9]{0,11}|1000000000000)$',
  description: 'A whole number of base units above zero, as text.',
})

/** A whole number of base units, zero or more, as text. */
export const WireQuantityOrZero = Type.String({
  pattern: '^(0|[1-9][0-9]{0,11}|1000000000000)$',
  description: 'A whole number of base units, as text.',
})

/** A date as on a label: `2026`, `2026-02` or `2026-02-28`. Whether it exists is judged by the action. */
export const WireLabelDate = Type.String({
  pattern: '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$',
  description: 'A calendar date: YYYY, YYYY-MM or YYYY-MM-DD. A month or year means its last day.',
})

/** A calendar day, `YYYY-MM-DD`. */
export const WireDate = Type.String({ format: 'date' })

/** A moment, ISO 8601 with offset. */
export const WireMoment = Type.String({ format: 'date-time' })

/** A short text that is not empty. */
export const WireText = Type.String({ minLength: 1, maxLength: 200 })

/** One address of mail, and nothing that could begin a second. */
export const WireMailAddress = Type.String({
  maxLength: 254,
  pattern: '^[^\\s@<>()\\[\\],;:\\\\"]+@[^\\s@<>()\\[\\],;:\\\\"]+$',
  description: 'one address, as kim@shop.example',
})

/** Why somebody did something: a sentence. */
export const WireReason = Type.String({ minLength: 1, maxLength: 1000 })

/** The same, or null. */
export const orNull = <One extends TSchema>(is: One) => Type.Union([is, Type.Null()])

/** A whole number of base units, also below zero, as text. */
export const WireDifference = Type.String({
  pattern: '^(0|-?[1-9][0-9]{0,12})$',
  description: 'A whole number of base units, also below zero, as text.',
})

/** A movement: its document and its line there. */
export const WireMovementId = Type.String({
  pattern: `^${partOf.id}\\.${partOf.line}$`,
  description: 'A movement: `<document id>.<line>`.',
})

/** An amount of money as it is told: exact, of any size, with no zeros at its end. */
export const WireMoney = Type.String({ pattern: '^(0|[1-9][0-9]*)(\\.[0-9]{1,8})?$', description: 'An exact amount of money, as text.' })
