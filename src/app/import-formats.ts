// How a list writes numbers and dates, where that is not our own way. It is told, never guessed while rows are read: 3.4.2027
// is one day in one list and another in the next.
import type { Column } from './import-columns.ts'

/** What separates whole and parts, and in which order a date is written; left out, only our own way is read. */
export type Formats = { readonly decimal?: '.' | ','; readonly dates?: 'ymd' | 'dmy' | 'mdy' }

/** A cell in our own way, where it can be understood so; else as it is. */
export function inOurWay({ type }: Pick<Column, 'type'>, cell: string, { decimal, dates }: Formats): string {
  if ((type === 'quantity' || type === 'amount' || type === 'money') && decimal !== undefined) return numberOf(cell, decimal)
  if ((type === 'date' || type === 'moment') && dates !== undefined) return dateOf(cell, dates)
  return cell
}

function numberOf(cell: string, decimal: '.' | ','): string {
  const thousands = decimal === ',' ? `[.'\u00a0\u202f ]` : `[,'\u00a0\u202f ]`
  const whole = new RegExp(`^\\d{1,3}(${thousands}\\d{3})+(?=$|\\${decimal}\\d)|^\\d+`).exec(cell)?.[0]
  if (whole === undefined) return cell
  const rest = cell.slice(whole.length)
  if (rest !== '' && !new RegExp(`^\\${decimal}\\d+$`).test(rest)) return cell
  const parts = rest.slice(1).replace(/0+$/, '')
  return whole.replace(/\D/g, '') + (parts === '' ? '' : `.${parts}`)
}

function dateOf(cell: string, order: 'ymd' | 'dmy' | 'mdy'): string {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(cell)
  if (compact !== null) return compact.slice(1).join('-')
  const two = (part = '') => part.padStart(2, '0')
  const month = /^(\d{1,2})[./-](\d{4})$/.exec(cell)
  if (month !== null) return `${month[2]}-${two(month[1])}`
  const early = /^(\d{4})[./](\d{1,2})[./](\d{1,2})(?!\d)(.*)$/.exec(cell)
  if (early !== null) return `${early[1]}-${two(early[2])}-${two(early[3])}${timeOf(early[4])}`
  const late = order === 'ymd' ? null : /^(\d{1,2})[./-] ?(\d{1,2})[./-] ?(\d{4})(?!\d)(.*)$/.exec(cell)
  if (late === null) return cell
  const [, first, second, year, rest] = late
  const [day, mon] = order === 'dmy' ? [first, second] : [second, first]
  return `${year}-${two(mon)}-${two(day)}${timeOf(rest)}`
}

// `, 9:05` and ` 9:05:00` are 09:05.
function timeOf(rest = ''): string {
  const found = /^,?[ T](\d{1,2})([:.])(\d{2})(?:\2(\d{2}))?(.*)$/.exec(rest)
  if (found === null) return rest
  const [, hours = '', , minutes, seconds, zone = ''] = found
  return `T${hours.padStart(2, '0')}:${minutes}${seconds === undefined ? '' : `:${seconds}`}${zone.trim()}`
}
