// English: making lots by hand.
export const newLot = {
  does: 'New lot', title: 'New lot', make: 'Make the lot', made: (code: string) => `Lot ${code} is made. It has no stock yet.`,
  intro: 'For a lot that is known before its goods are here. Goods that arrive make their lots by themselves.',
  origin: 'Who assigned the code', originHint: 'The maker or supplier. Left blank, nobody knows.', facility: 'Where it was made', source: 'Who assigned that code',
  printable: 'It is to be printed as a GS1 code', printableHint: 'Up to 20 characters of GS1’s set.', more: 'More about it', attributes: 'Your own attributes',
  yes: 'yes', no: 'no', unsaid: 'not said', noNumber: 'This is no number.',
  alike: (code: string) => `Take care: ${code} looks like a lot that is there`, same: (code: string) => `There is a lot ${code} of this item`,
  alikeHint: 'Was the code read rightly?', sameHint: 'With another origin it is another lot. With the same origin it cannot be made again.', of: (origin: string) => `of ${origin}`, nobody: 'of unknown origin', nobodyKnown: 'nobody known',
  why: { same: 'the same code', case: 'only in capitals', characters: 'by characters like O and 0', one_edit: 'by one character' },
}
