// A text that is longer than it may be: it is said, and nothing of it is cut off without a word.
import { words } from '~/words'

/** How long a code may be. */
export const CODE = 100
/** How long another text of one line may be. */
export const TEXT = 200

/** What is wrong with a text that is too long; undefined when it is not. */
export function overLong(text: string, most: number): string | undefined {
  // As the server counts: a sign that takes two units is one character.
  const long = [...text.trim()].length
  return long > most ? words.fields.tooLong(long, most) : undefined
}
