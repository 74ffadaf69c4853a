// The sentences of administration, of the same catalogue, in a file of their own: they come with its pages, few need them.
import { admin } from './en-admin'

/** What every language must say of administration. */
type AdminWords = typeof admin

export const adminWords: AdminWords = admin
