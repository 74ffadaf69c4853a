// The limit of the machine: the same writes as the actions make, in plain SQL with nothing judged.
import type pg from 'pg'
import { NIL } from '#kernel'
import { GUESTS } from '#locations'
import { SELF } from '#partners'
import { newId } from '#platform'
import { actor, type Shop } from './seed.ts'

const fingerprint = Buffer.alloc(16)

/** Every statement is prepared once per connection, as the commands' are; its text is its name. */
function prepared<Row extends pg.QueryResultRow>(client: pg.PoolClient, text: string, values: readonly unknown[]) {
  const known = names.get(text) ?? `plain-${names.size + 1}`
  names.set(text, known)
  return client.query<Row>({ name: known, text, values: [...values] })
}

const names = new Map<string, string>()

/** One move of one line, prepared, in a transaction of its own: document, movement, two balances. */
export async function plainMove(
  client: pg.PoolClient,
  shop: Shop,
  wanted: { item: string; lot: string; from: string; to: string },
): Promise<void> {
  const id = newId()
  const { item, lot, from, to } = wanted
  await client.query('begin')
  await client.query({
    name: 'plain-lock',
    text: 'update ledger.pool set version = version + 1 where (item_id, owner_id, site_id) = ($1, $2, $3)',
    values: [item, SELF, shop.siteId],
  })
  await client.query({
    name: 'plain-document',
    text: `with d as (insert into platform.document
        (id, kind, actor_id, occurred_at, recorded_at, fingerprint, answer)
        values ($1, 'move', $2, now(), now(), $3, '{}'))
      insert into platform.unsequenced values ($1)`,
    values: [id, actor.id, fingerprint],
  })
  await client.query({
    name: 'plain-movement',
    text: `insert into ledger.movement (document_id, line, kind, item_id, lot_id, owner_id, from_location_id,
        to_location_id, quantity, occurred_at) values ($1, 1, 'move', $2, $3, $4, $5, $6, 1, now())`,
    values: [id, item, lot, SELF, from, to],
  })
  await client.query({
    name: 'plain-out',
    text: `update ledger.balance set quantity = quantity - 1
      where (item_id, owner_id, site_id, lot_id, location_id) = ($1, $2, $3, $4, $5)`,
    values: [item, SELF, shop.siteId, lot, from],
  })
  await client.query({
    name: 'plain-in',
    text: `insert into ledger.balance (item_id, owner_id, site_id, lot_id, location_id, quantity)
      values ($1, $2, $3, $4, $5, 1) on conflict on constraint balance_pkey
      do update set quantity = balance.quantity + 1`,
    values: [item, SELF, shop.siteId, lot, to],
  })
  await client.query('commit')
}

/** A move of many lines, set-based, in one transaction. */
export async function plainMoves(
  client: pg.PoolClient,
  shop: Shop,
  lines: readonly { item: string; lot: string; from: string; to: string }[],
): Promise<void> {
  const id = newId()
  const items = lines.map((l) => l.item)
  const lots = lines.map((l) => l.lot)
  await client.query('begin')
  await prepared(client, `update ledger.pool set version = version + 1
     where item_id = any($1::uuid[]) and owner_id = $2 and site_id = $3`,
    [items, SELF, shop.siteId],
  )
  await prepared(client, `with d as (insert into platform.document
        (id, kind, actor_id, occurred_at, recorded_at, fingerprint, answer)
        values ($1, 'move', $2, now(), now(), $3, '{}'))
      insert into platform.unsequenced values ($1)`,
    [id, actor.id, fingerprint],
  )
  await prepared(client, `insert into ledger.movement (document_id, line, kind, item_id, lot_id, owner_id, from_location_id,
        to_location_id, quantity, occurred_at)
     select $1, n, 'move', item, lot, $2, f, t, 1, now()
     from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[]) with ordinality as x(item, lot, f, t, n)`,
    [id, SELF, items, lots, lines.map((l) => l.from), lines.map((l) => l.to)],
  )
  await prepared(client, `update ledger.balance b set quantity = b.quantity - d.q
     from (select item, lot, f, count(*) as q from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as x(item, lot, f)
       group by 1, 2, 3) d
     where (b.item_id, b.owner_id, b.site_id, b.lot_id, b.location_id) = (d.item, $4, $5, d.lot, d.f)`,
    [items, lots, lines.map((l) => l.from), SELF, shop.siteId],
  )
  await prepared(client, `insert into ledger.balance (item_id, owner_id, site_id, lot_id, location_id, quantity)
     select item, $4, $5, lot, t, count(*) from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as x(item, lot, t)
     group by 1, 4, 5, 3 on conflict on constraint balance_pkey
     do update set quantity = balance.quantity + excluded.quantity`.replace('group by 1, 4, 5, 3', 'group by item, lot, t'),
    [items, lots, lines.map((l) => l.to), SELF, shop.siteId],
  )
  await client.query('commit')
}

type Line = { readonly id: string; readonly order: string; readonly item: string; lot: string }

/** Allocates orders of lines of one unit and hands them over, set-based, in one transaction with one document an order. */
export async function plainOrders(
  client: pg.PoolClient,
  shop: Shop,
  orders: readonly (readonly string[])[],
): Promise<void> {
  const { ids, lines } = linesOf(orders)
  await client.query('begin')
  await insertDocuments(client, ids)
  await insertOrders(client, shop, ids, lines)
  await lockPools(client, shop, lines)
  await allocate(client, shop, lines)
  await insertMovements(client, ids, lines, ['ship', shop.binId, GUESTS])
  await insertDecisions(client, ids)
  await insertSteps(client, ids)
  await changeBalances(client, shop, lines, shop.binId)
  await client.query('commit')
}

/** The same in three transactions, each with its documents: what is set aside and what is picked is kept between them. */
export async function plainSteps(
  client: pg.PoolClient,
  shop: Shop,
  orders: readonly (readonly string[])[],
): Promise<void> {
  const { ids, lines } = linesOf(orders)
  const pool = [lines.map((l) => l.item), SELF, shop.siteId]
  await client.query('begin')
  await insertDocuments(client, ids)
  await insertOrders(client, shop, ids, lines)
  await lockPools(client, shop, lines)
  await insertReserved(client, ids, lines)
  await prepared(client, `insert into ledger.reservation (item_id, owner_id, site_id, id, sale_on, quantity, reserved_at)
     select item, $2, $3, id, current_date, 1, now() from unnest($1::uuid[], $4::uuid[]) as x(item, id)`,
    [...pool, lines.map((l) => l.id)],
  )
  await client.query('commit')

  await client.query('begin')
  const picks = ids.map(() => newId())
  await insertDocuments(client, picks)
  await lockPools(client, shop, lines)
  await allocate(client, shop, lines)
  await insertMovements(client, picks, lines, ['pick', shop.binId, shop.stagingId])
  await insertDecisions(client, picks)
  await changeBalances(client, shop, lines, shop.binId)
  await prepared(client, `insert into ledger.balance (item_id, owner_id, site_id, lot_id, location_id, quantity, picked)
     select item, $2, $3, lot, $5, count(*), count(*) from unnest($1::uuid[], $4::uuid[]) as x(item, lot)
     group by item, lot on conflict on constraint balance_pkey
     do update set quantity = balance.quantity + excluded.quantity, picked = balance.picked + excluded.picked`,
    [...pool, lines.map((l) => l.lot), shop.stagingId],
  )
  await prepared(client, 'delete from ledger.reservation where id = any($1::uuid[])', [lines.map((l) => l.id)])
  await prepared(client, `insert into ledger.pick (item_id, owner_id, site_id, reservation_id, lot_id, location_id, from_location_id,
       serial_id, quantity, sale_on, reserved_at)
     select item, $2, $3, id, lot, $6, $7, $8, 1, current_date, now()
     from unnest($1::uuid[], $4::uuid[], $5::uuid[]) as x(item, id, lot)`,
    [...pool, lines.map((l) => l.id), lines.map((l) => l.lot), shop.stagingId, shop.binId, NIL],
  )
  await client.query('commit')

  await client.query('begin')
  const ships = ids.map(() => newId())
  await insertDocuments(client, ships)
  await lockPools(client, shop, lines)
  await insertMovements(client, ships, lines, ['ship', shop.stagingId, GUESTS])
  await insertSteps(client, ids)
  await prepared(client, 'delete from ledger.pick where reservation_id = any($1::uuid[])', [lines.map((l) => l.id)])
  await prepared(client, `with gone as (select item, lot, count(*) as q from unnest($1::uuid[], $4::uuid[]) as x(item, lot) group by 1, 2)
     delete from ledger.balance b using gone g
     where (b.item_id, b.owner_id, b.site_id, b.lot_id, b.location_id) = (g.item, $2, $3, g.lot, $5) and b.quantity = g.q`,
    [...pool, lines.map((l) => l.lot), shop.stagingId],
  )
  // Where another client has picked the same lot meanwhile, something stays.
  await prepared(client, `update ledger.balance b set quantity = b.quantity - g.q, picked = b.picked - g.q
     from (select item, lot, count(*) as q from unnest($1::uuid[], $4::uuid[]) as x(item, lot) group by 1, 2) g
     where (b.item_id, b.owner_id, b.site_id, b.lot_id, b.location_id) = (g.item, $2, $3, g.lot, $5) and b.quantity > g.q`,
    [...pool, lines.map((l) => l.lot), shop.stagingId],
  )
  await client.query('commit')
}

function linesOf(orders: readonly (readonly string[])[]): { ids: string[]; lines: Line[] } {
  const ids = orders.map(() => newId())
  const lines = orders.flatMap((items, nth) =>
    items.map((item) => ({ id: newId(), order: ids[nth] ?? '', item, lot: NIL })))
  return { ids, lines }
}

async function insertDocuments(client: pg.PoolClient, ids: readonly string[]): Promise<void> {
  await prepared(client, `with d as (insert into platform.document
        (id, kind, actor_id, occurred_at, recorded_at, fingerprint, answer)
        select id, 'plain', $2, now(), now(), $3, '{}' from unnest($1::uuid[]) as id)
      insert into platform.unsequenced select unnest($1::uuid[])`,
    [ids, actor.id, fingerprint],
  )
}

async function insertOrders(client: pg.PoolClient, shop: Shop, ids: readonly string[], lines: readonly Line[]) {
  await prepared(client, `insert into orders.sales_order (id, number, document_id, customer_id, channel_id, site_id, placed_at)
     select id, id::text, id, $2, $3, $4, now() from unnest($1::uuid[]) as id`,
    [ids, NIL, shop.channelId, shop.siteId],
  )
  await prepared(client, `insert into orders.line (id, order_id, line, item_id, owner_id, quantity)
     select id, o, n, item, $4, 1 from unnest($1::uuid[], $2::uuid[], $3::uuid[]) with ordinality as x(id, o, item, n)`,
    [lines.map((l) => l.id), lines.map((l) => l.order), lines.map((l) => l.item), SELF],
  )
}

async function lockPools(client: pg.PoolClient, shop: Shop, lines: readonly Line[]): Promise<void> {
  await prepared(client, `with locked as materialized (select item_id from ledger.pool
       where item_id = any($1::uuid[]) and owner_id = $2 and site_id = $3 order by item_id for update)
     update ledger.pool p set version = version + 1 from locked l
     where (p.item_id, p.owner_id, p.site_id) = (l.item_id, $2, $3)`,
    [lines.map((l) => l.item), SELF, shop.siteId],
  )
}

async function insertReserved(client: pg.PoolClient, ids: readonly string[], lines: readonly Line[]): Promise<void> {
  await prepared(client, `insert into ledger.reservation_change (reservation_id, document_id, change, cause)
     select id, d, 1, 'reserved' from unnest($1::uuid[], $2::uuid[]) as x(id, d)`,
    [lines.map((l) => l.id), documentsOf(ids, lines)],
  )
}

// The first lot to expire that has stock and is not held, by a window over the stock.
async function allocate(client: pg.PoolClient, shop: Shop, lines: Line[]): Promise<void> {
  const { rows } = await prepared<{ id: string; lot: string }>(client, `with wanted as (
       select id, item, row_number() over (partition by item order by n) as nth
       from unnest($1::uuid[], $2::uuid[]) with ordinality as x(id, item, n)),
     stock as (
       select b.item_id, b.lot_id, b.quantity, sum(b.quantity) over w as upto
       from ledger.balance b join lots.lot l on l.id = b.lot_id
       where b.item_id = any($2::uuid[]) and b.owner_id = $3 and b.site_id = $4 and b.location_id = $5
         and b.holds = 0
       window w as (partition by b.item_id order by l.binding_on, l.received_on, l.id))
     select w.id, s.lot_id as lot from wanted w
     join stock s on s.item_id = w.item and w.nth > s.upto - s.quantity and w.nth <= s.upto`,
    [lines.map((l) => l.id), lines.map((l) => l.item), SELF, shop.siteId, shop.binId],
  )
  const lots = new Map(rows.map(({ id, lot }) => [id, lot]))
  for (const line of lines) line.lot = lots.get(line.id) ?? NIL
}

async function insertMovements(
  client: pg.PoolClient,
  ids: readonly string[],
  lines: readonly Line[],
  [kind, from, to]: readonly [string, string, string],
): Promise<void> {
  await prepared(client, `insert into ledger.movement (document_id, line, kind, item_id, lot_id, owner_id,
       from_location_id, to_location_id, quantity, occurred_at, reference_id)
     select d, n * 2 + $8, $4, item, lot, $5, $6, $7, 1, now(), id
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $9::uuid[]) with ordinality as x(id, item, lot, d, n)`,
    [lines.map((l) => l.id), lines.map((l) => l.item), lines.map((l) => l.lot), kind, SELF, from, to,
      kind === 'pick' ? 0 : 1, documentsOf(ids, lines)],
  )
}

// The document of each line: orders have equally many lines.
function documentsOf(ids: readonly string[], lines: readonly Line[]): string[] {
  const each = lines.length / ids.length
  return lines.map((_, nth) => ids[Math.floor(nth / each)] ?? '')
}

async function insertDecisions(client: pg.PoolClient, ids: readonly string[]): Promise<void> {
  await prepared(client, `insert into ledger.decision (document_id, decided) select unnest($1::uuid[]), '[]'`, [ids])
}

async function insertSteps(client: pg.PoolClient, ids: readonly string[]): Promise<void> {
  await prepared(client, `insert into orders.step (document_id, order_id, step) select id, id, 'shipped' from unnest($1::uuid[]) as id`,
    [ids],
  )
}

async function changeBalances(client: pg.PoolClient, shop: Shop, lines: readonly Line[], from: string): Promise<void> {
  await prepared(client, `update ledger.balance b set quantity = b.quantity - d.q
     from (select item, lot, count(*) as q from unnest($1::uuid[], $2::uuid[]) as x(item, lot) group by 1, 2) d
     where (b.item_id, b.owner_id, b.site_id, b.lot_id, b.location_id) = (d.item, $3, $4, d.lot, $5)`,
    [lines.map((l) => l.item), lines.map((l) => l.lot), SELF, shop.siteId, from],
  )
}
