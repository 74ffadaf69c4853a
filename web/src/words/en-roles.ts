// English for what is named beside administration and elsewhere too: roles, permissions, work in the background.
export const yourPassword = 'Your password'

/** What the work in the background is called. */
export const jobNames: { readonly [name: string]: string } = {
  'sequence-documents': 'Give documents their position', 'serve-waiting-orders': 'Serve orders that wait', 'deliver-webhooks': 'Tell webhooks', 'write-snapshots': 'Keep stock of the past quick',
  'forget-expired-sessions': 'Forget old sign-ins', 'watch-for-alerts': 'Watch for alerts', 'judge-imports': 'Judge imports', 'run-imports': 'Run imports', 'forget-old-imports': 'Forget old imports', 'deliver-mail': 'Send mail', 'write-alerts': 'Write to people about alerts', 'look-at-mail': 'Look at the mail server', 'check-at-night': 'Check at night', backup: 'Backup', 'forget-old-letters': 'Forget old letters', 'forget-old-exports': 'Forget old exports', 'run-reports': 'Write reports', 'forget-old-reports': 'Forget old reports',
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
