-- Documents in the order in which what they tell of happened, and those of one day of it.
create index document_happened on platform.document (occurred_at);
