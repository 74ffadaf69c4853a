// A problem told to a person.
import type { Recognised } from '#auth'
import type { Problem } from '../problem.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'

/** The page of a problem. */
export function htmlProblem(problem: Problem, asker: Recognised | null): string {
  const errors = (problem.errors ?? []).map(
    ({ path, expected }) => html`<li><strong>${path}</strong>: ${expected}</li>`,
  )
  const help = problem.status === 404
    ? html`<p>The address may be mistyped or cut off, or it names something of another Lotline.</p>`
    : ''
  const body = html`<section class="panel narrow"><h1>${problem.title}</h1>
<p class="warning" role="alert">${problem.detail}</p>
${help}${problem.mend === undefined ? '' : html`<p>${problem.mend}</p>`}
${errors.length === 0 ? '' : html`<ul>${errors}</ul>`}
<p><a href="/">To the first page</a></p></section>`
  return layout({ title: problem.title, heading: html``, body }, asker)
}
