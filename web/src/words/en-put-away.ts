// English: putting away what waits in receiving.
import { count } from '../format'
import { many } from './many'

export const putAway = {
  title: 'Put away', titleOf: (number: string) => `Put away receipt ${number}`, does: 'Put away', doesMany: (lines: number) => `Put ${many(lines, 'line', 'lines')} away`,
  to: 'Put into', hint: 'Scan a place, then the goods that go there; or choose a place for each line.', now: (place: string) => `Into ${place}: scan the goods, or another place.`,
  goods: (what: string) => `${what}: scan the place it goes to.`, notHere: (code: string) => `${code} is no place, and nothing that waits here.`,
  alsoIn: 'lies in', putInto: (place: string, line: number) => `Put line ${line} into ${place}`, another: 'Another place for part of it', waits: 'Waits in', all: 'All that waits', of: (rows: number) => many(rows, 'line waits', 'lines wait'),
  done: (lines: number) => (lines === 1 ? 'It is put away.' : `${count(lines)} lines are put away.`), some: 'What was refused stays here and says why.',
  none: { title: 'Nothing waits', text: 'What is received lies in receiving until it is put away. All of it has its place.' },
  more: 'There are more; they come when these are put away.', leaves: (left: string) => `${left} stay`, noPlaceSame: 'It lies there already.',
}
