-- Orders: what customers asked for. Where a line stands is summed from movements and reservations that name it.
create schema orders;

create table orders.channel (
  id uuid constraint channel_pkey primary key,
  code text not null constraint channel_code_key unique check (code <> ''),
  name text not null,
  -- Days of life the customer must still have on arrival; empty: only use-by dates bind.
  least_life_days integer check (least_life_days >= 0),
  transit_days integer not null default 0 check (transit_days >= 0),
  policy text not null default 'fefo' check (policy in ('fefo', 'fifo', 'fewest_lots')),
  closed_at timestamptz,
  recorded_at timestamptz not null
);

create table orders.sales_order (
  id uuid constraint sales_order_pkey primary key,
  number text not null constraint sales_order_number_key unique check (number <> ''),
  document_id uuid not null,
  customer_id uuid not null,
  channel_id uuid not null,
  site_id uuid not null,
  placed_at timestamptz not null
);
create index sales_order_customer on orders.sales_order (customer_id, placed_at);
create trigger facts_only before update or delete or truncate on orders.sales_order
  for each statement execute function platform.refuse_change();

-- Where it goes: erasable.
create table orders.ship_to (
  order_id uuid primary key references orders.sales_order,
  name text,
  address text,
  country text
);

create table orders.line (
  id uuid primary key,
  order_id uuid not null,
  line integer not null,
  item_id uuid not null,
  owner_id uuid not null,
  wanted_lot_id uuid,
  quantity bigint not null check (quantity > 0)
);
create index line_order on orders.line (order_id);
create trigger facts_only before update or delete or truncate on orders.line
  for each statement execute function platform.refuse_change();

-- Later changes of an ordered quantity: less is a cancellation.
create table orders.line_change (
  document_id uuid not null,
  line_id uuid not null,
  change bigint not null check (change <> 0),
  primary key (document_id, line_id)
);
create index line_change_line on orders.line_change (line_id);
create trigger facts_only before update or delete or truncate on orders.line_change
  for each statement execute function platform.refuse_change();

-- What people did with an order that moves no stock or adds to a movement: packed, shipped, delivered.
create table orders.step (
  document_id uuid not null,
  order_id uuid not null,
  step text not null check (step in ('packed', 'shipped', 'delivered', 'cancelled')),
  parcel text,
  primary key (document_id, order_id, step)
);
create index step_order on orders.step (order_id);
create trigger facts_only before update or delete or truncate on orders.step
  for each statement execute function platform.refuse_change();

create table orders.customer_return (
  document_id uuid primary key,
  number text not null constraint customer_return_number_key unique,
  customer_id uuid not null,
  site_id uuid not null
);
create index customer_return_customer on orders.customer_return (customer_id);
create trigger facts_only before update or delete or truncate on orders.customer_return
  for each statement execute function platform.refuse_change();

-- How each returned line was matched: to an order line, to the customer's shipments, or to nothing.
create table orders.return_line (
  document_id uuid not null,
  line integer not null,
  matched text not null check (matched in ('order', 'customer', 'nothing')),
  order_line_id uuid,
  primary key (document_id, line)
);
create index return_line_order_line on orders.return_line (order_line_id) where order_line_id is not null;
create trigger facts_only before update or delete or truncate on orders.return_line
  for each statement execute function platform.refuse_change();
