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
  const body = html`<p class="warning" role="alert">${problem.detail}</p>
${problem.mend === undefined ? '' : html`<p>${problem.mend}</p>`}
${errors.length === 0 ? '' : html`<ul>${errors}</ul>`}
<p><a href="/">Back to the first page</a></p>`
  return layout(problem.title, asker, body)
}
