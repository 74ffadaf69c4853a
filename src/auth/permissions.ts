// Every permission there is, and which role has which. Nothing else decides who may do what.
import type { Actor } from '#platform'

/** Every permission. A door that names another does not open. */
export const permissions = [
  'record.read',
  'item.write',
  'partner.write',
  'location.write',
  'lot.write',
  'stock.receive',
  'receipt.below-least-life',
  'receipt.over',
  'stock.move',
  'stock.adjust',
  'stock.dispose',
  'stock.transform',
  'hold.place',
  'hold.release',
  'order.write',
  'order.pick',
  'order.ship',
  'order.ship-short',
  'return.receive',
  'document.correct',
  'document.back-date',
  'import.run',
  'export.run',
  'account.self',
  'account.write',
  'key.write',
  'webhook.write',
  'demo.write',
  'alert.write',
  'view.share',
  'report.write',
  'system.read',
] as const

export type Permission = (typeof permissions)[number]

const administratorAlone: readonly Permission[] = ['account.write', 'key.write', 'webhook.write', 'demo.write']

/** What each role may do. */
export const roles = {
  administrator: permissions,
  manager: permissions.filter((permission) => !administratorAlone.includes(permission)),
  quality: [
    'account.self',
    'record.read',
    'lot.write',
    'receipt.below-least-life',
    'order.ship-short',
    'stock.move',
    'stock.dispose',
    'hold.place',
    'hold.release',
    'return.receive',
    'document.correct',
    'export.run',
    'alert.write',
    'view.share',
    'report.write',
  ],
  operator: [
    'account.self',
    'record.read',
    'lot.write',
    'stock.receive',
    'stock.move',
    'stock.transform',
    'hold.place',
    'order.pick',
    'order.ship',
    'return.receive',
  ],
  viewer: ['account.self', 'record.read'],
  auditor: ['account.self', 'record.read', 'export.run', 'report.write', 'system.read'],
} as const satisfies { readonly [role: string]: readonly Permission[] }

export type Role = keyof typeof roles

/** The roles by name, in the order people read them. */
export const roleNames = [
  'administrator',
  'manager',
  'quality',
  'operator',
  'viewer',
  'auditor',
] as const satisfies readonly Role[]

const byRole: ReadonlyMap<string, readonly Permission[]> = new Map(Object.entries(roles))
const known: ReadonlySet<string> = new Set(permissions)

/** Says whether a text names a permission. */
export function isPermission(text: string): boolean {
  return known.has(text)
}

/** What these roles together may do; a role nobody knows gives nothing. */
export function permissionsOf(held: readonly string[]): ReadonlySet<string> {
  return new Set(held.flatMap((role) => byRole.get(role) ?? []))
}

/** In whose name a made-up company is recorded. */
export const DEMO_ACTOR: Actor = { id: '00000000-0000-7000-8000-0000000000d0', permissions: known }

/** The machine itself: whoever can start Lotline on it may do everything. */
export const SYSTEM_ACTOR: Actor = {
  id: '00000000-0000-7000-8000-000000000001',
  permissions: known,
}
