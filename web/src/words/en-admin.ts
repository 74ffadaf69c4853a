// English for administration: people, keys, webhooks, attributes, who did what, health.
import { count } from '../format'
import { many } from './many'

export const admin = {
  closed: 'Your role does not open this',
  closedHint: 'An administrator can give you a role that does, under People.',
  showPassword: 'Show or hide the password',
  suggest: 'Suggest one',
  kept: 'I have kept it',
  rooms: {
    people: { label: 'People', text: 'Who signs in, what they may do, and how they come in again.' },
    keys: { label: 'API keys', text: 'For programs: what each may do, and when it was last used.' },
    webhooks: { label: 'Webhooks', text: 'What other programs are told as it happens, and how far each has come.' },
    attributes: { label: 'Lot attributes', text: 'What else you keep of a lot: moisture, harvest, certificate number.' },
    audit: { label: 'Who did what', text: 'Every document with the person or key behind it.' },
    health: { label: 'Health', text: 'Database, jobs, webhooks, backups: whether anything needs somebody.' },
    password: { label: 'Your password', text: 'Change your own password.' },
    about: { label: 'About', text: 'The release, the licence, what it stands on.' },
  },
  people: {
    add: 'Add a person', addIt: 'Add', added: (name: string) => `${name} can sign in.`, login: 'Login', roles: 'Roles', since: 'Since', change: 'Change', you: 'you',
    changeWho: (name: string) => `Change ${name}`, none: 'Nobody yet.', active: 'active', disabled: 'disabled', erased: 'erased', erasedName: 'erased',
    noRole: 'Without a role a person can sign in and see nothing.',
    giveRoles: 'Give roles', rolesOf: (name: string) => `Roles of ${name}`, rolesGiven: (name: string) => `${name} has other roles now.`,
    givePassword: 'Give a new password', passwordOf: (name: string) => `A new password for ${name}`, passwordText: 'The person is signed out everywhere and signs in with the new one. Tell it by another way than mail, and ask for a change.',
    passwordGiven: (name: string) => `${name} has a new password.`,
    disable: 'Disable', letIn: 'Let in again', isOut: (name: string) => `${name} can no longer sign in.`, isIn: (name: string) => `${name} can sign in again.`,
    email: 'Mail address', emailHint: 'Where alerts and reports are sent. May be empty.', giveEmail: 'Change the mail address', emailOf: (name: string) => `Where ${name} is written to`, emailGiven: (name: string) => `The mail address of ${name} is kept.`,
    erase: 'Erase', eraseTitle: (name: string) => `Erase ${name}`, isErased: 'The person is erased.',
    eraseText: 'Name, login and keys are forgotten for good, and nobody signs in with it again. What was recorded stays, without a name. This cannot be taken back.',
    eraseTyped: (login: string) => `Type the login ${login} to go on`,
  },
  password: {
    text: 'Afterwards you are signed out wherever else you are signed in.', present: 'Present password', next: 'New password', change: 'Change it',
    changed: 'It is changed. Elsewhere you sign in with the new one.',
  },
  keys: {
    make: 'Make a key', makeIt: 'Make it', actsFor: 'Acts for', actsForHint: 'It can never do more than this person may.', may: 'It may', lastUsed: 'Last used', never: 'never',
    made: 'Made', change: 'Change', none: 'No key yet. A program needs one to use the API.', revoke: 'Revoke', revokeWhich: (name: string) => `Revoke ${name}`,
    revoked: 'revoked', over: 'over', works: 'works', worksUntil: (when: string) => `works until ${when}`, isRevoked: (name: string) => `${name} opens nothing any more.`,
    revokeText: 'Whatever uses it stops working at once. This cannot be taken back; make another key instead.',
    wasNever: 'It was never used.', wasUsed: (when: string) => `It was last used ${when}.`,
    nameHint: 'What uses it, such as “Shop” or “Scales in hall 2”.', usual: 'Usual choices:', reads: 'Only read', shop: 'A shop', purchasing: 'Purchasing',
    lastDay: 'Works until', lastDayHint: 'Empty: until it is revoked.',
    shownTitle: (name: string) => `The key ${name}`, shownText: 'This is shown once. Lotline keeps only a sum of it and can never show it again: keep it where the program finds it.',
    tryIt: 'Sent with every request:',
  },
  webhooks: {
    add: 'Add a webhook', addIt: 'Add', address: 'Address', addressHint: 'Lotline posts there what happens from now on.', told: 'Tells of', toldHint: 'Leave it empty to tell of everything.',
    everything: 'everything', position: 'Position', positionOf: (at: string, last: string) => `${at} of ${last}`, since: 'Since', change: 'Change', none: 'No webhook yet.',
    upToDate: 'up to date', behind: (number: number) => `${many(number, 'document', 'documents')} behind`, failing: (tries: number) => `failed ${many(tries, 'time', 'times')}`, stopped: 'stopped',
    nextTry: (when: string) => `Next try ${when}`, stoppedHint: (when: string) => `Stopped ${when} after three days without success. Send again when the other side works.`,
    remove: 'Remove', removeTitle: 'Remove this webhook', removeText: 'Nothing more is sent there, and where it stood is forgotten.', isRemoved: 'The webhook is removed.',
    replay: 'Send again', replayTitle: 'Send again', replayFrom: 'From where', fromHere: (position: string) => `From where it stands, after position ${position}`, fromAfter: 'From another position', fromAll: 'Everything from the beginning',
    positionHint: (last: string) => `What comes after this position is sent; the last is ${last}.`, isReplayed: 'It is sent again.',
    secretHint: 'Its secret is made here and shown once, after it was added.', secretTitle: 'The secret of the webhook',
    secretText: 'This is shown once. The other side needs it to prove that a message came from here and was not changed.',
    proof: 'Every message carries a header that is checked so:', signature: 'lotline-signature: t=SECONDS,v1=HMAC-SHA256(secret, "SECONDS.BODY") in hex',
  },
  attributes: {
    define: 'Define an attribute', title: 'Title', titleHint: 'As people read it, with its unit: “Moisture, %”.', name: 'Name', nameHint: 'As programs and files write it; it stays.',
    type: 'Type', choices: 'Choices', choicesHint: 'Enter after each.', moreChoices: 'More can be added; those there are stay.', change: 'Change', changeWhich: (title: string) => `Change ${title}`,
    none: 'No attribute yet. Lots have their code, origin and dates without one.', isDefined: (title: string) => `Lots can have ${title} now.`, typeStays: (type: string) => `Its type stays ${type}: lots may have it already.`,
    types: { text: 'text', number: 'number', date: 'date', yes_no: 'yes or no', choice: 'choice' },
  },
  audit: { key: (name: string) => `${name} (key)`, machine: 'Lotline on this machine', unknown: 'unknown', occurred: 'Happened', corrects: 'Corrects another', correction: 'corrections' },
  health: {
    well: 'Everything is well', wellHint: (when: string) => `Looked at ${when}; it is looked at again by itself.`, needs: (number: number) => `${many(number, 'thing needs', 'things need')} somebody`,
    record: 'The record', database: 'Database', size: 'Takes on disk', last: 'Documents in order', waiting: 'Waiting for their position', startedAt: 'Running since',
    backup: 'Last backup', noBackup: 'No backup was made yet', backupAt: (when: string, rows: string) => `${when}, ${rows} rows`, oldBackup: (when: string) => `The last backup is of ${when}`,
    backupMend: 'On the server: lotline backup FILE, best by a timer every night.',
    check: 'Last check', noCheck: 'None yet; it runs by itself at night', checkAt: (when: string, differences: number, seconds: number | null) =>
      `${when}, ${differences === 0 ? 'everything agrees' : many(differences, 'difference', 'differences')}${seconds === null ? '' : `, took ${many(Math.max(1, seconds), 'second', 'seconds')}`}`,
    differences: 'What the check found', differencesText: (shown: number, all: number) => `${shown === all ? 'All of them.' : `The first ${count(shown)} of ${count(all)}; lotline check tells the rest.`} Nothing was changed.`,
    differs: 'Which', keptSays: 'Kept', factsSay: 'The facts give', nothing: 'nothing', oldCheck: (when: string) => `The last check is of ${when}`, checkMend: 'It runs by itself at night while a worker runs; lotline check runs it now.',
    drift: (number: number) => `The last check found ${many(number, 'difference', 'differences')} between the facts and what is derived from them`, driftMend: 'lotline check tells each; nothing is mended silently.',
    jobs: 'Jobs', job: 'Job', noJobs: 'No worker has run yet. It runs with lotline serve.', works: 'works', fails: (times: number) => `failed ${many(times, 'time', 'times')}`, ranAt: 'Seen last', failingSince: 'Fails since', lastError: 'Last error',
    jobNames: {
      'sequence-documents': 'Give documents their position', 'serve-waiting-orders': 'Serve orders that wait', 'deliver-webhooks': 'Tell webhooks', 'write-snapshots': 'Keep stock of the past quick',
      'forget-expired-sessions': 'Forget old sign-ins', 'watch-for-alerts': 'Watch for alerts', 'judge-imports': 'Judge imports', 'run-imports': 'Run imports', 'forget-old-imports': 'Forget old imports', 'deliver-mail': 'Send mail', 'write-alerts': 'Write to people about alerts', 'look-at-mail': 'Look at the mail server', 'check-at-night': 'Check at night', backup: 'Backup', 'forget-old-letters': 'Forget old letters', 'forget-old-exports': 'Forget old exports', 'run-reports': 'Write reports', 'forget-old-reports': 'Forget old reports',
    } as { readonly [job: string]: string },
    jobFails: (job: string, since: string) => `“${job}” fails since ${since}`, jobLate: (job: string, when: string) => `“${job}” was last seen ${when}`, jobLateMend: 'Is a worker running? It runs with lotline serve.',
    unsequenced: (number: number) => `${many(number, 'document waits', 'documents wait')} for a position`,
    webhooks: ({ all, failing, stopped, behind }: { all: number; failing: number; stopped: number; behind: number }) =>
      (all === 0 ? 'There is none.' : `${many(all, 'webhook', 'webhooks')}; ${count(behind)} behind, ${count(failing)} failing, ${count(stopped)} stopped.`),
    seeWebhooks: 'See the webhooks', webhooksStopped: (number: number) => `${many(number, 'webhook has', 'webhooks have')} stopped`, webhooksMend: 'Under Webhooks it says why, and starts again.',
    mail: 'Mail', mailUnset: 'Mail is not set up: alerts and reports stay in the app.', mailHow: 'Whoever runs Lotline names a mail server with LOTLINE_SMTP_URL, LOTLINE_MAIL_FROM and LOTLINE_PUBLIC_URL.',
    mailServer: 'Server', mailFrom: 'From', mailLinks: 'Links lead to', noLinks: 'nowhere; LOTLINE_PUBLIC_URL says where people open Lotline', mailAnswers: (when: string) => `answered ${when}`, mailAway: (why: string) => `cannot be used: ${why}`,
    lettersWaiting: 'Waiting', lastLetter: 'Sent last', noLetter: 'No letter was written yet.', letters: 'Latest letters', letter: 'Letter', letterTo: 'To', written: 'Written',
    letterSent: 'sent', sentAt: 'Sent', letterWaits: 'waits', nextTry: 'Next try', letterStopped: 'given up',
    tryMail: 'Send me a test message', testWaits: 'The message is on its way.', testCame: (when: string) => `The mail server took it ${when}. Look into your mailbox.`, testFails: (why: string) => `It did not go: ${why}`,
    sendAgain: 'Send given-up letters again', areSentAgain: (number: number) => `${many(number, 'letter is', 'letters are')} tried again.`,
    lettersStopped: (number: number) => `${many(number, 'letter was', 'letters were')} given up`, lettersMend: 'Under Mail it says why, and they can be sent again.', lettersWait: (number: number) => `${many(number, 'letter waits', 'letters wait')} and mail is not set up`,
    findings: 'What the doctor says', what: 'Looked at', good: 'good', bad: 'wrong', says: 'Found', mend: 'What to do', migrations: 'Steps of the schema', appliedAt: 'Applied',
  },
  about: {
    what: 'Open-source lot and serial traceability for commerce: which units, where are they, who has them, how sure are we.', release: 'Release', licence: 'Licence', licenceName: 'Apache License 2.0', schema: 'Schema',
    licenceText: 'You may use, change and share it, also in a business, under the terms of the licence in the file LICENSE. It comes without any warranty.',
    more: 'More', api: 'The description of the API (OpenAPI 3.1)', guides: 'Guides for each role are in docs/guides of the source.',
  },
}

/** What a role is called and may do, in words. */
export const roleOf: { readonly [role: string]: { readonly label: string; readonly text: string } } = {
  administrator: { label: 'Administrator', text: 'Everything, also people, keys and webhooks.' },
  manager: { label: 'Operations manager', text: 'Everything about goods and orders; no people, keys or webhooks.' },
  quality: { label: 'Quality manager', text: 'Holds and releases, changes lots, disposes, corrects, exports.' },
  operator: { label: 'Operator', text: 'Receives, moves, makes, picks and ships; can hold, not release.' },
  viewer: { label: 'Viewer', text: 'Sees everything about goods; changes nothing.' },
  auditor: { label: 'Auditor', text: 'Sees everything, exports, and sees how the server is.' },
}

const permissions: { readonly [permission: string]: string } = {
  'record.read': 'read everything about goods', 'item.write': 'make and change items', 'partner.write': 'make and change partners', 'location.write': 'make and change places',
  'lot.write': 'make and change lots', 'stock.receive': 'receive goods', 'receipt.below-least-life': 'receive below the least life', 'receipt.over': 'receive more than announced',
  'stock.move': 'move stock', 'stock.adjust': 'adjust stock', 'stock.dispose': 'destroy stock', 'stock.transform': 'make lots from lots', 'hold.place': 'place holds', 'hold.release': 'release holds',
  'order.write': 'place and change orders', 'order.pick': 'pick orders', 'order.ship': 'ship orders', 'order.ship-short': 'ship below the life a customer wants', 'return.receive': 'receive returns',
  'document.correct': 'correct documents', 'document.back-date': 'record what happened earlier', 'import.run': 'import files', 'export.run': 'export files', 'account.write': 'change people',
  'key.write': 'make and revoke keys', 'webhook.write': 'make and remove webhooks', 'alert.write': 'change alert rules', 'view.share': 'show views of lists to everybody', 'report.write': 'make reports by the clock', 'system.read': 'see how the server is', 'demo.write': 'load and remove the demo company',
}

/** A permission in words; one that is new here, by its name. */
export const permissionOf = (permission: string): string => permissions[permission] ?? permission
