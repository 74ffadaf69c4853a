// What the record's own words are to people.

const documents: { readonly [kind: string]: string } = {
  receipt: 'Goods received',
  announce: 'Delivery announced',
  close_announcement: 'Announcement closed',
  reopen_announcement: 'Announcement opened again',
  move: 'Stock moved',
  adjust: 'Stock adjusted',
  dispose: 'Stock destroyed',
  transform: 'Lots made from lots',
  hold: 'Hold placed',
  release: 'Hold released',
  correct: 'Correction',
  place_order: 'Order placed',
  reserve: 'Order reserved',
  pick: 'Order picked',
  unpick: 'Pick put back',
  ship: 'Order shipped',
  return: 'Goods returned',
  change_lot: 'Lot changed',
  merge_lots: 'Lots merged',
}

const movements: { readonly [kind: string]: string } = {
  receipt: 'received',
  return: 'returned',
  pick: 'picked',
  unpick: 'put back',
  ship: 'shipped',
  move: 'moved',
  adjust: 'adjusted',
  dispose: 'destroyed',
  consume: 'consumed',
  produce: 'made',
  correct: 'corrected',
}

const reasons: { readonly [why: string]: string } = {
  taken: 'taken: first by the policy',
  too_short: 'passed over: it ends too early for this order',
  not_needed: 'not needed: the lots before it were enough',
  kept_for_others: 'kept for orders that could not do without it',
  use_by_passed: 'passed over: its use-by date is past',
  not_wanted: 'passed over: another lot was asked for',
  not_pickable: 'passed over: nothing is picked from where it lies',
  lot_uncertain: 'passed over: some of it may have gone out already',
  held: 'passed over: it is held',
}

const policies: { readonly [policy: string]: string } = {
  fefo: 'what ends first goes first',
  fifo: 'what came first goes first',
  fewest_lots: 'as few lots as possible',
}

const done: { readonly [verb: string]: string } = {
  create: 'created', change: 'changed', close: 'closed', remove: 'removed', erase: 'erased', disable: 'disabled',
  revoke: 'revoked', define: 'defined', reset: 'reset', set: 'set', replay: 'sent again',
}

/** What a document did: `create-item` is "Item created". */
export function documentWords(kind: string): string {
  const [, verb = '', what = ''] = /^([a-z]+)[-_](.+)$/.exec(kind) ?? []
  return documents[kind] ?? (done[verb] === undefined ? plain(kind) : `${plain(what)} ${done[verb]}`)
}

/** What a movement was. */
export function movementWords(kind: string): string {
  return movements[kind] ?? plain(kind).toLowerCase()
}

/** Why a lot was taken or not. */
export function reasonWords(why: string): string {
  return reasons[why] ?? plain(why).toLowerCase()
}

/** How lots were chosen. */
export function policyWords(policy: string): string {
  return policies[policy] ?? plain(policy).toLowerCase()
}

/** `create-item` and `least_on` as words; `bestBefore` too. */
export function plain(name: string): string {
  const apart = name.replace(/[-_]/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return apart.charAt(0).toUpperCase() + apart.slice(1)
}
