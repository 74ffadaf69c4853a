// The limit of the machine: the same writes as the actions make, in plain SQL with nothing judged.
import type pg from 'pg'
import { NIL } from '#kernel'
import { GUESTS } from '#locations'
import { SELF } from '#partners'
import { newId } from '#platform'
import { actor, type Shop } from './seed.ts'

const fingerprint = Buffer.alloc(16)

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
  await client.query(
    `update ledger.pool set version = version + 1
     where item_id = any($1::uuid[]) and owner_id = $2 and site_id = $3`,
    [items, SELF, shop.siteId],
  )
  await client.query(
    `with d as (insert into platform.document
        (id, kind, actor_id, occurred_at, recorded_at, fingerprint, answer)
        values ($1, 'move', $2, now(), now(), $3, '{}'))
      insert into platform.unsequenced values ($1)`,
    [id, actor.id, fingerprint],
  )
  await client.query(
    `insert into ledger.movement (document_id, line, kind, item_id, lot_id, owner_id, from_location_id,
        to_location_id, quantity, occurred_at)
     select $1, n, 'move', item, lot, $2, f, t, 1, now()
     from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[]) with ordinality as x(item, lot, f, t, n)`,
    [id, SELF, items, lots, lines.map((l) => l.from), lines.map((l) => l.to)],
  )
  await client.query(
    `update ledger.balance b set quantity = b.quantity - d.q
     from (select item, lot, f, count(*) as q from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as x(item, lot, f)
       group by 1, 2, 3) d
     where (b.item_id, b.owner_id, b.site_id, b.lot_id, b.location_id) = (d.item, $4, $5, d.lot, d.f)`,
    [items, lots, lines.map((l) => l.from), SELF, shop.siteId],
  )
  await client.query(
    `insert into ledger.balance (item_id, owner_id, site_id, lot_id, location_id, quantity)
     select item, $4, $5, lot, t, count(*) from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as x(item, lot, t)
     group by 1, 4, 5, 3 on conflict on constraint balance_pkey
     do update set quantity = balance.quantity + excluded.quantity`.replace('group by 1, 4, 5, 3', 'group by item, lot, t'),
    [items, lots, lines.map((l) => l.to), SELF, shop.siteId],
  )
  await client.query('commit')
}

/**
 * Allocates, picks and ships orders of lines of one unit, set-based, in one transaction: order, lines,
 * reservation facts, first-expired lot by a window over the stock, pick and ship movements, balances.
 */
export async function plainOrders(
  client: pg.PoolClient,
  shop: Shop,
  orders: readonly (readonly string[])[],
): Promise<void> {
  const ids = orders.map(() => newId())
  const lines = orders.flatMap((items, nth) => items.map((item) => ({ id: newId(), order: ids[nth], item })))
  const document = [newId(), newId(), newId()]
  await client.query('begin')
  await client.query(
    `select 1 from ledger.pool where item_id = any($1::uuid[]) and owner_id = $2 and site_id = $3
     order by item_id for update`,
    [lines.map((l) => l.item), SELF, shop.siteId],
  )
  await client.query(
    `with d as (insert into platform.document
        (id, kind, actor_id, occurred_at, recorded_at, fingerprint, answer)
        select gen_random_uuid(), 'plain', $2, now(), now(), $3, '{}'
        from generate_series(1, 3 * cardinality($1::uuid[])) returning id)
      insert into platform.unsequenced select id from d`,
    [ids, actor.id, fingerprint],
  )
  await client.query(
    `insert into orders.sales_order (id, number, document_id, customer_id, channel_id, site_id, placed_at)
     select id, id::text, id, $2, $3, $4, now() from unnest($1::uuid[]) as id`,
    [ids, NIL, shop.channelId, shop.siteId],
  )
  await client.query(
    `insert into orders.line (id, order_id, line, item_id, owner_id, quantity)
     select id, o, n, item, $4, 1 from unnest($1::uuid[], $2::uuid[], $3::uuid[]) with ordinality as x(id, o, item, n)`,
    [lines.map((l) => l.id), lines.map((l) => l.order), lines.map((l) => l.item), SELF],
  )
  await client.query(
    `insert into ledger.reservation_change (reservation_id, document_id, change, cause)
     select id, $2, 1, 'reserved' from unnest($1::uuid[]) as id`,
    [lines.map((l) => l.id), document[0]],
  )
  const { rows } = await client.query(
    `with wanted as (
       select id, item, row_number() over (partition by item order by n) as nth
       from unnest($1::uuid[], $2::uuid[]) with ordinality as x(id, item, n)),
     stock as (
       select b.item_id, b.lot_id, b.quantity, sum(b.quantity) over w as upto
       from ledger.balance b join lots.lot l on l.id = b.lot_id
       where b.item_id = any($2::uuid[]) and b.owner_id = $3 and b.site_id = $4 and b.location_id = $5
         and b.held = 0
       window w as (partition by b.item_id order by l.binding_on, l.received_on, l.id))
     select w.id, w.item, s.lot_id as lot from wanted w
     join stock s on s.item_id = w.item and w.nth > s.upto - s.quantity and w.nth <= s.upto`,
    [lines.map((l) => l.id), lines.map((l) => l.item), SELF, shop.siteId, shop.binId],
  )
  const arrays = [rows.map((r) => r.id), rows.map((r) => r.item), rows.map((r) => r.lot)]
  const moves = `insert into ledger.movement (document_id, line, kind, item_id, lot_id, owner_id,
      from_location_id, to_location_id, quantity, occurred_at, reference_id)
    select $4, n, $5, item, lot, $6, $7, $8, 1, now(), id
    from unnest($1::uuid[], $2::uuid[], $3::uuid[]) with ordinality as x(id, item, lot, n)`
  await client.query(moves, [...arrays, document[1], 'pick', SELF, shop.binId, shop.stagingId])
  await client.query(moves, [...arrays, document[2], 'ship', SELF, shop.stagingId, GUESTS])
  await client.query(
    `insert into ledger.decision (document_id, decided) select gen_random_uuid(), '{}' from unnest($1::uuid[])`,
    [ids],
  )
  await client.query(
    `insert into orders.step (document_id, order_id, step) select id, id, 'shipped' from unnest($1::uuid[]) as id`,
    [ids],
  )
  await client.query(
    `update ledger.balance b set quantity = b.quantity - d.q
     from (select item, lot, count(*) as q from unnest($1::uuid[], $2::uuid[]) as x(item, lot) group by 1, 2) d
     where (b.item_id, b.owner_id, b.site_id, b.lot_id, b.location_id) = (d.item, $3, $4, d.lot, $5)`,
    [arrays[1], arrays[2], SELF, shop.siteId, shop.binId],
  )
  await client.query('commit')
}
