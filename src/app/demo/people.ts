// Who buys: orders of eighteen months, by people who subscribe, cafés, people with an account, and guests. Pure; chance is the seed.
import { type ChannelCode, cafes, goods } from './goods.ts'

/** A number below `sides`, the next of a row that is always the same for a seed. */
export type Dice = (sides: number) => number

/** Dice that fall as the seed says. */
export function seededDice(seed: number): Dice {
  let state = seed | 0
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * sides)
  }
}

/** An order as somebody wants it. `day` counts from 1970; `minute` of that day. */
export type Wish = {
  readonly day: number
  readonly minute: number
  readonly customer: string | null
  readonly channel: ChannelCode
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[]
}

/** Somebody with a code. */
export type Person = { readonly code: string; readonly name: string; readonly country: string }

const CUSTOMERS = 1_300
const SUBSCRIBERS = 210
const firsts = ['Aino', 'Amir', 'Beatriz', 'Bram', 'Chiara', 'Daniel', 'Elif', 'Emil', 'Fatima', 'Freya', 'Hanna', 'Hugo', 'Ines', 'Ivo', 'Jonas', 'Julia', 'Kaito', 'Lea', 'Linh', 'Luca', 'Maja',
  'Marek', 'Mira', 'Nadia', 'Niall', 'Noor', 'Oscar', 'Petra', 'Quentin', 'Rosa', 'Sami', 'Saoirse', 'Sofia', 'Tariq', 'Tilda', 'Tomas', 'Uma', 'Vera', 'Wanda', 'Yusuf']
const lasts = ['Ahonen', 'Almeida', 'Bakker', 'Bergström', 'Byrne', 'Castellanos', 'Conti', 'Dahl', 'Demir', 'Eriksen', 'Fischer', 'Garnier', 'Haddad', 'Horvat', 'Ibrahim', 'Jansen', 'Kaya', 'Keller',
  'Kovač', 'Lindqvist', 'Maguire', 'Marino', 'Mendes', 'Moreau', 'Nakamura', 'Nguyen', 'Novak', 'Okafor', 'Olsen', 'Pereira', 'Quinn', 'Rossi', 'Salonen', 'Schmitt', 'Silva', 'Tanaka', 'Vidal', 'Walsh', 'Weber', 'Zielinski']
const countries = ['IE', 'IE', 'IE', 'GB', 'DE', 'NL', 'FR', 'SE', 'FI', 'ES', 'IT', 'PL']

/** The name of nobody in particular. */
export function nameOf(roll: Dice): string {
  return `${firsts[roll(firsts.length)]} ${lasts[roll(lasts.length)]}`
}

/** Everybody with a code: first people, then cafés. */
export function everybody(roll: Dice): Person[] {
  const people = Array.from({ length: CUSTOMERS }, (_, at): Person => ({
    code: `C-${String(at + 1).padStart(5, '0')}`, name: nameOf(roll), country: countries[roll(countries.length)] ?? 'IE',
  }))
  return [...people, ...cafes.map((name, at): Person => ({ code: `CAFE-${String(at + 1).padStart(2, '0')}`, name, country: 'IE' }))]
}

const sold = goods.filter(({ liking }) => liking > 0)
const forCafes = sold.filter((good) => good.forCafes)
const coffees = sold.filter(({ sku }) => /^CF-.*-250$/.test(sku))

function choose(roll: Dice, among: readonly { readonly sku: string; readonly liking: number }[], except: ReadonlySet<string>): string {
  const open = among.filter(({ sku }) => !except.has(sku))
  let at = roll(Math.round(open.reduce((sum, { liking }) => sum + liking, 0) * 100)) / 100
  for (const { sku, liking } of open) {
    at -= liking
    if (at < 0) return sku
  }
  return open.at(-1)?.sku ?? ''
}

function basket(roll: Dice, among: typeof sold, count: number, quantity: () => number): Wish['lines'] {
  const chosen = new Set<string>()
  for (let nth = 0; nth < count; nth++) chosen.add(choose(roll, among, chosen))
  return [...chosen].map((sku) => ({ sku, quantity: quantity() }))
}

// More from month to month; more before the holidays, less in summer; Mondays are strong.
function busyness(day: number, from: number, to: number): number {
  const growth = 0.7 + (0.75 * (day - from)) / (to - from)
  const date = new Date(day * 86_400_000)
  const month = date.getUTCMonth() + 1
  const ofYear = month === 12 && date.getUTCDate() > 22 ? 0.7 : month === 12 || (month === 11 && date.getUTCDate() > 14) ? 1.5 : month === 7 || month === 8 ? 0.85 : 1
  const ofWeek = [0.9, 1.25, 1.05, 1, 1, 0.95, 0.8][date.getUTCDay()] ?? 1
  return growth * ofYear * ofWeek
}

/** Every order from one day to another, in the order of time; about `wanted` of them. */
export function wishesOf(roll: Dice, people: readonly Person[], span: { readonly from: number; readonly to: number; readonly wanted: number }): Wish[] {
  const { from, to, wanted } = span
  const regular = [...subscriptions(roll, people, from, to), ...cafeOrders(roll, people, from, to)]
  const days = Array.from({ length: to - from + 1 }, (_, at) => from + at)
  const share = (wanted - regular.length) / days.reduce((sum, day) => sum + busyness(day, from, to), 0)
  let open = 0
  const retail = days.flatMap((day) => {
    open += share * busyness(day, from, to)
    const count = Math.floor(open)
    open -= count
    return Array.from({ length: count }, (): Wish => {
      // Some come again and again, most once in a while; one in five leaves no account.
      const place = Math.floor(CUSTOMERS * (roll(10_000) / 10_000) ** 1.6)
      const lines = basket(roll, sold, [1, 1, 1, 2, 2, 3, 4][roll(7)] ?? 1, () => [1, 1, 1, 1, 2, 2, 3][roll(7)] ?? 1)
      return { day, minute: 7 * 60 + roll(15 * 60), customer: roll(5) === 0 ? null : (people[place]?.code ?? null), channel: 'WEB', lines }
    })
  })
  return [...regular, ...retail].sort((a, b) => a.day - b.day || a.minute - b.minute)
}

function subscriptions(roll: Dice, people: readonly Person[], from: number, to: number): Wish[] {
  return Array.from({ length: SUBSCRIBERS }, (_, nth) => {
    const every = roll(3) === 0 ? 14 : 28
    const since = from + 1 + Math.floor(((to - from - 30) * nth) / SUBSCRIBERS) - Math.min(nth, 60) * 2
    const lines = basket(roll, coffees, 1 + roll(2), () => 1 + roll(2))
    const customer = people[roll(CUSTOMERS)]?.code ?? null
    const until = roll(4) === 0 ? since + 120 + roll(200) : to
    const wishes: Wish[] = []
    for (let day = since; day <= Math.min(until, to); day += every) if (day >= from) wishes.push({ day, minute: 6 * 60 + 45, customer, channel: 'SUBS', lines })
    return wishes
  }).flat()
}

function cafeOrders(roll: Dice, people: readonly Person[], from: number, to: number): Wish[] {
  return people.slice(CUSTOMERS).flatMap(({ code }, nth) => {
    const wishes: Wish[] = []
    const since = from + nth * 12
    for (let day = since; day <= to; day += 7) {
      wishes.push({ day, minute: 9 * 60 + nth * 7, customer: code, channel: 'CAFES', lines: basket(roll, forCafes, 2 + roll(3), () => 3 + roll(6)) })
    }
    return wishes
  })
}
