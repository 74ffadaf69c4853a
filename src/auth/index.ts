// Who may do what: accounts, roles, sessions, keys.
export type { Attempts } from './attempts.ts'
export { countAttempts } from './attempts.ts'
export type { CreateAccount } from './change-accounts.ts'
export {
  changeEmail,
  changePassword,
  createAccount,
  createFirstAdministrator,
  disableAccount,
  eraseAccount,
  resetPassword,
  setEmail,
  setRoles,
} from './change-accounts.ts'
export type { Receiver } from './receivers.ts'
export { readReceivers } from './receivers.ts'
export { createKey, revokeKey } from './change-keys.ts'
export type { Permission, Role } from './permissions.ts'
export {
  isPermission,
  permissions,
  permissionsOf,
  DEMO_ACTOR,
  roleNames,
  roles,
  SYSTEM_ACTOR,
} from './permissions.ts'
export { refusals as authRefusals } from './refusals.ts'
export { authDoors, authQuestions, mailDoors } from './routes.ts'
export type { NewKey } from './secrets.ts'
export { newKey, Secret } from './secrets.ts'
export type { Recognised } from './sign-in.ts'
export {
  forgetExpiredSessions,
  hasAccounts,
  recogniseKey,
  recogniseSession,
  SESSION_SECONDS,
  signIn,
  signOut,
} from './sign-in.ts'
