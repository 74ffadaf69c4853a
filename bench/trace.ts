import type { Database } from '#platform'
export async function traceRow(_: Database) { return { name: '', value: 0, limit: 1, ratio: 0, budget: '', holds: false } }
