// The ground: database, commands, the sequencer, migrations, the private PostgreSQL.
export type { AppRole } from './app-role.ts'
export { findAppRole } from './app-role.ts'
export type { Change } from './changes.ts'
export { changesQuestions, readChanges, readLastPosition, refuseAhead } from './changes.ts'
export type { Accepted, Action, Actor, Answer, Command, Context, Outcome } from './command.ts'
export { LARGEST_SET, perform, performOne } from './command.ts'
export type { Database, Memory, Statement, Tx } from './database.ts'
export {
  configFromUrl,
  constraintOf,
  openDatabase,
  query,
  snapshot,
  sqlState,
  transaction,
} from './database.ts'
export type { Complaint } from './complaints.ts'
export { foundText, inWords, MOST_COMPLAINTS, patterns } from './complaints.ts'
export type { CommandDoor, Envelope, QueryDoor, Unwritten } from './door.ts'
export { commandDoor, queryDoor } from './door.ts'
export type { LaunchOptions, RunningPostgres } from './embedded-postgres.ts'
export { holderOf, nearestFolder } from './data-folder.ts'
export { binariesVersion, findBinaries, findRunningPostgres, refuseNameless, refuseOtherMajor, startPostgres } from './embedded-postgres.ts'
export { idOf, newId } from './ids.ts'
export { openLane } from './lane.ts'
export type { List, ListFilter } from './list-declaration.ts'
export { readHistory } from './history.ts'
export { listOf } from './list-declaration.ts'
export { conditionOf, listDoor, readList } from './list.ts'
export { begins, between, betweenDays, byCode, byId, byIds, byText, inOrder, oneOf, oneState, sortsOfPapers, wordsBegin } from './list-filters.ts'
export type { Attachment, Letter, MailSetup } from './mail.ts'
export {
  deliverMail, forgetLetters, forgetOldLetters, lookAtMail, mailSetupIn, MOST_BYTES, readdressLetters, readMailSetup, refuseUnsetMail, sendLettersAgain, writeLetters,
} from './mail.ts'
export type { MailLine, MailPart } from './mail-body.ts'
export { mailBody } from './mail-body.ts'
export type { MailServer } from './mail-server.ts'
export { openMailServer } from './mail-server.ts'
export type { MailSettings } from './mail-settings.ts'
export { mailSettings } from './mail-settings.ts'
export type { Log } from './log.ts'
export { openLog } from './log.ts'
export type { SchemaState } from './migrate.ts'
export { migrate, readSchema, schemaVersion } from './migrate.ts'
export { forgetSums } from './personal.ts'
export { refusals as platformRefusals } from './refusals.ts'
export { sequenceDocuments } from './sequencer.ts'
export type { Send } from './send-outside.ts'
export { sendWithin } from './send-outside.ts'
export type { Upkeep } from './upkeep.ts'
export { noteJob, noteOnce, noteUpkeep, readUpkeep } from './upkeep.ts'
export { deliverWebhooks, MOST_ATTEMPTS, SECONDS_TO_ANSWER, secondsToWait, signatureOf } from './webhooks.ts'
export { webhookDoors, webhookQuestions, webhookRefusals } from './webhooks-doors.ts'
