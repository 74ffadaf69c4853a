// English: correcting what was recorded, and the corrections of a document.
import { count } from '../format'
import { many } from './many'

export const correct = {
  does: 'Correct', title: 'Correct', titleOf: (what: string) => `Correct: ${what}`, toDocument: 'The document as it is',
  intro: 'Say what it really was. The document stays as it was recorded, and the correction stands beside it.',
  lines: 'Lines', lineOf: 'Line', stands: 'Stands as', never: 'It never happened', neverAll: 'All of it never happened', neverHint: 'Every line is taken back.',
  find: 'Find a line', findHint: 'Item, lot or place', shown: (shown: number, all: number) => `${count(shown)} of ${many(all, 'line', 'lines')} are shown.`,
  edit: (line: number) => `Correct line ${line}`, leave: (line: number) => `Leave line ${line} as it is`, leaveShort: 'Leave as it is',
  lotReally: 'Lot it really was', lotAt: (at: number) => `Lot ${count(at)}`, code: 'Lot on the label', codeAt: (at: number) => `Lot ${count(at)} on the label`,
  quantityReally: 'How much', quantityAt: (at: number) => `How much of lot ${count(at)}`,
  anotherLot: 'Also of another lot', withoutLot: (at: number) => `Take lot ${at} out`, oneOf: (lots: string) => `one of ${lots}`, oneOfHint: 'Choose the lot when somebody knows it.',
  supplier: 'Supplier who really brought it', item: 'Item it really was', second: (unit: string) => `Really weighed, in ${unit}`, asRecorded: 'as recorded',
  place: 'Where the difference lies', placeHint: 'Left blank, it is taken from where the document put it, or from the one place it lies in.', placeMove: 'Where it really went', more: 'More of this line',
  now: (date: string) => `Now ${date}`,
  noQuantity: 'Give the quantity as a number.', noLot: 'Say which lot it was.', noSecond: 'Give what it weighed as a whole number.',
  reasonHint: 'It stands in the history for ever.',
  follows: 'What follows', followsNone: 'Change something above: here you see what follows from it before you record it.', trying: 'Looking what follows …',
  refused: 'This cannot be recorded as it is', refusedHint: 'Where something took the goods since, correct that in the same step: “Correct it too” stands beside it.',
  fine: 'It can be recorded.', unfinished: 'Something above is missing still.',
  since: 'What happened with these lots since', sinceNone: 'Nothing.', sinceMore: 'All movements of the lot', correctToo: 'Correct it too', correctTooOf: (what: string) => `Correct it too: ${what}`, takenIn: 'Corrected in the same step', leaveOut: 'Leave it out',
  done: 'The correction is recorded.', nothing: 'No line of this document can be corrected.', nothingHint: 'A pick is taken back at its order. A correction is put right by correcting the same line again.',
  again: 'Correct the same again',
  takeBack: 'Take this correction back', takeBackText: 'Its lines are told again as they were recorded first. This is what follows:', takeBackDoes: 'Take it back', takenBack: 'The correction is taken back: its lines stand as they were recorded first.', takenBackReason: 'The correction was a mistake',
  cannotTakeBack: 'It cannot be taken back as it is',
  noWayBack: {
    renamed: 'It changed what a lot is called. Correct the same again, with what the label says.', merged: 'Lots that are read as one stay so.',
    again: 'A line of it was corrected more than once. Correct the same again, and say what is right.', unseen: 'What it changed stands in no line. Correct the same again, and say what is right.',
  },
  history: 'Corrections', corrects: 'It corrects', correctedBy: 'Corrected by', linesOf: (lines: readonly number[]) => (lines.length === 0 ? '' : `line ${lines.join(', ')}`),
  asItStands: 'As it stands by now', first: 'As recorded first', isNever: 'never happened', did: 'What it did',
  facts: {
    lines: 'Lines put right', unpicked: 'Picked before, put back on the shelf', voided: 'Reserved before, cannot be served', renamed: 'Lots changed', merged: 'Lots read as others',
    holds: 'Holds placed', outlasts: 'Lasts longer than what went in',
  },
  renamedTo: (lot: string, fields: string) => `${lot}: ${fields}`, mergedInto: (lot: string, into: string) => `${lot} is read as ${into}`,
  outlasts: (lot: string, to: string, input: string, inputTo: string) => `${lot} lasts to ${to}, and ${input}, which went into it, to ${inputTo}. Change its date, or hold it.`, noDate: 'no date',
  traces: 'Traces that change', noTraces: 'No trace changes.', tracedLot: 'Lot', more_: 'Customers who had it after all', fewer: 'Customers who did not have it', shipments: 'Shipments', shipped: (before: string, now: string) => `${before} → ${now}`,
  goesInto: 'Goes into', madeOf: 'Made of', added: (names: string) => `+ ${names}`, removed: (names: string) => `− ${names}`,
}
