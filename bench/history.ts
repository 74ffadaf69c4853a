// Two years of a company, as many movements as asked for, written by plain SQL as the actions would have written them:
// lots received and put away, orders picked and shipped, one lot that went to 1,000 customers. A tenth as many lots.
import { OPENING } from '#locations'
import { SELF } from '#partners'
import { type Database, query } from '#platform'
import { seedShop } from './seed.ts'

/** What was seeded: ids to ask about. */
export type History = {
  readonly lotId: string
  readonly itemId: string
  readonly quietItemId: string
  readonly binId: string
  readonly siteId: string
  readonly customerId: string
  readonly supplierId: string
}

// Ids as the application makes them: by time. `kind` keeps those of one moment apart.
const helpers = `create schema bench;
create function bench.id(kind integer, n bigint, at timestamptz) returns uuid language sql immutable as $$
  select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(kind), 3, '0') || '8000'
    || lpad(to_hex(n), 12, '0'))::uuid $$;
create function bench.at(part double precision) returns timestamptz language sql immutable as $$
  select timestamptz '2024-11-01 08:00Z' + part * interval '740 days' $$;`

const tables = ['platform.document', 'platform.sequence', 'lots.lot', 'ledger.movement', 'ledger.balance', 'ledger.serial',
  'orders.sales_order', 'orders.line', 'orders.step', 'receiving.receipt', 'receiving.receipt_line']

/** Seeds a history of about so many movements. */
export async function seedHistory(database: Database, movements: number): Promise<History> {
  const { pool } = database
  const shop = await seedShop(database, { items: 1, lots: 1, each: 1n })
  const lots = Math.round(movements / 10)
  const items = Math.max(200, Math.round(lots / 50))
  const customers = Math.max(1_000, Math.round(lots / 50))
  await pool.query(helpers)
  // Indexes are built once, after the rows.
  const { rows: indexes } = await pool.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     where i.indrelid = any($1::text[]::regclass[]) and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)`,
    [tables],
  )
  for (const { name } of indexes) await pool.query(`drop index ${name}`)
  const ids = { site: shop.siteId, staging: shop.stagingId, channel: shop.channelId, self: SELF }
  for (const statement of statements({ lots, items, customers }, ids)) await pool.query(statement)
  for (const { definition } of indexes) await pool.query(definition)
  await pool.query('vacuum analyze')
  const [found] = await query<History>(database, {
    name: '',
    text: `select (select id from bench.lots where n = 1) as "lotId", (select id from bench.items where n = 1) as "itemId",
      (select id from bench.items where n = ${items - 1}) as "quietItemId", (select id from bench.bins where n = 7) as "binId",
      '${shop.siteId}' as "siteId", (select id from bench.customers where n = 5) as "customerId",
      (select id from bench.suppliers where n = 3) as "supplierId"`,
  })
  if (found === undefined) throw new Error('Nothing was seeded.')
  return found
}

function statements(
  size: { lots: number; items: number; customers: number },
  { site, staging, channel, self }: { site: string; staging: string; channel: string; self: string },
): string[] {
  const start = 'bench.at(0)'
  return [
    `create table bench.items as select n, bench.id(1, n, ${start}) as id from generate_series(1, ${size.items}) n`,
    `create table bench.customers as select n, bench.id(2, n, ${start}) as id, bench.id(3, n, ${start}) as place
       from generate_series(1, ${size.customers}) n`,
    `create table bench.suppliers as select n, bench.id(4, n, ${start}) as id, bench.id(5, n, ${start}) as place from generate_series(1, 200) n`,
    `create table bench.bins as select n, bench.id(6, n, ${start}) as id from generate_series(1, 1000) n`,
    `insert into catalog.item (id, owner_id, sku, name, base_unit, recorded_at)
       select id, '${self}', 'SKU-' || lpad(n::text, 6, '0'), 'Item number ' || n || ' of kind ' || n % 97, 'piece', ${start} from bench.items`,
    `insert into catalog.tracking_mode (item_id, nth, from_on, mode, document_id) select id, 1, '2020-01-01', 'lot', id from bench.items`,
    `insert into partners.partner (id, code, is_customer, is_supplier, recorded_at)
       select id, 'CUST-' || n, true, false, ${start} from bench.customers union all select id, 'SUP-' || n, false, true, ${start} from bench.suppliers`,
    `insert into partners.partner_detail (partner_id, name)
       select id, 'Customer number ' || n from bench.customers union all select id, 'Supplier number ' || n from bench.suppliers`,
    `insert into locations.location (id, code, name, kind, role, partner_id, recorded_at)
       select place, 'CUST-' || n, 'Customer', 'customer', 'outside', id, ${start} from bench.customers
       union all select place, 'SUP-' || n, 'Supplier', 'supplier', 'outside', id, ${start} from bench.suppliers`,
    `insert into locations.location (id, code, name, kind, role, site_id, parent_id, recorded_at)
       select id, 'BIN-' || lpad(n::text, 4, '0'), 'Bin ' || n, 'bin', 'storage', '${site}', '${site}', ${start} from bench.bins`,
    // The first item has a hundredth of all lots, the others share the rest.
    `create table bench.lots as select l.n, bench.id(7, l.n, l.at) as id, l.at, i.id as item, s.id as supplier, s.place as source, b.id as bin,
         case when l.n = 1 then 1000000 when l.n % 3 = 0 then 280 else 80 end as quantity
       from (select n, bench.at((n - 1)::float / ${size.lots}) as at,
           case when n % 100 = 1 then 1 else 1 + n::bigint * 7919 % ${size.items} end as item_n from generate_series(1, ${size.lots}) n) l
         join bench.items i on i.n = l.item_n join bench.suppliers s on s.n = 1 + l.n % 200 join bench.bins b on b.n = 1 + l.n % 1000`,
    `insert into lots.lot (id, item_id, code, origin_id, best_before_on, best_before_precision, binding_on, received_on, recorded_at)
       select id, item, 'L' || lpad(n::text, 8, '0'), supplier, at::date + 300, 'day', at::date + 300, at::date, at from bench.lots order by n`,
    // Four shipments of a lot within the sixty days after it came; three lines an order.
    `create table bench.sent as select row_number() over (order by l.at + d, l.n) as n, l.id as lot, l.item, l.bin, l.at + d as at, 20 as quantity
       from bench.lots l, generate_series(1, 4) k, lateral (select (k * 7 + l.n % 31) * interval '1 day' + l.n % 997 * interval '1 minute' as d) w`,
    `insert into bench.sent select (select max(n) from bench.sent) + k, l.id, l.item, l.bin, bench.at(0.5 + k / 4000.0), 5
       from bench.lots l, generate_series(1, 1000) k where l.n = 1`,
    `create table bench.orders as select s.o as n, bench.id(8, s.o, s.at) as id, s.at, c.id as customer, c.place from (
         select 1 + n / 3 as o, min(at) as at from bench.sent group by 1) s join bench.customers c on c.n = 1 + s.o * 31 % ${size.customers}`,
    `insert into platform.document (id, kind, actor_id, occurred_at, recorded_at, fingerprint, answer)
       select id, kind, '${self}', at, at, '', '{}' from (select bench.id(9, n, at) as id, 'receipt' as kind, at from bench.lots
         union all select bench.id(10, n / 100, bench.at((n / 100) * 100.0 / ${size.lots})), 'move', min(at) from bench.lots group by n / 100
         union all select id, 'place_order', at from bench.orders) d order by at`,
    `insert into platform.sequence (position, document_id) select (select coalesce(max(position), 0) from platform.sequence) + row_number() over (order by recorded_at, id), id from platform.document
       where id not in (select document_id from platform.sequence) and id not in (select document_id from platform.unsequenced)`,
    'update platform.sequencer set last_position = (select coalesce(max(position), 0) from platform.sequence)',
    `insert into receiving.receipt (document_id, number, supplier_id, site_id, occurred_at)
       select bench.id(9, n, at), 'R-' || n, supplier, '${site}', at from bench.lots`,
    `insert into receiving.receipt_line (document_id, line, lot_id, supplier_lot_code) select bench.id(9, n, at), 1, id, 'S' || n from bench.lots`,
    `insert into orders.sales_order (id, number, document_id, customer_id, channel_id, site_id, placed_at)
       select id, 'SO-' || n, id, customer, '${channel}', '${site}', at from bench.orders order by n`,
    `insert into orders.line (id, order_id, line, item_id, owner_id, quantity)
       select bench.id(11, s.n, o.at), o.id, 1 + s.n % 3, s.item, '${self}', s.quantity from bench.sent s join bench.orders o on o.n = 1 + s.n / 3`,
    `insert into orders.step (document_id, order_id, step) select id, id, 'shipped' from bench.orders`,
    `insert into ledger.movement (document_id, line, kind, item_id, lot_id, owner_id, from_location_id, to_location_id, quantity, occurred_at, reference_id)
       select doc, line, kind, item, lot, '${self}', source, goal, quantity, at, reference from (
         select bench.id(9, n, at) as doc, 1 as line, 'receipt' as kind, item, id as lot, source, '${staging}'::uuid as goal, quantity, at, null::uuid as reference
           from bench.lots
         union all select bench.id(10, n / 100, bench.at((n / 100) * 100.0 / ${size.lots})), 1 + (n % 100)::int, 'move', item, id, '${staging}', bin, quantity,
             min(at) over (partition by n / 100), null from bench.lots
         union all select o.id, (1 + s.n % 3 * 2)::int, 'pick', s.item, s.lot, s.bin, '${staging}', s.quantity, o.at, bench.id(11, s.n, o.at)
           from bench.sent s join bench.orders o on o.n = 1 + s.n / 3
         union all select o.id, (2 + s.n % 3 * 2)::int, 'ship', s.item, s.lot, '${staging}', o.place, s.quantity, o.at, bench.id(11, s.n, o.at)
           from bench.sent s join bench.orders o on o.n = 1 + s.n / 3) m order by at, doc, line`,
    `insert into ledger.balance (item_id, owner_id, site_id, lot_id, location_id, quantity)
       select l.item, '${self}', '${site}', l.id, l.bin, l.quantity - s.sent from bench.lots l
         join (select lot, sum(quantity) as sent from bench.sent group by lot) s on s.lot = l.id where l.quantity > s.sent`,
    `insert into ledger.pool (item_id, owner_id, site_id) select id, '${self}', '${site}' from bench.items`,
    `insert into ledger.item_gate select id from bench.items`,
    `insert into ledger.serial (id, item_id, code, lot_id, owner_id, location_id, first_location_id)
       select bench.id(12, k, ${start}), l.item, 'SN' || k, l.id, '${self}', case when k % 2 = 0 then l.bin else c.place end, '${OPENING}'
       from generate_series(1, ${size.lots} / 3) k join bench.lots l on l.n = k * 3 join bench.customers c on c.n = 1 + k % ${size.customers}`,
    `insert into ledger.hold (id, document_id, scope, item_id, lot_id, reason, placed_at)
       select bench.id(13, n, at), bench.id(9, n, at), 'lot', item, id, 'Bench', at from bench.lots where n % 200 = 0`,
    `insert into ledger.hold_release (hold_id, document_id, reason, released_at)
       select bench.id(13, n, at), bench.id(9, n, at), 'Bench', at + interval '1 day' from bench.lots where n % 200 = 0 and n % 1000 <> 0`,
    `insert into ledger.standing_hold (hold_id, item_id, lot_id) select bench.id(13, n, at), item, id from bench.lots where n % 1000 = 0`,
    `update ledger.balance b set holds = 1 from bench.lots l where l.id = b.lot_id and l.n % 1000 = 0`,
  ]
}
