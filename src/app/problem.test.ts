import pg from 'pg'
import { expect, test } from 'vitest'
import { Fault, Refusal } from '#kernel'
import { InvalidInput, problemOf, Turned } from './problem.ts'

function databaseError(code: string): Error {
  const error = new pg.DatabaseError('secret row (anna@example.org)', 0, 'error')
  error.code = code
  return error
}

const coded = (code: string) => Object.assign(new Error('connect'), { code })

// The world failed: 503, what happened, and that it may be sent again.
test.each<[string, unknown, string]>([
  ['the disk is full', databaseError('53100'), 'The disk of the database is full.'],
  ['no connection is left', databaseError('53300'), 'The database has no more room just now.'],
  ['it is being stopped', databaseError('57P01'), 'The database cannot be reached.'],
  ['it is starting', databaseError('57P03'), 'The database cannot be reached.'],
  ['the connection broke', databaseError('08006'), 'The database cannot be reached.'],
  ['it is a replica', databaseError('25006'), 'The database can only be read just now.'],
  ['everybody writes the same', databaseError('40001'), 'Too many are changing the same thing at once.'],
  ['everybody waits for each other', databaseError('40P01'), 'Too many are changing the same thing at once.'],
  ['its files cannot be read', databaseError('58030'), 'The database cannot read or write its files.'],
  ['nobody listens', coded('ECONNREFUSED'), 'The database cannot be reached.'],
  ['its socket is gone', coded('ENOENT'), 'The database cannot be reached.'],
  ['it hung up', new Error('Connection terminated unexpectedly'), 'The database cannot be reached.'],
  ['the module says so', new Fault('The disk is on fire.', 'Run.'), 'The disk is on fire.'],
])('when %s the answer is 503 and says so', (_, error, detail) => {
  const problem = problemOf(error)
  expect(problem).toMatchObject({ status: 503, code: 'fault', detail, mend: expect.any(String) })
  expect(problem.bug).toBeUndefined()
})

test.each([databaseError('23505'), databaseError('42703'), new TypeError('x is not a function'), 'text', null])(
  'anything else is a mistake of ours, told by an id alone',
  (error) => {
    const problem = problemOf(error)
    expect(problem).toEqual({
      type: 'urn:lotline:problem:bug', title: 'A mistake in Lotline', status: 500, code: 'bug',
      detail: `This should not have happened. Its id is ${problem.bug}.`, bug: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
  },
)

test.each([
  ['invalid', 422], ['conflict', 409], ['forbidden', 403], ['missing', 404],
] as const)('a refusal that is %s is %d', (kind, status) => {
  const refusal = new Refusal('no_tea', { kind, says: '{tea} is out.', override: 'tea.force' }, { tea: 'Green' })
  expect(problemOf(refusal)).toEqual({
    type: 'urn:lotline:problem:no_tea', title: expect.any(String), status, code: 'no_tea', detail: 'Green is out.',
    facts: { tea: 'Green' }, override: 'tea.force',
  })
})

test('what was found where a secret belongs is never quoted', () => {
  const complaint = { path: 'presentPassword', expected: 'must be text', found: '"hush"' }
  expect(problemOf(new InvalidInput([complaint])).errors).toEqual([{ ...complaint, found: 'hidden' }])
  expect(problemOf(new Turned(401, 'not_signed_in', 'Sign in.'))).toMatchObject({ status: 401, code: 'not_signed_in' })
})
