// Characters of a lot code that nobody sees. A code that holds one looks like another, and is found by neither. Pure.
import type { Refusal } from '#kernel'
import { refuse } from './refusals.ts'

// Control characters, breaks of lines, signs of direction, and what is drawn as nothing.
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u

const called: ReadonlyMap<string, string> = new Map([
  ['0009', 'a tab'], ['000A', 'a line break'], ['000D', 'a line break'], ['001D', 'a group separator'], ['00AD', 'a soft hyphen'],
  ['200B', 'a zero-width space'], ['200C', 'a zero-width non-joiner'], ['200D', 'a zero-width joiner'], ['2060', 'a word joiner'],
  ['2028', 'a line break'], ['2029', 'a paragraph break'], ['FEFF', 'a zero-width no-break space'],
])

/** Why a new code may not be this, or null: which character that nobody sees stands where. */
export function refuseUnseen(code: string): Refusal | null {
  const all = [...code]
  const at = all.findIndex((one) => unseen.test(one))
  const one = all[at]
  if (one === undefined) return null
  return refuse('code_unseen', { code: all.filter((other) => !unseen.test(other)).join(''), character: nameOf(one), at: String(at + 1) })
}

function nameOf(character: string): string {
  const number = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  const kind = /\p{Bidi_Control}/u.test(character) ? 'a sign of direction' : /\p{Cc}/u.test(character) ? 'a control character' : 'a sign without a shape'
  return `${called.get(number) ?? kind} (U+${number})`
}
