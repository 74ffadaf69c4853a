// The frame of every page.
import type { Recognised } from '#auth'
import { type Html, html } from './html.ts'

const places = [
  ['/', 'Home'],
  ['/stock', 'Stock'],
  ['/lots', 'Lots'],
  ['/items', 'Items'],
  ['/orders', 'Orders'],
  ['/documents', 'Documents'],
] as const

/** A whole page: its title, who looks at it, and what it says. */
export function layout(title: string, asker: Recognised | null, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Lotline</title>
<link rel="stylesheet" href="/lotline.css">
<link rel="icon" href="data:,">
</head>
<body>
<a class="skip" href="#main">To the contents</a>
${asker === null ? html`<header><strong>Lotline</strong></header>` : head(title, asker)}
<main id="main">
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`.text
}

function head(title: string, asker: Recognised): Html {
  const links = places.map(
    ([address, name]) =>
      html`<li><a href="${address}"${name === title ? html` aria-current="page"` : ''}>${name}</a></li>`,
  )
  return html`<header>
<strong>Lotline</strong>
<nav aria-label="Pages"><ul>${links}</ul></nav>
<form method="post" action="/sign-out"><span>${asker.name}</span> <button>Sign out</button></form>
</header>`
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
