import { type Refusals, refuser } from '#kernel'

/** Every reason the catalog may say no. */
export const refusals = {
  item_exists: { kind: 'conflict', says: 'There is already an item {itemId}.' },
  owner_missing: { kind: 'missing', says: 'No partner {ownerId} owns stock.' },
  sku_taken: { kind: 'conflict', says: 'The code {sku} already names another item.' },
  gtin_wrong: { kind: 'invalid', says: '{gtin} is no GTIN: its length or check digit is wrong.' },
  currency_needed: { kind: 'invalid', says: 'The value {value} needs its currency, like EUR; there is none.' },
  currency_alone: { kind: 'invalid', says: 'The currency {currency} needs a value; there is none.' },
  currency_unknown: { kind: 'invalid', says: 'There is no currency {currency}: expected are three letters of ISO 4217, like EUR.' },
  second_unit_is_base: { kind: 'invalid', says: 'The second unit must differ from {unit}.' },
  unit_is_base: { kind: 'invalid', says: '{unit} is the base unit; it needs no factor.' },
  day_impossible: { kind: 'invalid', says: '{day} is no day of the calendar.' },
  unit_taken: {
    kind: 'conflict',
    says: 'The unit {unit} already has another factor from {fromOn} on.',
  },
  item_missing: { kind: 'missing', says: 'There is no item {itemId}.' },
  item_closed: { kind: 'conflict', says: 'Item {sku} is closed.' },
  base_unit_fixed: {
    kind: 'conflict',
    says: 'Item {sku} is counted in {baseUnit}; the base unit never changes.',
  },
  second_unit_fixed: {
    kind: 'conflict',
    says: 'Item {sku} is also measured in {secondUnit}; that never changes.',
  },
  mode_not_latest: {
    kind: 'conflict',
    says: 'Item {sku} already has a tracking mode from {latest} on, after {fromOn}.',
  },
} as const satisfies Refusals

export const refuse = refuser(refusals)
