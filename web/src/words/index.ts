// Every sentence the app says, from one catalogue; another language is another file of the same shape.
import { en } from './en'

/** What every language must say. */
export type Words = typeof en

export const words: Words = en
