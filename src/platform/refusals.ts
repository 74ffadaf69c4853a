import { type Refusals, refuser } from '#kernel'

/** Every reason the platform may refuse a command, whatever it asks for. */
export const refusals = {
  not_permitted: { kind: 'forbidden', says: 'This needs the permission {permission}.' },
  id_reused: { kind: 'conflict', says: 'Command {id} was already recorded with other contents: send what was sent then, or choose another id.' },
  position_ahead: { kind: 'invalid', says: 'The newest position is {last}; {after} is beyond it.' },
  occurs_in_future: { kind: 'invalid', says: 'It happened at {occurredAt}, which is after now.' },
  back_dated: {
    kind: 'forbidden',
    says: 'It happened at {occurredAt}, more than a day ago; that needs the permission {permission}.',
    override: 'document.back-date',
  },
  mail_not_set_up: { kind: 'conflict', says: 'Mail is not set up: whoever runs Lotline names a mail server with LOTLINE_SMTP_URL.' },
  page_both_ways: { kind: 'invalid', says: 'A page is after one place or before one, not both.' },
  page_unknown: { kind: 'invalid', says: 'The page {page} is of no list that is sorted by {sort}.' },
  sort_needs_filter: {
    kind: 'invalid',
    says: 'Sorting by {sort} needs filters that leave at most {most} rows.',
  },
  list_value_unreadable: { kind: 'invalid', says: 'A filter or page holds a value that cannot be read.' },
} as const satisfies Refusals

export const refuse = refuser(refusals)
