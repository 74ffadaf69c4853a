-- Which unit with a number went into which: a kit's unit and the units it was put together of.
create table production.unit_edge (
  document_id uuid not null,
  input_serial_id uuid not null,
  output_serial_id uuid not null,
  primary key (document_id, input_serial_id, output_serial_id),
  check (input_serial_id <> output_serial_id)
);
create index unit_edge_input on production.unit_edge (input_serial_id);
create index unit_edge_output on production.unit_edge (output_serial_id);
create trigger facts_only before update or delete or truncate on production.unit_edge
  for each statement execute function platform.refuse_change();
