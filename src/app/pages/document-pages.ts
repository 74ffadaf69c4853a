// Documents: everything that was recorded, newest first, and one of them with what it moved.
import {
  type Column, facts, type Html, html, link, listAt, measured, moment, moments, quantities, table, textAt, wide,
} from './html.ts'
import type { OpenPage } from './index.ts'
import { panel } from './layout.ts'
import { more, wanted } from './lists.ts'
import type { Names } from './names.ts'
import { documentWords, movementWords, plain } from './words.ts'

// What a document is about, by the first of these its answer names.
const subjects = ['orderId', 'holdId', 'lotId', 'itemId', 'partnerId', 'locationId', 'channelId', 'accountId'] as const

/** A link to a document, named by what it did. */
export function documentLink(id: string, kind: string): Html {
  return link(`/documents/${id}`, documentWords(kind))
}

const subjectsOf = (row: unknown) => subjects.map((name) => textAt(row, 'answer', name))

/** The ids whose names a list of documents needs. */
export function idsOfDocuments(rows: readonly unknown[]): string[] {
  return rows.flatMap((row) => [textAt(row, 'documentId'), textAt(row, 'actorId'), ...subjectsOf(row)])
}

/** What a document is about, by name. */
function aboutWhat(row: unknown, names: Names): string | Html {
  const id = [textAt(row, 'documentId'), ...subjectsOf(row)].find((it) => names.name(it) !== '')
  return id === undefined ? textAt(row, 'answer', 'code') || textAt(row, 'answer', 'name') || '–' : names.name(id)
}

/** The columns of a list of documents. */
export function documentColumns(names: Names): readonly Column[] {
  return [
    { title: 'Document', cell: (row) => documentLink(textAt(row, 'documentId'), textAt(row, 'kind')) },
    { title: 'About', cell: (row) => aboutWhat(row, names) },
    wide({ title: 'By', cell: (row) => names.actor(textAt(row, 'actorId')) }),
    moments('Happened', 'occurredAt'),
    wide(moments('Recorded', 'recordedAt')),
    wide(quantities('Position', 'position')),
  ]
}

/** Opens the pages about documents. `kinds` is what can be looked for. */
export function openDocumentPages(openPage: OpenPage, kinds: readonly string[]): void {
  openPage('/documents', async ({ ask, namesOf }, request) => {
    const kept = wanted(request, 'kind')
    const list = await ask('/documents', { ...kept, ...wanted(request, 'after') })
    const rows = listAt(list, 'rows')
    const columns = documentColumns(await namesOf(idsOfDocuments(rows)))
    const body = html`<section class="panel">${ofKind(kinds, kept['kind'] ?? '')}
${table('Newest first', rows, columns, 'Nothing of this kind was recorded.')}
${more('/documents', 'after', textAt(list, 'next'), kept)}</section>`
    return { title: 'Documents', body, place: '/documents' }
  })
  openPage('/documents/:id', async ({ ask, namesOf }, request) => {
    const id = textAt(request.params, 'id')
    const page = await ask('/documents/:id', { id })
    const moved = await ask('/movements', { documentId: id, limit: '200' })
    const rows = listAt(moved, 'rows').toReversed()
    const names = await namesOf([
      ...idsOfDocuments([page]), ...rows.flatMap((row) => [textAt(row, 'itemId'), ...listAt(row, 'candidateIds').map(String)]),
    ])
    const what = documentWords(textAt(page, 'kind'))
    const body = html`${panel('What it is', about(page, names))}
${rows.length === 0 ? '' : panel('What it moved', [
      table('In its order', rows, movementColumns(names), ''),
      textAt(moved, 'next') === '' ? html`` : html`<p class="quiet">These are the last 200 lines.</p>`,
    ])}
${answered(page)}`
    const subject = aboutWhat(page, names)
    const heading = html`<h1>${what}${subject === '–' ? '' : html` <span class="code">${subject}</span>`}</h1>`
    return { title: what, heading, body, place: '/documents' }
  })
}

function ofKind(kinds: readonly string[], kind: string): Html {
  const options = kinds
    .map((name) => [name, documentWords(name)] as const)
    .sort(([, a], [, b]) => (a < b ? -1 : 1))
    .map(([name, says]) => html`<option value="${name}"${name === kind ? html` selected` : ''}>${says}</option>`)
  return html`<form class="search" method="get" action="/documents" role="search">
<p class="field"><label for="kind">What happened</label>
<select id="kind" name="kind"><option value="">Everything</option>${options}</select></p>
<p><button>Show</button></p></form>`
}

function about(page: unknown, names: Names): Html {
  const corrects = textAt(page, 'corrects')
  const [subject] = subjectsOf(page).filter((id) => names.name(id) !== '')
  const corrections = listAt(page, 'correctedBy').map((id) => html`${link(`/documents/${String(id)}`, 'a correction')} `)
  return facts([
    ['About', subject === undefined ? '' : names.link(subject)],
    ['Happened', moment(textAt(page, 'occurredAt'))],
    ['Recorded', moment(textAt(page, 'recordedAt'))],
    ['By', names.actor(textAt(page, 'actorId'))],
    ['Why', textAt(page, 'reason')],
    ['Position', textAt(page, 'position')],
    ['Corrects', corrects === '' ? '' : link(`/documents/${corrects}`, 'another document')],
    ['Corrected by', corrections.length === 0 ? '' : html`${corrections}`],
  ])
}

function movementColumns(names: Names): readonly Column[] {
  const itemLot = (row: unknown) => {
    const lotId = textAt(row, 'lotId')
    if (lotId !== '') return link(`/lots/${lotId}`, textAt(row, 'lot'))
    const candidates = listAt(row, 'candidateIds').map((id) => names.link(String(id), 'a lot'))
    if (candidates.length === 0) return html`no lot`
    return html`one of ${candidates.map((it, nth) => (nth === 0 ? it : html`, ${it}`))}`
  }
  return [
    { title: 'What', cell: (row) => movementWords(textAt(row, 'kind')) },
    { title: 'Item', cell: (row) => names.link(textAt(row, 'itemId')) },
    { title: 'Lot', cell: itemLot },
    {
      title: 'Quantity', number: true,
      cell: (row) => measured(textAt(row, 'quantity'), names.unit(textAt(row, 'itemId'))),
    },
    wide({ title: 'From', cell: (row) => textAt(row, 'from') }),
    wide({ title: 'To', cell: (row) => textAt(row, 'to') }),
  ]
}

// For whoever connects a program: the answer as the API gave it.
function answered(page: unknown): Html {
  const answer = Object.entries(Object(Reflect.get(Object(page), 'answer')))
  const told = answer.map(([name]) => [plain(name), textAt(page, 'answer', name)] as const)
  return html`<details class="panel"><summary>What it answered, for programs</summary>
${facts([['Document id', textAt(page, 'documentId')], ...told])}</details>`
}
