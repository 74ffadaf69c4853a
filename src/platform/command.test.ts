import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Refusal } from '#kernel'
import { type Action, type Command, LARGEST_SET, newId, openDatabase, type Outcome, perform, performOne, query, sqlState } from '#platform'
import { testDatabase, type TestDatabase } from '#test/database'

let place: TestDatabase
beforeAll(async () => {
  place = await testDatabase()
  const owner = new pg.Client(place.config)
  await owner.connect()
  await owner.query(`create table public.note (word text constraint note_word_key unique,
    length integer constraint note_short check (length < 10)); grant all on public.note to public`)
  await owner.end()
})
afterAll(() => place.drop())

type Note = { readonly word: string; readonly does?: 'refuse' | 'throw' }

const no = (word: string) => new Refusal('no', { kind: 'invalid', says: 'No {word}.' }, { word })
const insertNote = { name: 'test.insert-note', text: 'insert into public.note values ($1, length($1))' }

/** An action that writes a note of each word, and the sizes of the sets it was handed. */
function noting(before: (nth: number) => void = () => {}) {
  const sizes: number[] = []
  const action: Action<Note> = {
    kind: 'note',
    permission: 'note.write',
    constraints: { note_word_key: ({ payload }) => no(payload.word) },
    async run({ tx }, commands) {
      sizes.push(commands.length)
      before(sizes.length)
      return commands.map(({ payload: { word, does } }) => {
        if (does === 'refuse') return no(word)
        tx.write(insertNote, [word])
        if (does === 'throw') throw no(word)
        return { answer: { word } }
      })
    },
  }
  return { action, sizes }
}

const anyone = (...more: string[]) => ({ id: newId(), permissions: new Set(['note.write', ...more]) })
const command = (payload: Note, over: Partial<Command<Note>> = {}): Command<Note> =>
  ({ id: newId(), actor: anyone(), occurredAt: new Date(), payload, ...over })
const told = (all: readonly Outcome[]) =>
  all.map((one) => (one.ok ? (one.repeated ? 'repeated' : 'done') : one.refusal.code))
const words = async (...wanted: string[]) =>
  (await query<{ word: string }>(place.database, {
    name: 'test.notes', text: 'select word from public.note where word = any($1::text[]) order by word',
  }, [wanted])).map(({ word }) => word)
const documents = async (all: readonly Command<Note>[]) => {
  const rows = await query<{ id: string }>(place.database, {
    name: 'test.documents',
    text: `select d.id from platform.document d join platform.unsequenced u on u.document_id = d.id where d.id = any($1::uuid[])`,
  }, [all.map(({ id }) => id)])
  return all.filter(({ id }) => rows.some((row) => row.id === id)).map(({ payload }) => payload.word)
}

test('the door asks first who may, then when it happened, and the action never hears of it', async () => {
  const now = new Date('2026-05-05T12:00:00Z')
  const at = (milliseconds: number) => new Date(now.getTime() + milliseconds)
  const { action, sizes } = noting()
  const nobody = { id: newId(), permissions: new Set<string>() }
  const all = [
    command({ word: 'door-1' }, { actor: nobody, occurredAt: at(60_001) }),
    command({ word: 'door-2' }, { actor: nobody, occurredAt: at(-86_400_001) }),
    command({ word: 'door-3' }, { occurredAt: at(60_001), actor: anyone('document.back-date') }),
    command({ word: 'door-4' }, { occurredAt: at(60_000) }),
    command({ word: 'door-5' }, { occurredAt: at(-86_400_001) }),
    command({ word: 'door-6' }, { occurredAt: at(-86_400_000) }),
    command({ word: 'door-7' }, { occurredAt: at(-86_400_001), actor: anyone('document.back-date') }),
  ]

  const outcomes = await perform(place.database, action, all, () => now)

  expect(told(outcomes)).toEqual(['not_permitted', 'not_permitted', 'occurs_in_future', 'done', 'back_dated', 'done', 'done'])
  expect(sizes).toEqual([3])
  expect(await documents(all)).toEqual(['door-4', 'door-6', 'door-7'])
})

test('a known id answers as the first time, whatever the action would say now', async () => {
  const first = command({ word: 'known' })
  const { action } = noting()
  await perform(place.database, action, [first])
  const refusing: Action<Note> = { ...action, run: async (_, all) => all.map(({ payload }) => no(payload.word)) }
  const throwing: Action<Note> = { ...action, run: async () => { throw no('any') } }

  for (const other of [action, refusing, throwing]) {
    const [again] = await perform(place.database, other, [first])
    expect(again).toEqual({ ok: true, answer: { word: 'known' }, repeated: true })
  }
  expect(await words('known')).toEqual(['known'])
})

test('a known id answers also when so much time has passed that it could not be new', async () => {
  const first = command({ word: 'offline' })
  const { action } = noting()
  await perform(place.database, action, [first])
  const late = () => new Date(Date.now() + 10 * 86_400_000)

  expect(told(await perform(place.database, action, [first], late))).toEqual(['repeated'])
  const changed = { ...first, payload: { word: 'other' } }
  expect(told(await perform(place.database, action, [changed, command({ word: 'new' })], late))).toEqual(['id_reused', 'back_dated'])
  const barred = { ...first, actor: { id: newId(), permissions: new Set<string>() } }
  expect(told(await perform(place.database, action, [barred], late))).toEqual(['not_permitted'])
})

test('a known id with another payload or for another action is refused', async () => {
  const first = command({ word: 'taken' })
  const { action } = noting()
  await perform(place.database, action, [first])

  expect(told(await perform(place.database, action, [{ ...first, payload: { word: 'another' } }]))).toEqual(['id_reused'])
  expect(told(await perform(place.database, { ...action, kind: 'note-else' }, [first]))).toEqual(['id_reused'])
  expect(await words('taken', 'another')).toEqual(['taken'])
})

test('the same id twice in one set is one command, or a refusal when the contents differ', async () => {
  const first = command({ word: 'twice' })
  const set = [first, first, { ...first, payload: { word: 'thrice' } }, command({ word: 'apart' })]

  expect(told(await perform(place.database, noting().action, set))).toEqual(['done', 'repeated', 'id_reused', 'done'])
  expect(await words('twice', 'thrice', 'apart')).toEqual(['apart', 'twice'])
})

test('a refused command leaves nothing and is judged anew', async () => {
  const first = command({ word: 'later' })
  const { action } = noting()
  const closed: Action<Note> = { ...action, run: async (_, all) => all.map(({ payload }) => no(payload.word)) }

  expect(told(await perform(place.database, closed, [first, first]))).toEqual(['no', 'no'])
  expect(await documents([first])).toEqual([])
  expect(told(await perform(place.database, action, [{ ...first, payload: { word: 'changed' } }]))).toEqual(['done'])
})

test(`a set of more than ${LARGEST_SET} is cut, and each answers in its place`, async () => {
  const { action, sizes } = noting()
  const all = Array.from({ length: 2 * LARGEST_SET + 1 }, (_, n) =>
    command({ word: `cut-${n}`, ...(n % 400 === 7 ? { does: 'refuse' as const } : {}) }))

  const outcomes = await perform(place.database, action, all)

  expect(sizes).toEqual([LARGEST_SET, LARGEST_SET, 1])
  expect(told(outcomes).flatMap((one, n) => (one === 'done' ? [] : [n]))).toEqual([7, 407, 807])
  expect((await documents(all)).length).toBe(all.length - 3)
})

test('a refusal thrown after something was written keeps nothing of its command, and all of the others', async () => {
  const all = [
    command({ word: 'split-1' }), command({ word: 'split-2', does: 'throw' }),
    command({ word: 'split-3', does: 'refuse' }), command({ word: 'split-4' }),
  ]

  expect(told(await perform(place.database, noting().action, all))).toEqual(['done', 'no', 'no', 'done'])
  expect(await words('split-1', 'split-2', 'split-3', 'split-4')).toEqual(['split-1', 'split-4'])
  expect(await documents(all)).toEqual(['split-1', 'split-4'])
})

test('a constraint one command runs into is its own refusal', async () => {
  const all = ['same-1', 'same-2', 'same-1', 'same-3'].map((word) => command({ word }))

  expect(told(await perform(place.database, noting().action, all))).toEqual(['done', 'done', 'no', 'done'])
  expect(await documents(all)).toEqual(['same-1', 'same-2', 'same-3'])
})

test('a constraint that no refusal explains is a mistake of ours, and nothing of the command is kept', async () => {
  const long = command({ word: 'far too long' })

  const failure = await performOne(place.database, noting().action, long).catch((error: unknown) => error)

  expect(sqlState(failure)).toBe('23514')
  expect(await documents([long])).toEqual([])
})

test('an action that gives fewer results than commands keeps nothing', async () => {
  const { action } = noting()
  const short: Action<Note> = { ...action, run: async (ctx, all) => (await action.run(ctx, all)).slice(1) }
  const all = [command({ word: 'few-1' }), command({ word: 'few-2' })]

  await expect(perform(place.database, short, all)).rejects.toThrow('note gave fewer results than commands.')
  expect(await documents(all)).toEqual([])
  expect(await words('few-1', 'few-2')).toEqual([])
})

const collide = { name: 'test.collide', text: `select platform.must_equal(0, 1, 'test')` }

test('what collides with others is tried again until it passes, and done once', async () => {
  const { action } = noting()
  let runs = 0
  const colliding: Action<Note> = {
    ...action,
    run: async (ctx, all) => {
      runs++
      const results = await action.run(ctx, all)
      if (runs < 4) ctx.tx.write(collide, [])
      return results
    },
  }
  const all = [command({ word: 'again-1' }), command({ word: 'again-2' })]

  expect(told(await perform(place.database, colliding, all))).toEqual(['done', 'done'])
  expect(runs).toBe(4)
  expect(await words('again-1', 'again-2')).toEqual(['again-1', 'again-2'])
})

test('what collides for ever ends with the error of the database, and nothing is kept', async () => {
  const { action } = noting()
  const colliding: Action<Note> = {
    ...action,
    run: async (ctx, all) => {
      const results = await action.run(ctx, all)
      ctx.tx.write(collide, [])
      return results
    },
  }
  const one = command({ word: 'never' })

  const failure = await performOne(place.database, colliding, one).catch((error: unknown) => error)

  expect(sqlState(failure)).toBe('40001')
  expect(await documents([one])).toEqual([])
})

test('one id from many senders at once is done once', async () => {
  const { action } = noting()
  const one = command({ word: 'at-once' })
  const other = { ...one, payload: { word: 'at-odds' } }

  const all = (await Promise.all(
    Array.from({ length: 12 }, (_, n) => perform(place.database, action, [n % 4 === 3 ? other : one])),
  )).flat()

  const codes = told(all)
  expect(codes.filter((code) => code === 'done').length).toBe(1)
  expect(new Set(codes.filter((code) => code !== 'done'))).toEqual(new Set(['repeated', 'id_reused']))
  expect((await words('at-once', 'at-odds')).length).toBe(1)
})

test('what a table is asked by key is planned once for any values, and by its index also while the table is empty', async () => {
  const owner = new pg.Client(place.config)
  await owner.connect()
  await owner.query(`create table public.empty (word text primary key); grant select on public.empty to public`)
  await owner.query('vacuum analyze public.empty')
  await owner.end()
  const ask = { name: 'test.by-key', text: 'select word from public.empty where word = any($1::text[])' }
  const plan = { name: 'test.plan', text: `explain (format text) execute "${ask.name}" ('{a}')` }
  let seen = ''
  let planned: object[] = []
  const action: Action<Note> = {
    ...noting().action,
    async run({ tx }, commands) {
      for (let nth = 0; nth < 7; nth++) await tx.read(ask, [['a']])
      planned = await tx.read({ name: 'test.planned', text: `select generic_plans::int as generic, custom_plans::int as custom
        from pg_prepared_statements where name = $1` }, [ask.name])
      seen = JSON.stringify(await tx.read(plan))
      return commands.map(({ payload: { word } }) => ({ answer: { word } }))
    },
  }
  await performOne(place.database, action, command({ word: 'planned' }))
  expect(planned).toEqual([{ generic: 7, custom: 0 }])
  expect(seen).toMatch(/empty_pkey/)
  expect(seen).not.toMatch(/Seq Scan/)
})

test('what was planned while its table was empty is planned anew as the table fills', async () => {
  const owner = new pg.Client(place.config)
  await owner.connect()
  await owner.query(`create table public.growing (word text, many integer, constraint growing_key unique (word, many));
    create index growing_many on public.growing (many, word); grant select on public.growing to public;`)
  await owner.query('vacuum analyze public.growing')
  const ask = {
    name: 'test.growing',
    text: 'select word from unnest($1::text[]) as it(word) join public.growing using (word)',
  }
  let plan = ''
  const action: Action<Note> = {
    ...noting().action,
    async run({ tx }, commands) {
      await tx.read(ask, [['a']])
      plan = JSON.stringify(await tx.read({ name: 'test.plan-now', text: `explain execute "${ask.name}" ('{a}')` }))
      return commands.map(({ payload: { word } }) => ({ answer: { word } }))
    },
  }
  const { database } = place
  const alone = openDatabase(database.config, 1)
  await performOne(alone, action, command({ word: 'empty' }))
  const early = plan
  await owner.query(`insert into public.growing select 'w' || n, 1 from generate_series(1, 20000) n`)
  await owner.end()
  for (let nth = 0; nth < 3; nth++) await performOne(alone, action, command({ word: `later ${nth}` }))
  await alone.close()
  expect(plan).not.toBe(early)
  expect(plan).toMatch(/growing_key/)
})
