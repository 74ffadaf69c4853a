// The frame of every page.
import type { Recognised } from '#auth'
import { Html, html } from './html.ts'
import { mark } from './style.ts'

const places = [
  ['/', 'Home'],
  ['/stock', 'Stock'],
  ['/lots', 'Lots'],
  ['/items', 'Items'],
  ['/orders', 'Orders'],
  ['/documents', 'Documents'],
] as const

/** What a page shows. `place` is the address of the list it belongs to, `heading` a richer title. */
export type Page = {
  readonly title: string
  readonly body: Html
  readonly heading?: Html
  readonly place?: string
}

/** A whole page: what it says, and who looks at it. */
export function layout({ title, body, heading, place }: Page, asker: Recognised | null): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Lotline</title>
<link rel="stylesheet" href="/lotline.css">
<link rel="icon" href="/lotline.svg" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#main">To the contents</a>
<header><div class="bar"><a class="brand" href="/">${new Html(mark)}Lotline</a>
${asker === null ? '' : head(place ?? '', asker)}</div></header>
<main id="main">
${heading ?? html`<h1>${title}</h1>`}
${body}
</main>
</body>
</html>
`.text
}

function head(place: string, asker: Recognised): Html {
  const links = places.map(
    ([address, name]) =>
      html`<li><a href="${address}"${address === place ? html` aria-current="page"` : ''}>${name}</a></li>`,
  )
  return html`<nav aria-label="Pages"><ul>${links}</ul></nav>
<form method="post" action="/sign-out"><span>${asker.name}</span> <button class="plain">Sign out</button></form>`
}

/** A part of a page with its heading. */
export function panel(title: string, body: Html | readonly Html[]): Html {
  return html`<section class="panel"><h2>${title}</h2>
${body}</section>`
}

/** What went wrong, above a form. */
export function warning(text: string | null): Html {
  return text === null ? html`` : html`<p class="warning" role="alert">${text}</p>`
}

/** A field of a form with its label. */
export function field(label: string, name: string, attributes: Html, hint?: string): Html {
  const told = hint === undefined ? '' : html`<small id="${name}-hint">${hint}</small>`
  const by = hint === undefined ? '' : html` aria-describedby="${name}-hint"`
  return html`<p class="field"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" ${attributes}${by}>${told}</p>`
}
