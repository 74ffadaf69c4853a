// English: units with their own number in forms.
import { count } from '../format'

export const units = {
  of: (line: string) => `Numbers, ${line}`, scan: 'Scan or type a number', all: (units: string) => `All ${units}`, none: 'None', held: 'held', picked: 'picked for an order',
  ticked: (ticked: number, of: number) => `${count(ticked)} of ${count(of)} ticked`, notHere: (code: string) => `No unit here has the number ${code}.`,
  which: 'Which units', missing: (codes: string) => `Missing: ${codes}`, extra: (codes: string) => `Extra: ${codes}`, noneMissing: 'None is missing and none is extra.', notExtra: (code: string) => `Take ${code} out`,
  unnumbered: 'Units without a number', seen: 'Units that are there', countHint: 'Scan every unit that is there; what is not ticked is missing.',
  comeOut: (line: number) => `Numbers of the units that come out, line ${line}`, comeOutHint: 'One for each unit, parted by blanks or lines.', sameAsIn: 'The same numbers as go in',
  parts: 'Which part is in which unit', part: 'Part', goesInto: 'Goes into', goesIntoOf: (part: string) => `${part} goes into`, unsaid: 'not said', inOrder: 'Share out in their order',
  partsHint: 'Several units come out. Say which of the parts each holds, as far as it is known.',
  manyOf: (units: number) => `${count(units)} chosen`,
}
