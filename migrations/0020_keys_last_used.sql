-- When a key was last used, to the minute: which keys may go is asked before one is revoked.
alter table auth.api_key add column last_used_at timestamptz;
