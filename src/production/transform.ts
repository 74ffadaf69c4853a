// Lots become other lots: inputs, outputs and edges in one document. Outputs are always new lots.
import { type Item, modeOn, readItems } from '#catalog'
import { dayIn, Refusal } from '#kernel'
import { attempt, openSheet, type PoolKey, placeOf, poolOf, post, saveSheet, settle, type Sheet } from '#ledger'
import { type Location, PRODUCTION, readLocations } from '#locations'
import { type Lot, type LotDates, readDates, readLots, upsertLots } from '#lots'
import { readPartners, SELF } from '#partners'
import { type Accepted, type Action, type Command, type Context, newId, type Statement } from '#platform'
import type { Transformed } from './contract.ts'
import { refuse } from './refusals.ts'
import { inheritedDates } from './date-rules.ts'
import { type Edge, ofLots, refuseEdges, refuseKind, sharedEdges } from './rules.ts'
import { codesOf, type Parts, type Posted, readPutIn, refuseNumbers, refuseStranger, saveUnitEdges, unitEdges } from './units.ts'

/** A transformation as wanted. Edges name inputs and outputs by place; null: shared in proportion. */
export type Wanted = {
  readonly kind: string
  readonly siteId: string
  readonly inputs: readonly {
    readonly itemId: string
    readonly lotId: string
    readonly ownerId: string
    readonly locationId: string
    readonly quantity: bigint
    /** What was weighed of it, in the item's second unit. */
    readonly secondQuantity?: bigint | null
    /** The units, where they have numbers. */
    readonly serials?: readonly string[]
  }[]
  readonly outputs: readonly {
    readonly itemId: string
    readonly ownerId: string
    readonly lotId: string | null
    readonly code: string
    readonly dates: Parameters<typeof readDates>[0]
    readonly ownCode?: string
    readonly regulatoryCode?: string
    readonly regulatorySource?: string
    readonly facility?: string
    readonly locationId: string
    readonly quantity: bigint
    /** What was weighed of it, in the item's second unit. */
    readonly secondQuantity?: bigint | null
    /** The units, where they have numbers. */
    readonly serials?: readonly string[]
  }[]
  readonly edges: readonly Edge[] | null
  /** Which units went into which; null: all into the one that comes out. */
  readonly parts?: readonly Parts[] | null
}
type Output = { readonly at: number; readonly dates: LotDates; readonly day: string; lotId: string }
type Ready = { readonly command: Command<Wanted>; readonly outputs: Output[]; readonly unitEdges: { input: string; output: string }[] }

const insertTransformations: Statement = {
  name: 'production.insert-transformations',
  text: `insert into production.transformation (document_id, kind, site_id)
    select * from unnest($1::uuid[], $2::text[], $3::uuid[])`,
}
const insertEdges: Statement = {
  name: 'production.insert-edges',
  text: `insert into production.edge (document_id, input_lot_id, output_lot_id, input_quantity, output_quantity)
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[])`,
}

/** Transforms lots into new lots. Output dates inherit the shortest life of the inputs unless told otherwise. */
export const transform: Action<Wanted, Transformed> = {
  kind: 'transform',
  permission: 'stock.transform',
  constraints: { lot_pkey: () => refuse('output_lot_id_taken'), serial_code_key: () => refuse('output_serial_taken') },
  async run(ctx, commands) {
    const ends = commands.flatMap(({ payload }) => [...payload.inputs, ...payload.outputs])
    const inputs = commands.flatMap(({ payload }) => payload.inputs)
    const [items, sites, lots, owners] = await Promise.all([
      readItems(ctx.tx, [...new Set(ends.map(({ itemId }) => itemId))]),
      readLocations(ctx.tx, [...new Set(commands.map(({ payload }) => payload.siteId))]),
      readLots(ctx.tx, [...new Set(inputs.map(({ lotId }) => lotId))]),
      readPartners(ctx.tx, ends.map(({ ownerId }) => ownerId)),
    ])
    const judged = commands.map((command) => judge(command, { items, sites, lots, owners }))
    const ready = judged.filter((one): one is Ready => !(one instanceof Refusal))
    await makeLots(ctx, ready)
    const posted = await postAll(ctx, ready)
    save(ctx, ready)
    return commands.map((command, at) => {
      const one = judged[at]
      if (one instanceof Refusal) return one
      const accepted = posted.get(command.id)
      if (accepted === undefined) throw new Error('A transformation was judged and not posted.')
      return accepted
    })
  },
}

type Seen = {
  readonly items: ReadonlyMap<string, Item>
  readonly sites: ReadonlyMap<string, Location>
  readonly lots: ReadonlyMap<string, Lot>
  readonly owners: ReadonlyMap<string, { readonly owner: boolean; readonly closed: boolean }>
}

function judge(command: Command<Wanted>, seen: Seen): Ready | Refusal {
  const { payload, occurredAt } = command
  const site = seen.sites.get(payload.siteId)
  if (site?.kind !== 'site') return refuse('production_site_unknown', { siteId: payload.siteId })
  const day = dayIn(site.timeZone, occurredAt)
  for (const [at, input] of payload.inputs.entries()) {
    const item = seen.items.get(input.itemId)
    if (item === undefined) return refuse('transformed_item_unknown', { end: 'Input', line: at + 1, itemId: input.itemId })
    const wrong = refuseNumbers('Input', at + 1, input, modeOn(item.modes, day))
    if (wrong !== null) return wrong
  }
  const outputs: Output[] = []
  for (const [at, wanted] of payload.outputs.entries()) {
    const line = at + 1
    const item = seen.items.get(wanted.itemId)
    if (item === undefined) return refuse('transformed_item_unknown', { end: 'Output', line, itemId: wanted.itemId })
    const owner = seen.owners.get(wanted.ownerId)
    if (owner === undefined) return refuse('output_owner_unknown', { line, ownerId: wanted.ownerId })
    if (!owner.owner) return refuse('output_owner_role_missing', { line, ownerId: wanted.ownerId })
    // What goes in of a closed item or owner may come out again: what is left of it is repacked, split or merged.
    const isNew = !payload.inputs.some((input) => input.itemId === wanted.itemId && input.ownerId === wanted.ownerId)
    if (isNew && item.closed) return refuse('output_item_closed', { line, sku: item.sku })
    if (isNew && owner.closed) return refuse('output_owner_closed', { line, ownerId: wanted.ownerId })
    const mode = modeOn(item.modes, day)
    if (mode === 'none') return refuse('output_needs_lot', { line, sku: item.sku })
    const numbers = refuseNumbers('Output', line, wanted, mode)
    if (numbers !== null) return numbers
    const dates = readDates(wanted.dates)
    if (dates instanceof Refusal) {
      return refuse('output_date_unreadable', { line, field: dates.facts['field'] ?? '', date: dates.facts['date'] ?? '' })
    }
    outputs.push({ at, dates: inheritedDates(dates, item.bindingDate, payload.inputs.flatMap(({ lotId }) => seen.lots.get(lotId) ?? [])), day, lotId: '' })
  }
  const refusal =
    refuseKind(payload.kind, payload.inputs, payload.outputs) ??
    (payload.edges === null ? null : refuseEdges(payload.edges, payload.inputs, payload.outputs))
  return refusal ?? { command, outputs, unitEdges: [] }
}

async function makeLots(ctx: Context, ready: readonly Ready[]): Promise<void> {
  const wanted = ready.flatMap(({ command, outputs }) =>
    outputs.flatMap((output) => {
      const source = command.payload.outputs[output.at]
      return source === undefined ? [] : [{ command, output, source }]
    }),
  )
  const made = await upsertLots(
    ctx.tx,
    wanted.map(({ command, output, source }) => ({
      documentId: command.id, itemId: source.itemId, code: source.code, originId: SELF, dates: output.dates,
      ...(source.lotId === null ? {} : { lotId: source.lotId }), receivedOn: output.day,
      ownCode: source.ownCode, regulatoryCode: source.regulatoryCode, regulatorySource: source.regulatorySource,
      facility: source.facility,
    })),
  )
  wanted.forEach(({ output, source }, at) => {
    const lot = made[at]
    if (lot === undefined || !lot.created) throw refuse('output_lot_exists', { line: output.at + 1, code: source.code })
    output.lotId = lot.lotId
  })
}

async function postAll(ctx: Context, ready: readonly Ready[]): Promise<Map<string, Accepted<Transformed>>> {
  const ends = ready.flatMap(({ command: { payload } }) =>
    [...payload.inputs, ...payload.outputs].map((end) => ({ end, siteId: payload.siteId })),
  )
  const putIn = await readPutIn(ctx.tx, ready.flatMap(({ command: { payload } }) =>
    codesOf(payload.outputs).length === 0 ? [] : payload.inputs.map(({ lotId }) => lotId)))
  const sheet = await openSheet(
    ctx,
    ends.map(({ end, siteId }): PoolKey => ({ itemId: end.itemId, ownerId: end.ownerId, siteId })),
    {
      placeIds: [...ends.map(({ end }) => end.locationId), PRODUCTION],
      lotIds: [
        ...ready.flatMap(({ command }) => command.payload.inputs.map(({ lotId }) => lotId)),
        ...ready.flatMap(({ outputs }) => outputs.map(({ lotId }) => lotId)),
      ],
      serials: codesOf(ends.map(({ end }) => end)),
    },
  )
  const posted = new Map<string, Accepted<Transformed>>()
  for (const one of ready) {
    const result = attempt(sheet, () => postOne(sheet, one, putIn))
    // Its lots are written already: nothing of the set may stay.
    if (result instanceof Refusal) throw result
    posted.set(one.command.id, result)
  }
  saveSheet(ctx.tx, sheet)
  return posted
}

function postOne(sheet: Sheet, { command, outputs, unitEdges: edges }: Ready, putIn: ReadonlySet<string>): Accepted<Transformed> {
  const { payload } = command
  const common = { referenceId: command.id }
  const posted: Posted[] = []
  for (const [at, input] of payload.inputs.entries()) {
    refuseElsewhere(sheet, payload.siteId, 'Input', at + 1, input.locationId)
    const { itemId, lotId, ownerId } = input
    for (const part of oneByOne(input)) {
      post(sheet, command, {
        itemId, lotId, ownerId, ...common, ...part, kind: 'consume', fromLocationId: input.locationId,
        toLocationId: PRODUCTION, fromSiteId: payload.siteId, toSiteId: null,
      })
      notePosted(sheet, posted, 'Input', itemId, part.serial?.code)
    }
  }
  for (const output of outputs) {
    const source = payload.outputs[output.at]
    if (source === undefined) continue
    refuseElsewhere(sheet, payload.siteId, 'Output', output.at + 1, source.locationId)
    for (const part of oneByOne(source)) {
      if (part.serial !== undefined) refuseStranger(sheet, source.itemId, part.serial.code, { posted, putIn })
      post(sheet, command, {
        itemId: source.itemId, ownerId: source.ownerId, lotId: output.lotId, ...common, ...part, newLot: true, kind: 'produce',
        fromLocationId: PRODUCTION, toLocationId: source.locationId, fromSiteId: null, toSiteId: payload.siteId,
      })
      notePosted(sheet, posted, 'Output', source.itemId, part.serial?.code)
    }
  }
  edges.push(...unitEdges(payload.parts ?? null, posted))
  for (const { itemId, ownerId } of payload.inputs) {
    settle(sheet, poolOf(sheet, { itemId, ownerId, siteId: payload.siteId }), command, 'refuse')
  }
  return {
    answer: { documentId: command.id, outputs: outputs.map(({ at, lotId }) => ({ output: at + 1, lotId })) },
  }
}

type End = Wanted['inputs'][number] | Wanted['outputs'][number]

type Piece = { readonly quantity: bigint; readonly secondQuantity?: bigint; readonly serial?: { readonly id: string; readonly code: string } }

// The movements of an end: one of all, or one of each unit.
function oneByOne({ quantity, secondQuantity, serials }: End): Piece[] {
  if (serials !== undefined) return serials.map((code) => ({ quantity: 1n, serial: { id: newId(), code } }))
  return [{ quantity, ...(secondQuantity === undefined || secondQuantity === null ? {} : { secondQuantity }) }]
}

function notePosted(sheet: Sheet, posted: Posted[], end: Posted['end'], itemId: string, code: string | undefined): void {
  const unit = code === undefined ? undefined : sheet.serials.get(itemId + code)
  if (unit !== undefined && code !== undefined) posted.push({ end, code, id: unit.id })
}

function save(ctx: Context, ready: readonly Ready[]): void {
  if (ready.length === 0) return
  ctx.tx.write(insertTransformations, [
    ready.map(({ command }) => command.id), ready.map(({ command }) => command.payload.kind),
    ready.map(({ command }) => command.payload.siteId),
  ])
  saveUnitEdges(ctx.tx, ready.flatMap(({ command, unitEdges: mine }) => mine.map((edge) => ({ documentId: command.id, ...edge }))))
  const edges = ready.flatMap(({ command: { id, payload }, outputs }) =>
    ofLots(payload.edges ?? sharedEdges(payload.inputs, payload.outputs), {
      inputs: payload.inputs,
      outputs: outputs.map(({ at, lotId }) => ({ lotId, quantity: payload.outputs[at]?.quantity ?? 0n })),
    }).map((edge) => ({ id, ...edge })),
  )
  if (edges.length === 0) return
  ctx.tx.write(insertEdges, [
    edges.map((e) => e.id), edges.map((e) => e.inputLotId), edges.map((e) => e.outputLotId),
    edges.map((e) => e.inputQuantity), edges.map((e) => e.outputQuantity),
  ])
}

// A balance stands under its site: what lies at another site is moved there first.
function refuseElsewhere(sheet: Sheet, siteId: string, end: string, line: number, locationId: string): void {
  const place = placeOf(sheet, locationId)
  if (!place.own || place.siteId !== siteId) throw refuse('transformed_elsewhere', { end, line, locationId })
}
