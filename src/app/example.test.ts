import { expect, test } from 'vitest'
import { testDatabase } from '#test/database'
import { checkDatabase } from './check.ts'
import { loadExample } from './example.ts'

test('the example goes through the actions and leaves nothing wrong', async () => {
  const place = await testDatabase()

  await loadExample(place.database)

  expect((await checkDatabase(place.database)).differences).toEqual([])
  await place.drop()
})
