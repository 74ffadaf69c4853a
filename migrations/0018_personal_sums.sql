-- What a command said of a person is no part of its document's fingerprint: whoever guesses a name could confirm it by
-- hashing. It is kept as a salted sum in a row of its own, which is erased with the person. Without it a command sent
-- again is known by everything else it says.

create table platform.personal_sum (
  document_id uuid primary key,
  -- Whom it is about: a partner, an order, an account.
  subject_id uuid not null,
  salt bytea not null check (length(salt) = 16),
  sum bytea not null
);
create index personal_sum_subject on platform.personal_sum (subject_id);

-- Documents recorded before: their whole fingerprint may cover a person, so it moves into a salted sum as it is, and an
-- empty one stays. Orders that never had an address keep theirs.
with moved as (
  select d.id, d.fingerprint, coalesce(o.id, (d.answer ->> 'orderId')::uuid, (d.answer ->> 'partnerId')::uuid,
      (d.answer ->> 'accountId')::uuid) as subject_id,
    decode(replace(gen_random_uuid()::text, '-', ''), 'hex') as salt
  from platform.document d left join orders.sales_order o on o.document_id = d.id
  where d.kind in ('create-partner', 'change-partner', 'create-account', 'create-first-administrator', 'create-key')
    or d.kind = 'change_order'
    or d.kind = 'place_order' and (o.id in (select order_id from orders.ship_to)
      or o.id::text in (select c.answer ->> 'orderId' from platform.document c where c.kind = 'change_order')))
insert into platform.personal_sum (document_id, subject_id, salt, sum)
  select id, subject_id, salt, sha256(salt || fingerprint) from moved where subject_id is not null;
alter table platform.document disable trigger facts_only;
update platform.document d set fingerprint = '' from platform.personal_sum s where s.document_id = d.id;
alter table platform.document enable trigger facts_only;

-- An account can be erased: its login and name are replaced, its id stays in the history.
alter table auth.account add column erased_at timestamptz;

-- The statistics of the planner quote the rows they were made from, and outlive them. Of these columns none are made;
-- those that were made go with the type, which stays what it is.
alter table partners.partner_detail
  alter column name type text, alter column email type text, alter column phone type text, alter column address type text;
alter table orders.ship_to alter column name type text, alter column address type text;
alter table auth.account alter column login type text, alter column name type text;
alter table partners.partner_detail
  alter column name set statistics 0, alter column email set statistics 0, alter column phone set statistics 0,
  alter column address set statistics 0;
alter table orders.ship_to alter column name set statistics 0, alter column address set statistics 0;
alter table auth.account alter column login set statistics 0, alter column name set statistics 0;
alter index partners.partner_words alter column 1 set statistics 0;
alter index auth.account_login_key alter column 1 set statistics 0;
