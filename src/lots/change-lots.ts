// Judging and writing changes of lots. Reservations depend on a lot's dates, so this is no action:
// whoever keeps the reservations runs it under the locks of the lots' stock, and offers the door.
import { readItems } from '#catalog'
import { Refusal } from '#kernel'
import { readPartners } from '#partners'
import type { Accepted, Command, Context, Statement, Tx } from '#platform'
import type { ChangeLot, LotChanged } from './contract.ts'
import { followed, readFollowers } from './followers.ts'
import { policyOf } from './item-policy.ts'
import { refuse } from './refusals.ts'
import { type Attribute, keyOf, overwrittenBy, refuseChange } from './rules.ts'
import {
  type AttributeValue,
  findLotsByKey,
  type LotFact,
  lockLots,
  readAttributes,
  writeAttributes,
  writeFacts,
  writeLots,
} from './store.ts'
import {
  type Came,
  type DatePolicy,
  differences,
  type Lot,
  meet,
  readDates,
  taken,
} from './value-rules.ts'

const findValues: Statement = {
  name: 'lots.find-attribute-values',
  text: `select lot_id as "lotId", name, value from lots.lot_attribute
    where lot_id = any($1::uuid[])`,
}

type Change = Command<ChangeLot>

/** What is known when changes are judged, kept up to date from one command to the next. */
type Known = {
  readonly lots: Map<string, Lot>
  readonly takenBy: Map<string, string>
  readonly values: Map<string, Map<string, string>>
  readonly policies: ReadonlyMap<string, DatePolicy>
  readonly originIds: ReadonlySet<string>
  readonly attributes: ReadonlyMap<string, Attribute>
}

/** A judged change: the lot as it becomes, the attributes set, and the facts. */
type Judged = {
  readonly after: Lot
  readonly values: readonly AttributeValue[]
  readonly facts: readonly LotFact[]
}

/**
 * Changes lots, each command judged alone and in order. A blank never overwrites, a coarser date
 * that agrees changes nothing, and what is overwritten needs a reason. The answer gives the changed
 * fields and the binding date before and after.
 */
export async function changeLotsIn(
  { tx }: Context,
  commands: readonly Change[],
): Promise<(Accepted<LotChanged> | Refusal)[]> {
  const known = await look(tx, commands)
  const touched = new Set<string>()
  const values: AttributeValue[] = []
  const facts: LotFact[] = []
  const results = commands.map((command): Accepted<LotChanged> | Refusal => {
    const { lotId, reason } = command.payload
    const lot = known.lots.get(lotId)
    if (lot === undefined) return refuse('lot_missing', { lotId })
    const judged = judge(command, lot, known)
    if (judged instanceof Refusal) return judged
    const { after } = judged
    known.takenBy.delete(keyOf(lot))
    known.takenBy.set(keyOf(after), lotId)
    known.lots.set(lotId, after)
    for (const { name, value } of judged.values) {
      if (value === null) known.values.get(lotId)?.delete(name)
      else known.values.get(lotId)?.set(name, value)
    }
    if (judged.facts.length > 0) touched.add(lotId)
    values.push(...judged.values)
    facts.push(...judged.facts)
    // What follows of these is told beside them.
    const asked = judged.facts.filter(({ field }) => field !== 'bindingOn')
    const answer = {
      lotId,
      changed: asked.map(({ field }) => field),
      values: asked.map(({ field, old, new: now }) => ({ field, old, new: now })),
      bindingOnBefore: lot.bindingOn,
      bindingOn: after.bindingOn,
    }
    return reason === undefined ? { answer } : { answer, reason }
  })
  const last = new Map(commands.map(({ id, payload }) => [payload.lotId, id]))
  const others = followed(await readFollowers(tx, [...touched]), known.lots, (endId) => last.get(endId) ?? '')
  writeLots(tx, [...[...touched].flatMap((id) => known.lots.get(id) ?? []), ...others.lots])
  writeAttributes(tx, values)
  writeFacts(tx, [...facts, ...others.facts])
  return results
}

async function look(tx: Tx, commands: readonly Change[]): Promise<Known> {
  const payloads = commands.map(({ payload }) => payload)
  const ids = [...new Set(payloads.map(({ lotId }) => lotId))]
  const names = payloads.flatMap(({ attributes = {}, clearAttributes = [] }) => [...Object.keys(attributes), ...clearAttributes])
  const [lots, rows, attributes, partners] = await Promise.all([
    lockLots(tx, ids),
    tx.read<AttributeValue & { readonly value: string }>(findValues, [ids]),
    readAttributes(tx, names),
    readPartners(
      tx,
      payloads.flatMap(({ originId }) => originId ?? []),
    ),
  ])
  const keys = payloads.flatMap(({ lotId, code, originId }) => {
    const lot = lots.get(lotId)
    if (lot === undefined || (code === undefined && originId === undefined)) return []
    return [{ ...lot, code: code ?? lot.code, originId: originId ?? lot.originId }]
  })
  const [items, takenLots] = await Promise.all([
    readItems(
      tx,
      [...lots.values()].map(({ itemId }) => itemId),
    ),
    findLotsByKey(tx, keys),
  ])
  const values = new Map(ids.map((id): [string, Map<string, string>] => [id, new Map()]))
  for (const { lotId, name, value } of rows) values.get(lotId)?.set(name, value)
  return {
    lots,
    values,
    attributes,
    takenBy: new Map([...takenLots].map(([key, { id }]) => [key, id])),
    policies: new Map([...items].map(([id, item]) => [id, policyOf(item)])),
    originIds: new Set(partners.keys()),
  }
}

function judge({ id, payload }: Change, lot: Lot, known: Known): Judged | Refusal {
  const dates = readDates(payload.dates ?? {})
  if (dates instanceof Refusal) return dates
  const policy = known.policies.get(lot.itemId)
  if (policy === undefined) throw new Error(`Lot ${lot.id} is of no item.`)
  const before = known.values.get(lot.id) ?? new Map<string, string>()
  const came: Came = { dates, texts: payload }
  const meetings = meet(lot, came)
  const fields = new Set<string>([...meetings.map(({ field }) => field), ...(payload.clear ?? [])])
  const after = {
    ...taken(lot, came, fields, policy),
    code: payload.code ?? lot.code,
    originId: payload.originId ?? lot.originId,
  }
  const refusal = refuseChange(payload, {
    lot,
    after,
    overwritten: overwrittenBy(lot, payload, meetings, before),
    originIds: known.originIds,
    takenBy: known.takenBy.get(keyOf(after)),
    attributes: known.attributes,
  })
  if (refusal !== null) return refusal
  const wanted = new Map<string, string | null>([
    ...(payload.clearAttributes ?? []).map((name) => [name, null] as const),
    ...Object.entries(payload.attributes ?? {}),
  ])
  const values = [...wanted].flatMap(([name, value]) =>
    (before.get(name) ?? null) === value ? [] : [{ lotId: lot.id, name, value }],
  )
  const facts = [
    ...differences(lot, after),
    ...values.map(({ name, value }) => {
      return { field: `attribute.${name}`, old: before.get(name) ?? null, new: value }
    }),
  ]
  return { after, values, facts: facts.map((it) => ({ ...it, documentId: id, lotId: lot.id })) }
}
