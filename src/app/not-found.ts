// What was asked for and is not there: it is named as it was asked for.

/** Says of the question of a path that nothing answers it, with what it was asked. */
export function notThere(path: string, input: object): string {
  const asked = Object.entries(input).filter(([, value]) => value !== undefined)
  const [first = '', parameter] = path.split('/').filter((part) => part !== '')
  const id = asked.find(([name]) => parameter === `:${name}`)?.[1]
  if (id !== undefined) return `There is no ${nouns[first] ?? first.replace(/s$/, '')} ${id}.`
  const words = asked.map(([name, value]) => `${name} ${value}`).join(', ')
  return path === '/trace' ? `There is nothing to trace from: ${words}.` : `There is nothing at ${path}${words === '' ? '' : ` for ${words}`}.`
}

const nouns: Readonly<Record<string, string>> = {
  serials: 'unit', decisions: 'document that picked with the id', receipts: 'receipt with the id', returns: 'return with the id',
  transformations: 'transformation with the id', announcements: 'announcement with the id',
}

/** Says of an address that no page, question or command stands there. */
export function nowhere(url: string): string {
  const path = (url.split('?')[0] ?? '').slice(0, 200)
  return `There is nothing at ${path}. What the API has stands at /api/openapi.json.`
}
