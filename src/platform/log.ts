// The log: one line of JSON per event. Headers, bodies, query strings and secrets never reach it.
import { type DestinationStream, type Logger, pino } from 'pino'
import { constraintOf, sqlState } from './database.ts'

/** Where events are written. */
export type Log = Logger

const secrets = ['password', 'presentPassword', 'secret', 'token', 'key', 'authorization', 'cookie']

/** Opens the log. What an error of the database quotes from its rows is left out. */
export function openLog(level = 'info', destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '…' },
    serializers: { err: errorForLog },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}

function errorForLog(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) }
  const state = sqlState(error)
  const database = state === null ? {} : { state, constraint: constraintOf(error) }
  return { name: error.name, message: error.message, stack: error.stack, ...database }
}
