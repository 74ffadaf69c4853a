// The examples of the API's description are real calls: a story told to the doors, whose answers must be what the
// description shows. After a change that is meant, `npm run examples` tells it again.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { doors, questions } from '#app/wiring'
import { type Examples, tellStory } from '#test/api-story'
import { type TestDatabase, testDatabase } from '#test/database'

let place: TestDatabase
let examples: Examples

beforeAll(async () => {
  place = await testDatabase()
  examples = await tellStory(place.database)
})
afterAll(() => place.drop())

test('every command and every question has its example', () => {
  expect(doors.filter(({ kind }) => examples.commands[kind] === undefined).map(({ path }) => path)).toEqual([])
  expect(questions.filter(({ path }) => examples.questions[path] === undefined).map(({ path }) => path)).toEqual([])
})

test('the description shows what the story answers', async () => {
  await expect(`${JSON.stringify(examples, null, 1)}\n`).toMatchFileSnapshot('../../src/app/api-examples.json')
})
