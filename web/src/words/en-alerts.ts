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
    document_missing: 'Document missing', drift: 'Check found differences', job_failed: 'A job fails',
  },
  expiring: (lot: string, sku: string, much: string, day: string, left: number) =>
    (left < 0 ? `Lot ${lot} of ${sku} ended on ${day}; ${much} on hand` : `Lot ${lot} of ${sku} ends on ${day}, in ${days(left)}; ${much} on hand`),
  below: (sku: string, much: string) => `${sku} is to be ordered again: ${much} on hand`,
  held: (what: string, sku: string, day: string) => `${what === sku ? sku : `Lot ${what} of ${sku}`} is held since ${day}`,
  overdue: (number: string, day: string) => `Delivery ${number} was expected on ${day}`,
  waits: (number: string, lines: number, day: string) => `Order ${number} of ${day} waits with ${many(lines, 'line', 'lines')} for stock`,
  drift: (number: number, day: string) => `The check of ${day} found ${many(number, 'difference', 'differences')}`,
  job: (job: string, day: string) => `The job “${job}” fails since ${day}`,
  trouble: {
    'old-backup': (_, day) => `The last backup is of ${day}`,
    'stopped-webhooks': (number, day) => `${many(number, 'webhook', 'webhooks')} stopped, the first on ${day}`,
    'failed-reports': (number, day) => `${many(number, 'report', 'reports')} not written, the first of ${day}`,
    'given-up-letters': (number, day) => `${many(number, 'letter', 'letters')} given up, the first on ${day}`,
  } as { readonly [code: string]: (number: number, day: string) => string },
  troubleOf: { 'old-backup': 'The last backup', 'stopped-webhooks': 'Webhooks that stopped', 'given-up-letters': 'Letters given up', 'failed-reports': 'Reports that were not written' } as { readonly [code: string]: string },
  told: {
    expiring: 'Lot {code} of {sku} lasts to {day}; {number} {unit} on hand', below_reorder: '{sku} is to be ordered again: {number} {unit} on hand', held_long: '{code} of {sku} is held since {day}',
    delivery_overdue: 'Delivery {code} was expected on {day}', order_waiting: 'Order {code} of {day} waits for stock, lines: {number}', document_missing: 'Lot {code} of {sku} came on {day} without {attribute}; {number} {unit} on hand', drift: 'Differences the check of {day} found: {number}', job_failed: '{code} fails since {day}',
  },
  lookedFor: 'Looks for', everywhere: 'everywhere', openNow: 'Open now', on: 'on', off: 'off', mutedUntil: (when: string) => `muted until ${when}`, noRule: 'No rule yet.',
  looksFor: (kind: string, number: number, attribute: string | null = null): string => ({
    document_missing: `lots on hand that lack ${attribute ?? 'an attribute'}${number === 0 ? '' : ` ${days(number)} after they came`}`,
    expiring: `lots on hand that end within ${days(number)}`, below_reorder: 'items below their reorder point', held_long: `holds that stand for ${days(number)}`,
    delivery_overdue: `deliveries ${days(number)} overdue`, order_waiting: `orders that wait for stock for ${days(number)}`, drift: 'differences that a check found', job_failed: 'jobs that fail',
  })[kind] ?? kind,
  days: (kind: string) => (kind === 'expiring' ? 'Days before' : 'Days after'),
  lacks: (lot: string, sku: string, what: string, day: string, much: string) => `Lot ${lot} of ${sku} came on ${day} without ${what}; ${much} on hand`, itsDocument: 'its document',
  missed: 'What is missed', missedHint: 'A lot attribute, such as the number of a certificate.', noAttribute: 'There is none yet. Define one under Administration, Lot attributes.',
  addRule: 'Add a rule', nameHint: 'Stands beside each alert of it.', isKept: (name: string) => `${name} is kept; the next look is within a minute.`,
  changeWhich: (name: string) => `Change ${name}`, turn: (name: string) => `${name} on or off`, isOff: (name: string) => `${name} is off, and its alerts are closed.`, isTurnedOn: (name: string) => `${name} is on.`,
  mute: 'Mute', muteWhich: (name: string) => `Mute ${name}`, muteFor: (number: number) => `for ${days(number)}`, isMuted: (name: string) => `${name} tells nobody until then.`, loud: 'No longer', isLoud: (name: string) => `${name} tells again.`,
  reach: 'Reaches them', reachHint: 'Whoever is told may choose otherwise for themselves.', alsoTold: 'People besides', alsoToldHint: 'Only those who may see what is behind these alerts.', nobodyTold: 'Choose at least one role or person.',
  noEmail: (name: string) => `${name} (no mail address)`,
  reachOf: { app: 'In the app', mail: 'By mail at once', daily: 'In a daily digest', weekly: 'In a weekly digest' } as { readonly [reach: string]: string },
  lotOf: (lot: string, sku: string) => `Lot ${lot} of ${sku}`, holdOf: (sku: string) => `Hold of ${sku}`, deliveryOf: (number: string) => `Delivery ${number}`, orderOf: (number: string) => `Order ${number}`,
  checkOf: 'The last check', jobOf: (job: string) => `The job “${job}”`,
  mine: {
    title: 'How alerts reach me', open: 'How they reach me', rules: 'Rules that tell you', noRule: 'No rule tells you anything: your role is named by none.', atSite: (site: string) => ` at ${site}`,
    unset: 'Mail is not set up', unsetHint: 'Alerts stay in the app until whoever runs Lotline names a mail server. What you choose here is kept.',
    noAddress: 'You have no mail address', noAddressHint: 'Some of your alerts are to come by mail. Say where to, below.',
    address: 'Where you are written to', addressHint: 'Only you and administrators see it. Empty: nobody writes to you.', addressKept: (email: string) => `Letters go to ${email}.`, addressGone: 'Nobody writes to you any more.',
    digests: 'When digests come', digestText: (zone: string) => `Daily, and weekly on the day you choose, in the time of the company (${zone}). Nothing comes when nothing is open.`,
    at: 'At', weekday: 'Weekly on', weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'], digestKept: 'The next digest comes at the new time.',
    reaches: 'Reaches you', reachesWhich: (rule: string) => `How ${rule} reaches you`, usual: (reach: string) => `As the rule says: ${reach.toLowerCase()}`, isChosen: (rule: string, reach: string) => `${rule}: ${reach.toLowerCase()}.`,
    mutedForAll: (when: string) => `muted for everybody until ${when}`, muteWhich: (rule: string) => `Mute ${rule} for you`, isMuted: (rule: string) => `${rule} tells you nothing until then.`, isLoud: (rule: string) => `${rule} tells you again.`,
    silences: 'Muted things', noSilence: 'Nothing is muted. Mute one lot, order or delivery in the list of alerts.', until: 'Until', tellAgain: 'Tell me again', tellAgainWhich: (thing: string) => `Tell me again of ${thing}`, isHeard: (thing: string) => `You hear of ${thing} again.`,
    silenceWhich: (thing: string) => `Mute ${thing} for me`, muted: 'Muted', mutedWhich: (thing: string, day: string) => `Muted until ${day}: ${thing}`, isSilent: (thing: string, day: string) => `You hear nothing of ${thing} until ${day}.`,
  },
  reorderPoints: 'Reorder points', addPoint: 'Set a reorder point', least: 'Order again below', there: 'On hand and usable', expected: 'Announced', orderAgain: 'order again', enough: 'enough',
  noPoint: 'No item has one yet. Set one, and an alert opens when less is there.', leastHint: 'In base units.', leastNone: 'In base units; 0 takes it away.', pointSet: 'The reorder point is set.',
  pointText: 'Counts what is on hand everywhere together, neither held nor past its use-by date, and what is announced and on its way.',
}
