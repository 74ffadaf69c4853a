// Commands: what people and machines ask for. A set of commands runs in one transaction, each
// succeeding or refused alone; an accepted command becomes one document, and its id answers for ever.
import { createHash } from 'node:crypto'
import { canonicalText, Refusal } from '#kernel'
import { BY_KEY, constraintOf, type Database, query, type Statement, sqlState, type Tx, transaction } from './database.ts'
import { partPersonal, type Parted, type Personal, sumOf, writeSums } from './personal.ts'
import { refuse } from './refusals.ts'

/** Who asks, and what they may do. */
export type Actor = { readonly id: string; readonly permissions: ReadonlySet<string> }

/** One thing asked for. The id is the caller's; occurredAt is the world's time. */
export type Command<Payload> = {
  readonly id: string
  readonly actor: Actor
  readonly occurredAt: Date
  readonly payload: Payload
}

/** What an accepted command answers: ids and counts, never personal data. */
export type Answer = { readonly [name: string]: unknown }

/** What became of one command. */
export type Outcome =
  | { readonly ok: true; readonly answer: Answer; readonly repeated?: true }
  | { readonly ok: false; readonly refusal: Refusal }

/** An answer of a declared shape, as code may give it: its lists and members are only read. */
export type Given<Shape> = Shape extends readonly (infer One)[] ? readonly Given<One>[]
  : Shape extends object ? { readonly [Name in keyof Shape]: Given<Shape[Name]> } : Shape

/** What a judgement inside an action gives: the answer, and what the document should remember. */
export type Accepted<Gives = Answer> = {
  readonly answer: Given<Gives>
  readonly corrects?: string
  readonly reason?: string
}

/** What an action is handed: the transaction and the time it is. */
export type Context = { readonly tx: Tx; readonly now: Date }

/**
 * Something that can be asked for; an accepted command answers `Gives`, as the contract declares it. `run` gives one result per command, in their order. When it throws a
 * Refusal nothing of the set is kept, and its commands are judged one by one.
 */
export type Action<Payload, Gives = Answer> = {
  readonly kind: string
  readonly permission: string
  /** What else somebody needs who asks for this much of it at once. */
  readonly needsBesides?: (payload: Payload) => readonly string[]
  /**
   * Refusals for unique or check constraints that two commands at once can run into.
   */
  readonly constraints?: { readonly [constraint: string]: (command: Command<Payload>) => Refusal }
  /** What of a payload names a person: kept apart from the document's fingerprint, and erasable. */
  readonly personal?: Personal<Command<Payload>, Payload>
  /** Slow work that must hold neither locks nor a connection, done before the transaction begins; `run` finds it done. */
  prepare?(database: Database, commands: readonly Command<Payload>[]): Promise<void>
  run(ctx: Context, commands: readonly Command<Payload>[]): Promise<readonly (Accepted<Gives> | Refusal)[]>
}

const findDocuments: Statement = {
  name: 'platform.find-documents',
  text: `select d.id, d.kind, d.fingerprint, d.answer, s.salt, s.sum from platform.document d
    left join platform.personal_sum s on s.document_id = d.id where d.id = any($1::uuid[])`,
}
const insertDocuments: Statement = {
  name: 'platform.insert-documents',
  text: `with added as (
    insert into platform.document
      (id, kind, actor_id, occurred_at, recorded_at, fingerprint, answer, corrects, reason)
    select id, $2, actor_id, occurred_at, $5, decode(fingerprint, 'hex'), answer::json, corrects, reason
    from unnest($1::uuid[], $3::uuid[], $4::timestamptz[], $6::text[], $7::text[], $8::uuid[], $9::text[])
      as it(id, actor_id, occurred_at, fingerprint, answer, corrects, reason))
  insert into platform.unsequenced (document_id) select unnest($1::uuid[])`,
}

/** The largest number of commands one transaction takes; longer sets are cut. */
export const LARGEST_SET = 500

/**
 * Performs commands of one action, in order. Each succeeds or is refused alone. A command whose id is
 * known answers as it did the first time; with other contents it is refused (`id_reused`).
 * @throws Fault when the database cannot be reached. Nothing of the set being written is kept then.
 */
export async function perform<Payload>(
  database: Database,
  action: Action<Payload>,
  commands: readonly Command<Payload>[],
  now: () => Date = () => new Date(),
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (let start = 0; start < commands.length; start += LARGEST_SET) {
    const set = commands.slice(start, start + LARGEST_SET)
    outcomes.push(...(await performSet(database, action, set, now())))
  }
  return outcomes
}

/** Performs one command; throws its Refusal. */
export async function performOne<Payload>(
  database: Database,
  action: Action<Payload>,
  command: Command<Payload>,
): Promise<Answer> {
  const [outcome] = await perform(database, action, [command])
  if (outcome === undefined) throw new Error(`${action.kind} gave no outcome.`)
  if (!outcome.ok) throw outcome.refusal
  return outcome.answer
}

async function performSet<Payload>(
  database: Database,
  action: Action<Payload>,
  set: readonly Command<Payload>[],
  now: Date,
): Promise<Outcome[]> {
  const outcomes = new Map<number, Outcome>()
  const seen = new Set<string>()
  const wanted: number[] = []
  const later: number[] = []
  const old: Command<Payload>[] = []
  set.forEach((command, at) => {
    const refusal = refuseAtTheDoor(action, command, now)
    if (refusal?.code === 'back_dated') old.push(command)
    if (refusal !== null) outcomes.set(at, { ok: false, refusal })
    else if (seen.has(command.id)) later.push(at)
    else wanted.push(at)
    seen.add(command.id)
  })
  // A known id answers for ever: what came in time the first time may be sent again at any time.
  const before = old.length > 0 ? await recall(database, action, old) : new Map()
  set.forEach((command, at) => {
    const known = old.includes(command) ? before.get(command.id) : undefined
    if (known !== undefined) outcomes.set(at, known)
  })
  if (wanted.length > 0) await action.prepare?.(database, wanted.flatMap((at) => set[at] ?? []))
  await judge(database, action, set, wanted, outcomes, now)
  // The same id twice in one set: the second is answered from what the first left behind.
  for (const at of later) {
    const command = set[at]
    if (command === undefined) continue
    const [again] = await performSet(database, action, [command], now)
    if (again !== undefined) outcomes.set(at, again)
  }
  return set.map((_, at) => outcomes.get(at) ?? missing(action.kind))
}

function refuseAtTheDoor<Payload>(
  action: Action<Payload>,
  command: Command<Payload>,
  now: Date,
): Refusal | null {
  const may = command.actor.permissions
  const lacking = [action.permission, ...(action.needsBesides?.(command.payload) ?? [])].find((permission) => !may.has(permission))
  if (lacking !== undefined) return refuse('not_permitted', { permission: lacking })
  const occurredAt = command.occurredAt.toISOString()
  if (command.occurredAt.getTime() > now.getTime() + 60_000) return refuse('occurs_in_future', { occurredAt })
  const old = command.occurredAt.getTime() < now.getTime() - 86_400_000
  if (old && !may.has('document.back-date')) {
    return refuse('back_dated', { occurredAt, permission: 'document.back-date' })
  }
  return null
}

// Runs the commands at the places `wanted`. New ids are the rule, so they are looked up only when a
// command is refused or its document is already there; then everything is judged again without them.
async function judge<Payload>(
  database: Database,
  action: Action<Payload>,
  set: readonly Command<Payload>[],
  wanted: readonly number[],
  outcomes: Map<number, Outcome>,
  now: Date,
): Promise<void> {
  let places = wanted
  for (let attempt = 1; places.length > 0; attempt++) {
    const commands = places.flatMap((at) => set[at] ?? [])
    try {
      const results = await transaction(database, (tx) => act({ tx, now }, action, commands), BY_KEY)
      const refused = commands.filter((_, nth) => results[nth] instanceof Refusal)
      const known = refused.length > 0 ? await recall(database, action, refused) : new Map()
      places.forEach((at, nth) => {
        const result = results[nth] ?? missing(action.kind)
        const before = known.get(set[at]?.id)
        if (before !== undefined) outcomes.set(at, before)
        else if (result instanceof Refusal) outcomes.set(at, { ok: false, refusal: result })
        else outcomes.set(at, { ok: true, answer: result.answer })
      })
      return
    } catch (error) {
      const state = sqlState(error)
      // A repeated command may run into the key of any row it wrote the first time, or be refused for it.
      const known = state === '23505' || error instanceof Refusal ? await recall(database, action, commands) : new Map()
      if (known.size > 0) {
        for (const at of places) {
          const before = known.get(set[at]?.id ?? '')
          if (before !== undefined) outcomes.set(at, before)
        }
        places = places.filter((at) => !outcomes.has(at))
      } else if (state === '40001' || state === '40P01') {
        if (attempt > 20) throw error
        await pause(attempt)
      } else if ((state?.startsWith('23') || error instanceof Refusal) && commands.length > 1) {
        // One command broke a constraint, or was refused after something was written: each is judged alone.
        for (const at of places) await judge(database, action, set, [at], outcomes, now)
        return
      } else {
        const refusal = error instanceof Refusal ? error : refusalFor(action, commands[0], error)
        if (refusal === null || places[0] === undefined) throw error
        outcomes.set(places[0], { ok: false, refusal })
        return
      }
    }
  }
}

function refusalFor<Payload>(
  action: Action<Payload>,
  command: Command<Payload> | undefined,
  error: unknown,
): Refusal | null {
  const constraint = constraintOf(error)
  if (constraint === null || command === undefined) return null
  return action.constraints?.[constraint]?.(command) ?? null
}

async function act<Payload>(
  ctx: Context,
  action: Action<Payload>,
  commands: readonly Command<Payload>[],
): Promise<readonly (Accepted | Refusal)[]> {
  const running = action.run(ctx, commands)
  // Made while the database answers the action's first questions.
  const parted = new Map(commands.map((command) => [command, partOf(action, command)]))
  const prints = new Map([...parted].map(([command, { open }]) => [command, fingerprint(action.kind, open).toString('hex')]))
  const results = await running
  if (results.length < commands.length) missing(action.kind)
  const rows = commands.flatMap((command, nth) => {
    const result = results[nth]
    if (result === undefined || result instanceof Refusal) return []
    return [{ command, result }]
  })
  if (rows.length > 0) {
    ctx.tx.write(insertDocuments, [
      rows.map(({ command }) => command.id),
      action.kind,
      rows.map(({ command }) => command.actor.id),
      rows.map(({ command }) => command.occurredAt),
      ctx.now,
      rows.map(({ command }) => prints.get(command)),
      rows.map(({ result }) => JSON.stringify(result.answer)),
      rows.map(({ result }) => result.corrects ?? null),
      rows.map(({ result }) => result.reason ?? null),
    ])
    const { personal: named } = action
    if (named !== undefined) {
      writeSums(ctx.tx, rows.map(({ command }) => {
        const { personal, forgets } = parted.get(command) ?? partOf(action, command)
        return { documentId: command.id, subjectId: named.subject(command), personal, forgets }
      }))
    }
  }
  return results
}

// What the documents of these ids answered, or the refusal when the contents differ.
async function recall<Payload>(
  database: Database,
  action: Action<Payload>,
  commands: readonly Command<Payload>[],
): Promise<Map<string, Outcome>> {
  const rows = await query<Known>(database, findDocuments, [commands.map(({ id }) => id)])
  const byId = new Map(rows.map((row) => [row.id, row]))
  const known = new Map<string, Outcome>()
  for (const command of commands) {
    const row = byId.get(command.id)
    if (row === undefined) continue
    known.set(
      command.id,
      saysTheSame(row, action, command)
        ? { ok: true, answer: row.answer, repeated: true }
        : { ok: false, refusal: refuse('id_reused', { id: command.id }) },
    )
  }
  return known
}

type Known = {
  readonly id: string
  readonly kind: string
  readonly fingerprint: Buffer
  readonly answer: Answer
  readonly salt: Buffer | null
  readonly sum: Buffer | null
}

// What was erased can no longer be compared; then the rest decides.
function saysTheSame<Payload>(row: Known, action: Action<Payload>, command: Command<Payload>): boolean {
  const sumIs = (given: string | Buffer) =>
    row.salt === null || row.sum === null || sumOf(row.salt, given).equals(row.sum)
  // Recorded before people were kept apart: the whole fingerprint is in the sum, see migration 0018.
  if (row.fingerprint.length === 0) return row.kind === action.kind && sumIs(fingerprint(action.kind, command.payload))
  const { open, personal } = partOf(action, command)
  return row.fingerprint.equals(fingerprint(action.kind, open)) && (personal === null || sumIs(personal))
}

function partOf<Payload>({ personal }: Action<Payload>, { payload }: Command<Payload>): Parted {
  return personal === undefined ? { open: payload, personal: null, forgets: false } : partPersonal(payload, personal.members)
}

// The kind is part of it: the same id for another action is other contents.
function fingerprint(kind: string, payload: unknown): Buffer {
  return createHash('sha256').update(kind).update(canonicalText(payload)).digest().subarray(0, 16)
}

async function pause(attempt: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 5 * attempt))
}

function missing(kind: string): never {
  throw new Error(`${kind} gave fewer results than commands.`)
}
