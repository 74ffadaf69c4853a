// Decisions as they are stored: every pick writes one, so rows have no names, and places, which repeat, are told
// once. Half the text of the form with names, half the work to write it.
import type { Free, Need, Standing } from './allocation-rules.ts'
import type { Considered, LineDecision } from './decisions.ts'

/** A value as JSON has it: quantities are text. */
export type Text<Of> = { readonly [name in keyof Of]: Of[name] extends bigint ? string : Of[name] }
type KeptFree = Omit<Text<Considered>, 'taken' | 'why' | 'serials'>

/** A stored decision, with names. */
export type KeptDecision = Omit<Text<LineDecision>, 'considered' | 'others' | 'behind' | 'scanned'> & {
  readonly scanned?: true
  readonly considered: readonly Text<Considered>[]
  readonly others?: readonly Text<Standing>[]
  readonly behind?: readonly KeptFree[]
}

type StoredNeed = readonly [least: string | null, sale: string, wanted: string | null]
type StoredFree = readonly [
  lot: string, place: number, free: string, binding: string | null, useBy: string | null, received: string | null,
]
type StoredConsidered = readonly [...StoredFree, taken: string, why: Considered['why'], serials?: readonly string[]]
type StoredLine = readonly [
  line: string, item: string, policy: LineDecision['policy'], asked: string, poolVersion: string, need: StoredNeed,
  considered: readonly StoredConsidered[], scanned: 0 | 1,
  others?: readonly (readonly [...StoredNeed, quantity: string])[], behind?: readonly StoredFree[],
]

/** What `ledger.decision.decided` holds. A list is the older form, with names. */
export type Stored =
  | readonly KeptDecision[]
  | { readonly policyVersion: number; readonly places: readonly string[]; readonly lines: readonly StoredLine[] }

/**
 * The decisions of a document as stored JSON. Put together by hand: ids, dates, quantities and our own words need
 * no escaping.
 */
export function decisionsText(decisions: readonly LineDecision[]): string {
  const places = new Map<string, number>()
  const lines = decisions.map((one) => lineText(one, places))
  const version = decisions[0]?.policyVersion ?? 0
  return `{"policyVersion":${version},"lines":[${lines.join(',')}],"places":["${[...places.keys()].join('","')}"]}`
}

function lineText(it: LineDecision, places: Map<string, number>): string {
  const besides = it.others.length === 0 ? ''
    : `,[${it.others.map((one) => `[${needText(one)},"${one.quantity}"]`).join(',')}]` +
      `,[${it.behind.map((one) => `[${freeText(one, places)}]`).join(',')}]`
  return `["${it.lineId}","${it.itemId}","${it.policy}","${it.asked}","${it.poolVersion}",[${needText(it.need)}],` +
    `[${it.considered.map((one) => consideredText(one, places)).join(',')}],${it.scanned ? 1 : 0}${besides}]`
}

function needText({ leastOn, saleOn, wantedLotId }: Need): string {
  return `${orNull(leastOn)},"${saleOn}",${orNull(wantedLotId)}`
}

function consideredText(it: Considered, places: Map<string, number>): string {
  return `["${it.lotId}",${placeOf(it.locationId, places)},"${it.free}",${orNull(it.bindingOn)},${orNull(it.useByOn)},` +
    `${orNull(it.receivedOn)},"${it.taken}","${it.why}"${it.serials === undefined ? '' : `,${JSON.stringify(it.serials)}`}]`
}

function freeText({ lot, locationId, quantity }: Free, places: Map<string, number>): string {
  return `"${lot.id}",${placeOf(locationId, places)},"${quantity}",${orNull(lot.bindingOn)},${orNull(lot.useByOn)},` +
    orNull(lot.receivedOn)
}

function placeOf(locationId: string, places: Map<string, number>): number {
  const known = places.get(locationId)
  if (known !== undefined) return known
  places.set(locationId, places.size)
  return places.size - 1
}

function orNull(text: string | null): string {
  return text === null ? 'null' : `"${text}"`
}

/** Stored decisions with their names. */
export function namedDecisions(stored: Stored): readonly KeptDecision[] {
  if (!('lines' in stored)) return stored
  const freeOf = ([lotId, place, free, bindingOn, useByOn, receivedOn]: StoredFree | StoredConsidered): KeptFree => ({
    lotId, locationId: stored.places[place] ?? '', free, bindingOn, useByOn, receivedOn,
  })
  const needOf = ([leastOn, saleOn, wantedLotId]: readonly [...StoredNeed, ...string[]]): Need => ({ leastOn, saleOn, wantedLotId })
  return stored.lines.map(
    ([lineId, itemId, policy, asked, poolVersion, need, considered, scanned, others, behind]): KeptDecision => ({
      lineId, itemId, asked, need: needOf(need), policy, policyVersion: stored.policyVersion, poolVersion,
      ...(scanned === 1 ? { scanned: true } : {}),
      considered: considered.map((one) => {
        const [, , , , , , taken, why, serials] = one
        return { ...freeOf(one), taken, why, ...(serials === undefined ? {} : { serials }) }
      }),
      ...(others === undefined ? {} : { others: others.map((one) => ({ ...needOf(one), quantity: one[3] })) }),
      ...(behind === undefined ? {} : { behind: behind.map(freeOf) }),
    }),
  )
}
