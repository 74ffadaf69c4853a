// The filters that lists have in common. A filter's value stands for `?`.
import { Type } from 'typebox'
import type { ListFilter, ListSort } from './list-declaration.ts'

const id = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const uuid = `^${id}$`

/** Rows whose column is this id. */
export const byId = (where: string | readonly string[], description?: string): ListFilter => ({
  is: Type.String({ pattern: uuid, description: description ?? 'A UUID, lower case.' }),
  where,
})

/** Rows found by any of several ids; `where` reads them from one text, parted by commas. */
export const byIds = (where: string, description: string): ListFilter => ({
  is: Type.String({ pattern: `^${id}(,${id}){0,99}$`, description }),
  where,
})

/** Rows whose column is one of the ids that a code stands for: `find` is SQL that gives them for $1. */
export const byCode = (where: string | readonly string[], find: string, description: string): ListFilter => ({
  is: Type.String({ minLength: 1, maxLength: 100, description }),
  where,
  find,
})

/** Rows whose text is this. */
export const byText = (where: string, description: string): ListFilter => ({
  is: Type.String({ minLength: 1, maxLength: 100, description }),
  where,
})

/** Filters that find rows in the order of the list's `along`. */
export const inOrder = (filters: { readonly [name: string]: ListFilter }): { [name: string]: ListFilter } =>
  Object.fromEntries(Object.entries(filters).map(([name, filter]) => [name, { ...filter, inOrder: () => true }]))

/** Rows with one of a few values of one column. */
export const oneOf = (values: readonly string[], where: string, description = ''): ListFilter => ({
  is: Type.Enum([...values], { description }),
  where,
})

/** Rows in one of a few states, each with a condition of its own. */
export const oneState = (
  states: { readonly [state: string]: string | readonly string[] },
  description: string,
): ListFilter => ({ is: Type.Enum(Object.keys(states), { description }), where: '', states })

/**
 * Rows with a code that begins so, in capitals or not, or a name with words that begin so. Codes go by an index on
 * `lower(column) collate "C"`, names by one on their words.
 */
export const begins = (codes: readonly string[], where: readonly string[], description: string): ListFilter => ({
  is: Type.String({ minLength: 1, maxLength: 200, description }),
  where: [...codes.map(codeBegins), ...where],
})

/** SQL: the column begins with the value. */
const codeBegins = (column: string): string =>
  `lower(${column}) collate "C" like regexp_replace(lower(?), '([\\\\%_])', '\\\\\\1', 'g') || '%'`

/** SQL: the column has words that begin with those of the value. */
export const wordsBegin = (column: string): string =>
  `to_tsvector('simple', ${column}) @@ to_tsquery('simple', array_to_string(array(
    select '''' || word || ''':*' from regexp_split_to_table(?, '[^[:alnum:]]+') word where word <> ''), ' & '))`

const Day = '[0-9]{4}-[0-9]{2}-[0-9]{2}'
const DayOrMoment = (description: string) =>
  Type.String({ pattern: `^${Day}(T[0-9:.]{5,16}(Z|[+-][0-9]{2}:[0-9]{2}))?$`, description })

/** Two filters over a moment: from a day or moment on, and up to and with one. Days are days in UTC. `sort` serves them. */
export function between(name: string, column: string, sort?: string): { [filter: string]: ListFilter } {
  const served = sort === undefined ? {} : { sort }
  return {
    [`${name}From`]: {
      is: DayOrMoment('From this day (UTC) or moment on.'),
      ...served,
      where: `${column} >= ?::timestamptz`,
      read: (value) => (value.length === 10 ? `${value}T00:00:00Z` : value),
    },
    [`${name}To`]: {
      is: DayOrMoment('Up to and with this day (UTC) or moment.'),
      ...served,
      where: `${column} <= ?::timestamptz`,
      read: (value) => (value.length === 10 ? `${value}T23:59:59.999999Z` : value),
    },
  }
}

/** Two filters over a calendar date: from a day on, and up to and with one. `sort` serves them. */
export function betweenDays(name: string, column: string, sort: string): { [filter: string]: ListFilter } {
  const is = (description: string) => Type.String({ format: 'date', description })
  return {
    [`${name}From`]: { is: is('From this day on.'), where: `${column} >= ?::date`, sort },
    [`${name}To`]: { is: is('Up to and with this day.'), where: `${column} <= ?::date`, sort },
  }
}

/** The sorts of a list of papers: by a moment, by their number, by the order in which they were made. */
export const sortsOfPapers = (moment: string, column: string): { [name: string]: ListSort } => ({
  [moment]: { by: [[column, 'timestamptz']] },
  number: { by: [['lower(t.number) collate "C"', 'text']] },
  id: { by: [] },
})
