// English for alerts.
import { many } from './many'

const days = (number: number) => many(number, 'day', 'days')

export const alerts = {
  bell: (unread: number) => (unread === 0 ? 'Alerts' : `Alerts, ${unread} new`),
  nothing: 'Nothing needs you.', all: 'All alerts', open: (number: number) => `${number} open`,
  says: 'What', rule: 'Rule', rules: 'Alert rules', since: 'Since', isOpen: 'open', isClosed: 'closed', closedAt: 'Closed', day: 'Day', kind: 'Kind', toldTo: 'Told to',
  empty: { title: 'Nothing needs anybody', text: 'Alerts open by themselves when a rule finds something, and close when it is put right.' },
  kinds: {
    expiring: 'Ends soon', below_reorder: 'To be ordered again', held_long: 'Held too long', delivery_overdue: 'Delivery overdue', order_waiting: 'Order waits too long',
    drift: 'Check found differences', job_failed: 'A job fails',
  },
  expiring: (lot: string, sku: string, much: string, day: string, left: number) =>
    (left < 0 ? `Lot ${lot} of ${sku} ended on ${day}; ${much} on hand` : `Lot ${lot} of ${sku} ends on ${day}, in ${days(left)}; ${much} on hand`),
  below: (sku: string, much: string) => `${sku} is to be ordered again: ${much} on hand`,
  held: (what: string, sku: string, day: string) => `${what === sku ? sku : `Lot ${what} of ${sku}`} is held since ${day}`,
  overdue: (number: string, day: string) => `Delivery ${number} was expected on ${day}`,
  waits: (number: string, lines: number, day: string) => `Order ${number} of ${day} waits with ${many(lines, 'line', 'lines')} for stock`,
  drift: (number: number) => `The last check found ${many(number, 'difference', 'differences')}`,
  job: (job: string) => `The job “${job}” fails`,
  told: {
    expiring: 'Lot {code} of {sku} lasts to {day}; {number} {unit} on hand', below_reorder: '{sku} is to be ordered again: {number} {unit} on hand', held_long: '{code} of {sku} is held since {day}',
    delivery_overdue: 'Delivery {code} was expected on {day}', order_waiting: 'Order {code} of {day} waits for stock, lines: {number}', drift: 'Differences the last check found: {number}', job_failed: 'The job {code} fails',
  },
  lookedFor: 'Looks for', everywhere: 'everywhere', openNow: 'Open now', on: 'on', off: 'off', mutedUntil: (when: string) => `muted until ${when}`, noRule: 'No rule yet.',
  looksFor: (kind: string, number: number): string => ({
    expiring: `lots on hand that end within ${days(number)}`, below_reorder: 'items below their reorder point', held_long: `holds that stand for ${days(number)}`,
    delivery_overdue: `deliveries ${days(number)} overdue`, order_waiting: `orders that wait for stock for ${days(number)}`, drift: 'differences that a check found', job_failed: 'jobs that fail',
  })[kind] ?? kind,
  days: (kind: string) => (kind === 'expiring' ? 'Days before' : 'Days after'),
  addRule: 'Add a rule', nameHint: 'Stands beside each alert of it.', isKept: (name: string) => `${name} is kept; the next look is within a minute.`,
  changeWhich: (name: string) => `Change ${name}`, turn: (name: string) => `${name} on or off`, isOff: (name: string) => `${name} is off, and its alerts are closed.`, isTurnedOn: (name: string) => `${name} is on.`,
  mute: 'Mute', muteWhich: (name: string) => `Mute ${name}`, muteFor: (number: number) => `for ${days(number)}`, isMuted: (name: string) => `${name} tells nobody until then.`, loud: 'No longer', isLoud: (name: string) => `${name} tells again.`,
  reorderPoints: 'Reorder points', addPoint: 'Set a reorder point', least: 'Order again below', there: 'On hand, not held', orderAgain: 'order again', enough: 'enough',
  noPoint: 'No item has one yet. Set one, and an alert opens when less is there.', leastHint: 'In base units.', leastNone: 'In base units; 0 takes it away.', pointSet: 'The reorder point is set.',
  pointText: 'Counts what is on hand everywhere together and not held.',
}
