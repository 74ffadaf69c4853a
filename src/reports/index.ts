// What people take away: lists as files, as they see them.
export { csvCells, csvLine } from './csv-file.ts'
export { exportBody, keepExport, readExport, forgetOldExports } from './kept-exports.ts'
export type { ListDoor, Lists, NamesOf } from './export-list.ts'
export { columnsIn, fileOf, formatIn, formats, listsAmong, openTable, refuseNotReady, refuseUnknownList, refuseWanted } from './export-list.ts'
export { reportsDoors, reportsQuestions } from './routes.ts'
export { refusals as reportsRefusals } from './refusals.ts'
