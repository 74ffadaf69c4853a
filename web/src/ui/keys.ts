// Keys of one letter work only while nobody types.

const OFF_KEY = 'lotline-letter-keys'

/** Whether keys of one letter are on: whoever does not want them switches them off. */
export function areLettersOn(): boolean {
  return localStorage.getItem(OFF_KEY) !== 'false'
}

/** True when the key goes into a field. */
export function isTyping({ target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type)
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}
