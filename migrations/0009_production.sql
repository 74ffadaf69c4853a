-- Production: lots that become other lots. Edges are written with the movements and follow time.
create schema production;

create table production.transformation (
  document_id uuid primary key,
  kind text not null check (kind in ('make', 'repack', 'kit', 'unkit', 'split', 'merge', 'rework')),
  site_id uuid not null references locations.location
);
create trigger facts_only before update or delete or truncate on production.transformation
  for each statement execute function platform.refuse_change();

create table production.edge (
  document_id uuid not null,
  input_lot_id uuid not null,
  output_lot_id uuid not null,
  input_quantity bigint not null check (input_quantity > 0),
  output_quantity bigint not null check (output_quantity > 0),
  primary key (document_id, input_lot_id, output_lot_id),
  check (input_lot_id <> output_lot_id)
);
create index edge_input on production.edge (input_lot_id);
create index edge_output on production.edge (output_lot_id);
create trigger facts_only before update or delete or truncate on production.edge
  for each statement execute function platform.refuse_change();

-- Edges that a correction took back; they stay for "as known".
create table production.superseded_edge (
  document_id uuid not null,
  input_lot_id uuid not null,
  output_lot_id uuid not null,
  correction_document_id uuid not null,
  primary key (document_id, input_lot_id, output_lot_id)
);
create trigger facts_only before update or delete or truncate on production.superseded_edge
  for each statement execute function platform.refuse_change();
