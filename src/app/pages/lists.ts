// What lists share: the search box, and the way to the next page.
import type { FastifyRequest } from 'fastify'
import { type Html, html, link, textAt } from './html.ts'

/** The named values of an address that are not empty. */
export function wanted(request: FastifyRequest, ...names: readonly string[]) {
  const found = names.map((name) => [name, textAt(request.query, name).trim()] as const)
  return Object.fromEntries(found.filter(([, value]) => value !== ''))
}

/** A search box that asks the same page again. */
export function search(address: string, name: string, label: string, value: string): Html {
  const all = value === '' ? '' : html`<p>${link(address, 'Show all')}</p>`
  return html`<form class="search" method="get" action="${address}" role="search">
<p class="field"><label for="search">${label}</label>
<input id="search" type="search" name="${name}" value="${value}" maxlength="200"></p>
<p><button>Search</button></p>${all}</form>`
}

/** A link to the rest of a list; nothing when this is all. */
export function more(address: string, name: string, next: string, kept: object = {}): Html {
  if (next === '') return html``
  const values = new URLSearchParams({ ...kept, [name]: next })
  return html`<p><a href="${address}?${String(values)}" rel="next">Next page</a></p>`
}

/** Which of two sentences an empty list says: nothing fits the search, or nothing is there yet. */
export function emptyWords(kept: object, fits: string, nothing: Html): string | Html {
  return Object.keys(kept).length > 0 ? fits : nothing
}
