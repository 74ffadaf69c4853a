// The statements of a list. What fits is counted first, up to a bound. A small answer is gathered by the filters'
// indexes and then sorted; a large one is walked along the sort's index until the page is full. Either way the work
// follows the page and not the table.
import type { List, ListSort } from './list-declaration.ts'

/** A list that is asked for. `alternatives` has, for each filter, the conditions of which one must hold. */
export type Question = {
  readonly list: List
  readonly sort: ListSort
  readonly keys: readonly (readonly [sql: string, type: string])[]
  readonly alternatives: readonly (readonly { readonly where: string; readonly value: unknown }[])[]
  readonly from: readonly string[] | null
  readonly most: number
  readonly isDown: boolean
  /** The column of another table in whose order the rows are walked, where they are. */
  readonly along: string | null
  /** Whether a filter asks for a stretch of that order. */
  readonly isCountedAlong: boolean
}

/** A statement's text and the values of its parameters. */
export type Sql = { readonly text: string; readonly values: readonly unknown[] }

/**
 * Counts the rows that fit, up to `most`. A stretch of the order along another table is counted in that order: without
 * it the database joins both tables from their beginnings, however far before the stretch these lie.
 */
export function totalSql({ list, alternatives, along, isCountedAlong }: Question, most: number): Sql {
  const { conditions, values } = conditionsOf(list, alternatives)
  const order = isCountedAlong ? ` order by ${along} desc` : ''
  const branches = conditions.map((where) => `(select 1 from ${list.from}${where}${order} limit ${most})`)
  return { text: `select count(*) as counted from (${branches.join(' union all ')}) c`, values }
}

/** Reads one page; `isSmall` when all that fits may be gathered. */
export function pageSql({ list, sort, keys, alternatives, from, most, isDown, along }: Question, isSmall: boolean): Sql {
  const { conditions, values } = conditionsOf(list, alternatives)
  const all: unknown[] = [...values]
  const way = isDown ? 'desc' : 'asc'
  const inner = sort.joins === undefined ? list.from : `${list.from} ${sort.joins}`
  const picked = [list.picked ?? 't.*', ...keys.map(([sql], at) => `${sql} as sort_${at}`)].join(', ')
  const order = `order by ${keys.map((_, at) => `sort_${at} ${way}`).join(', ')}`
  const past = (columns: readonly string[]) => {
    if (from === null) return null
    const marks = keys.map(([, type], at) => `$${all.push(from[at])}::${type}`)
    const beyond = `(${columns.join(', ')}) ${isDown ? '<' : '>'} (${marks.join(', ')})`
    // A row of columns of two tables is no range of an index; its first column alone is.
    return columns.length === 1 ? beyond : `${columns[0]} ${isDown ? '<=' : '>='} ${marks[0]} and ${beyond}`
  }
  let page: string
  if (isSmall) {
    const branches = conditions.map((where) => `(select ${picked} from ${inner}${where} offset 0)`)
    const beyond = past(keys.map((_, at) => `t.sort_${at}`))
    page = `select * from (${branches.join(' union all ')}) t${beyond === null ? '' : ` where ${beyond}`} ${order} limit ${most}`
  } else {
    // Never empty, so that the join is an inner one and may begin with the other table.
    const walked = along === null || keys[0]?.[0] !== along ? null : `${along} is not null`
    const beyond = both(walked, past(keys.map(([sql]) => sql)))
    const branches = conditions.map(
      (where) => `(select ${picked} from ${inner}${and(where, beyond)} ${order} limit ${most})`,
    )
    page = branches.length === 1 ? `${branches[0]}` : `select * from (${branches.join(' union all ')}) t ${order} limit ${most}`
  }
  const columns = Object.entries(list.columns).map(([name, sql]) => `${sql} as "${name}"`)
  const marks = keys.map((_, at) => `t.sort_${at}::text as "~${at}"`)
  return {
    text: `select ${[...columns, ...marks].join(', ')} from (${page}) t ${list.joins ?? ''} ${order}`,
    values: all,
  }
}

// One condition for every way to fulfil all filters. No row fulfils two of them, so that none is listed twice.
function conditionsOf(list: List, alternatives: Question['alternatives']): { conditions: string[]; values: unknown[] } {
  const values: unknown[] = []
  let ways: string[][] = [list.always === undefined ? [] : [list.always]]
  for (const filter of alternatives) {
    const written = filter.map(({ where, value }) => {
      if (!where.includes('?')) return where
      const mark = `$${values.push(value)}`
      return where.replaceAll('?', mark)
    })
    ways = ways.flatMap((way) =>
      written.map((where, at) => [...way, `(${where})`, ...written.slice(0, at).map((other) => `(${other}) is not true`)]),
    )
  }
  return { conditions: ways.map((way) => (way.length === 0 ? '' : ` where ${way.join(' and ')}`)), values }
}

/** One condition for all filters; its parameters come after `taken` others. */
export function anyOf(alternatives: Question['alternatives'], taken: number): { where: string; values: unknown[] } {
  const values: unknown[] = []
  const all = alternatives.map((filter) => {
    const some = filter.map(({ where, value }) => (where.includes('?') ? where.replaceAll('?', `$${taken + values.push(value)}`) : where))
    return `(${some.join(' or ')})`
  })
  return { where: all.length === 0 ? 'true' : all.join(' and '), values }
}

function both(one: string | null, other: string | null): string | null {
  return one === null || other === null ? (one ?? other) : `${one} and ${other}`
}

function and(where: string, more: string | null): string {
  if (more === null) return where
  return where === '' ? ` where ${more}` : `${where} and ${more}`
}
