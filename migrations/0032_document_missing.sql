-- A rule may look for lots that came without what a shop keeps of them: a certificate's number, an analysis.
alter table alerts.rule drop constraint rule_kind_check;
alter table alerts.rule add constraint rule_kind_check
  check (kind in ('expiring', 'below_reorder', 'held_long', 'delivery_overdue', 'order_waiting', 'document_missing', 'drift', 'job_failed'));
-- The name of the lot attribute that is missed.
alter table alerts.rule add column attribute text;
alter table alerts.rule add constraint rule_attribute_check check ((attribute is not null) = (kind = 'document_missing'));
