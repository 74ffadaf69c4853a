// English for reports by the clock.
import { many } from './many'

export const reports = {
  hint: 'A report is a view of a list, written by the clock, kept here and sent to people. Keep a view beside any list; the clock beside its name makes a report of it.',
  make: 'Make a report', asReport: (view: string) => `Make a report of ${view}`, changeWhich: (name: string) => `Change ${name}`,
  view: 'View', format: 'Written as', formats: { csv: 'CSV', xlsx: 'Excel workbook', pdf: 'PDF to print' },
  pdfMost: 'A PDF has at most 2,000 rows.',
  every: 'How often', everyOf: { day: 'Every day', week: 'Every week', month: 'Every month' }, weekday: 'On', dayOfMonth: 'On day', dayOfMonthHint: 'Its last day, when the month has not so many.',
  at: 'At', zone: 'Time zone', mailTo: 'Sent to', mailToHint: 'People who have a mail address and may see the list themselves. It is kept here in any case.',
  when: 'When', onDays: (day: string) => `every ${day}`, onDayOfMonth: (day: number) => `on day ${day} of the month`, daily: 'every day', atIn: (what: string, at: string, zone: string) => `${what} at ${at} (${zone})`,
  owner: 'Runs for', next: 'Next', last: 'Last', nobody: 'nobody', noMail: (name: string) => `${name} (no mail address)`, never: 'not yet',
  states: { waiting: 'being written', done: 'done', failed: 'failed' }, isPaused: 'paused',
  stopped: { owner_closed: 'stopped: the account it runs for was closed', not_permitted: 'stopped: the account it runs for may no longer see the list' },
  run: 'Run now', runWhich: (name: string) => `Run ${name} now`, isRun: (name: string) => `${name} is being written.`,
  pause: 'Pause', pauseWhich: (name: string) => `Pause ${name}`, isOff: (name: string) => `${name} is paused.`, goOn: 'Go on', goOnWhich: (name: string) => `Go on with ${name}`, isOn: (name: string) => `${name} goes on.`,
  change: 'Change', remove: 'Remove', removeWhich: (name: string) => `Remove ${name}`, removeText: 'The files it made are removed too. The view stays.', isRemoved: (name: string) => `${name} is removed.`,
  kept: (name: string, next: string) => (next === '' ? `${name} is kept.` : `${name} is kept; it is written next ${next}.`),
  actions: 'Do', download: 'Download', downloadWhich: (name: string, when: string) => `Download ${name} of ${when}`,
  runs: 'Runs', due: 'Due', report: 'Report', rows: 'Rows', size: 'Size', letters: 'Sent to', file: 'File', failure: 'What went wrong', lettersTo: (people: number) => many(people, 'person', 'people'),
  none: { title: 'No report yet', text: 'Keep a view beside any list, and choose the clock beside its name.' },
  noRuns: { title: 'Nothing was written yet', text: 'A report is written when it is due, or by Run now.' },
  noViews: 'There is no view yet: keep one beside a list first.',
}
