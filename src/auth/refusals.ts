import { type Refusals, refuser } from '#kernel'

/** Every reason accounts and keys may say no. */
export const refusals = {
  login_taken: { kind: 'conflict', says: 'The login {login} already names another account.' },
  account_exists: { kind: 'conflict', says: 'There is already an account {accountId}.' },
  account_missing: { kind: 'missing', says: 'There is no account {accountId}.' },
  account_disabled: { kind: 'conflict', says: 'The account {login} is disabled.' },
  account_erased: { kind: 'conflict', says: 'The account {accountId} is erased; make another one.' },
  email_missing: { kind: 'conflict', says: 'Your account has no mail address yet.' },
  last_administrator: {
    kind: 'conflict',
    says: '{login} is the last administrator; name another one first.',
  },
  administrator_exists: {
    kind: 'conflict',
    says: 'There already is an account; an administrator makes the others.',
  },
  password_short: { kind: 'invalid', says: 'A password has at least {least} characters.' },
  password_is_login: { kind: 'invalid', says: 'The password must not be the login.' },
  password_wrong: { kind: 'forbidden', says: 'The present password is not right.' },
  key_exists: { kind: 'conflict', says: 'There is already a key {keyId}.' },
  key_missing: { kind: 'missing', says: 'There is no key {keyId}.' },
  key_revoked: { kind: 'conflict', says: 'The key {name} is already revoked.' },
  scope_not_held: {
    kind: 'forbidden',
    says: 'A key cannot carry {scope}, which its maker or its account does not have.',
  },
  sign_in_refused: { kind: 'forbidden', says: 'The login or the password is not right.' },
  too_many_attempts: {
    kind: 'forbidden',
    says: 'Too many attempts; try again in {minutes} minutes.',
  },
} as const satisfies Refusals

export const refuse = refuser(refusals)
