// What the demo company deals in: a roaster of coffee and packer of tea with a side line of skincare. Data, and nothing else.

/** Who delivers: how many days after the order, and how many kilos or pieces a full bag or case holds. */
export type Supplier = { readonly code: string; readonly name: string; readonly country: string; readonly leadDays: number; readonly lots: string }
export const suppliers: readonly Supplier[] = [
  { code: 'KONGA', name: 'Konga Hill Cooperative', country: 'ET', leadDays: 42, lots: 'KO' },
  { code: 'PITAL', name: 'Pitalito Growers', country: 'CO', leadDays: 35, lots: 'PI' },
  { code: 'BOAVISTA', name: 'Fazenda Boa Vista do Sul', country: 'BR', leadDays: 35, lots: 'BV' },
  { code: 'GATHURI', name: 'Gathuri Washing Station', country: 'KE', leadDays: 42, lots: 'GA' },
  { code: 'CUMBRE', name: 'Finca La Cumbre Alta', country: 'GT', leadDays: 35, lots: 'LC' },
  { code: 'LINTANG', name: 'Lintang Highland Estates', country: 'ID', leadDays: 49, lots: 'LI' },
  { code: 'RIDGE', name: 'Ridge and Valley Teas', country: 'LK', leadDays: 35, lots: 'RV' },
  { code: 'UJIKAWA', name: 'Ujikawa Tea Garden', country: 'JP', leadDays: 42, lots: 'UJ' },
  { code: 'BOTANICA', name: 'Botanica Lindell', country: 'FI', leadDays: 21, lots: 'BL' },
  { code: 'HIVE', name: 'Hive and Paper Goods', country: 'IE', leadDays: 14, lots: 'HP' },
]
/** The one that gets worse as the months pass. */
export const WORSENING = 'BOTANICA'

/** A single origin: its raw coffee comes in bags of sixty kilos. */
export type Origin = { readonly code: string; readonly name: string; readonly supplier: string }
export const origins: readonly Origin[] = [
  { code: 'YIRG', name: 'Ethiopia Yirgacheffe', supplier: 'KONGA' },
  { code: 'HUILA', name: 'Colombia Huila', supplier: 'PITAL' },
  { code: 'SANTOS', name: 'Brazil Santos', supplier: 'BOAVISTA' },
  { code: 'NYERI', name: 'Kenya Nyeri', supplier: 'GATHURI' },
  { code: 'ANTIGUA', name: 'Guatemala Antigua', supplier: 'CUMBRE' },
  { code: 'SUMATRA', name: 'Sumatra Mandheling', supplier: 'LINTANG' },
  { code: 'GAYO', name: 'Sumatra Gayo organic', supplier: 'LINTANG' },
  { code: 'DECAF', name: 'Colombia decaf', supplier: 'PITAL' },
]

/** A blend of roasted origins, by parts of a hundred. */
export type Blend = { readonly code: string; readonly name: string; readonly of: readonly (readonly [origin: string, parts: number])[] }
export const blends: readonly Blend[] = [
  { code: 'HOUSE', name: 'House blend', of: [['SANTOS', 50], ['HUILA', 50]] },
  { code: 'ESPRESSO', name: 'Night Shift espresso', of: [['SANTOS', 60], ['SUMATRA', 40]] },
  { code: 'BREAKFAST', name: 'Breakfast blend', of: [['ANTIGUA', 50], ['YIRG', 50]] },
]

const teas = [
  { code: 'CEYLON', name: 'Ceylon orange pekoe', supplier: 'RIDGE' },
  { code: 'EARLGREY', name: 'Earl Grey', supplier: 'RIDGE' },
  { code: 'CHAI', name: 'Masala chai', supplier: 'RIDGE' },
  { code: 'SENCHA', name: 'Sencha', supplier: 'UJIKAWA' },
  { code: 'GENMAI', name: 'Genmaicha', supplier: 'UJIKAWA' },
  { code: 'HOJICHA', name: 'Hojicha', supplier: 'UJIKAWA' },
] as const

const skincare = [
  ['SCRUB', 'Coffee body scrub 200 g', 9], ['BALM', 'Coffee lip balm', 8], ['CREAM', 'Green tea hand cream 75 ml', 10], ['MIST', 'Sencha face mist 100 ml', 5],
  ['SOAP', 'Arabica soap 120 g', 8], ['OIL', 'Raw coffee face oil 30 ml', 4], ['MASK', 'Hojicha clay mask 100 g', 4],
] as const

/** How a good comes to be: bought, roasted, blended, packed from a bulk good so many of the packs out of a hundred kilos, or put together. */
export type Source =
  | { readonly by: 'bought'; readonly supplier: string; readonly lotOf: number; readonly lifeDays: number | null }
  | { readonly by: 'roasted'; readonly from: string }
  | { readonly by: 'blended'; readonly of: readonly (readonly [sku: string, parts: number])[] }
  | { readonly by: 'packed'; readonly from: string; readonly gramsEach: number }
  | { readonly by: 'kit'; readonly of: readonly string[] }

/** An item of the company. `liking` is how often it is chosen beside the others; none: it is not sold. */
export type Good = {
  readonly sku: string
  readonly name: string
  readonly unit: 'kg' | 'piece'
  readonly gtin: string | null
  readonly place: string
  readonly source: Source
  readonly liking: number
  /** Cafés take it too. */
  readonly forCafes: boolean
  readonly useBy: boolean
  readonly leastReceiptDays: number | null
}

const RAW_LIFE = 540
export const ROASTED_LIFE = 365
const TEA_LIFE = 730
/** How long skincare lasts when it comes, as it was agreed; and what is taken in without a word. */
export const SKINCARE_LIFE = 540
export const LEAST_SKINCARE = 270

const bulk = { unit: 'kg', gtin: null, liking: 0, forCafes: false, useBy: false, leastReceiptDays: null } as const
const pack = { unit: 'piece', forCafes: false, useBy: false, leastReceiptDays: null } as const
const likings: { readonly [code: string]: number } = {
  YIRG: 26, HUILA: 22, SANTOS: 14, NYERI: 11, ANTIGUA: 12, SUMATRA: 9, GAYO: 7, DECAF: 13, HOUSE: 40, ESPRESSO: 44, BREAKFAST: 24,
}

let nextGtin = 0
// GTINs beginning with 952 are kept for demonstrations, everywhere.
function gtin(): string {
  const body = `9521470${String(++nextGtin).padStart(5, '0')}`
  const sum = [...body].reduce((all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 1 : 3), 0)
  return `${body}${(10 - (sum % 10)) % 10}`
}

function coffeePacks(code: string, name: string, from: string, kilo: boolean, at: number): Good[] {
  const place = `RW-A-0${(at % 6) + 1}`
  const liking = likings[code] ?? 10
  const small: Good = { ...pack, sku: `CF-${code}-250`, name: `${name} 250 g`, gtin: gtin(), place, liking, source: { by: 'packed', from, gramsEach: 250 } }
  if (!kilo) return [small]
  return [small, { ...small, sku: `CF-${code}-1KG`, name: `${name} 1 kg`, gtin: gtin(), liking: liking / 5, forCafes: true, source: { by: 'packed', from, gramsEach: 1000 } }]
}

/** Everything, what is made of something behind it. */
export const goods: readonly Good[] = [
  ...origins.map(({ code, name, supplier }): Good => ({
    ...bulk, sku: `RAW-${code}`, name: `${name}, raw coffee`, place: 'RW-RAW', source: { by: 'bought', supplier, lotOf: 60, lifeDays: RAW_LIFE },
  })),
  ...origins.map(({ code, name }): Good => ({ ...bulk, sku: `RST-${code}`, name: `${name}, roasted`, place: 'RW-SILO', source: { by: 'roasted', from: `RAW-${code}` } })),
  ...blends.map(({ code, name, of }): Good => ({
    ...bulk, sku: `BLD-${code}`, name: `${name}, in bulk`, place: 'RW-SILO', source: { by: 'blended', of: of.map(([origin, parts]) => [`RST-${origin}`, parts] as const) },
  })),
  ...origins.flatMap(({ code, name }, at) => coffeePacks(code, name, `RST-${code}`, ['HUILA', 'SANTOS', 'YIRG'].includes(code), at)),
  ...blends.flatMap(({ code, name }, at) => coffeePacks(code, name, `BLD-${code}`, true, at + 2)),
  ...teas.map(({ code, name, supplier }): Good => ({
    ...bulk, sku: `TEA-${code}`, name: `${name}, loose`, place: 'RW-RAW', source: { by: 'bought', supplier, lotOf: 20, lifeDays: TEA_LIFE },
  })),
  ...teas.map(({ code, name }, at): Good => ({
    ...pack, sku: `TEA-${code}-100`, name: `${name} 100 g`, gtin: gtin(), place: `RW-B-0${(at % 3) + 1}`, liking: [9, 14, 12, 11, 7, 5][at] ?? 6,
    forCafes: true, source: { by: 'packed', from: `TEA-${code}`, gramsEach: 100 },
  })),
  ...['EARLGREY', 'SENCHA'].map((code): Good => ({
    ...pack, sku: `TEA-${code}-500`, name: `${code === 'SENCHA' ? 'Sencha' : 'Earl Grey'} 500 g`, gtin: gtin(), place: 'RW-B-03', liking: 2,
    forCafes: true, source: { by: 'packed', from: `TEA-${code}`, gramsEach: 500 },
  })),
  ...skincare.map(([code, name, liking]): Good => ({
    ...pack, sku: `SKIN-${code}`, name, gtin: gtin(), place: 'RW-C-01', liking, useBy: true, leastReceiptDays: LEAST_SKINCARE,
    source: { by: 'bought', supplier: WORSENING, lotOf: 24, lifeDays: SKINCARE_LIFE },
  })),
  { ...pack, sku: 'HONEY-250', name: 'Heather honey 250 g', gtin: gtin(), place: 'RW-C-02', liking: 6, source: { by: 'bought', supplier: 'HIVE', lotOf: 24, lifeDays: 720 } },
  { ...pack, sku: 'FILTERS-100', name: 'Paper filters, 100', gtin: gtin(), place: 'RW-C-02', liking: 9, source: { by: 'bought', supplier: 'HIVE', lotOf: 50, lifeDays: null } },
  {
    ...pack, sku: 'SET-TASTING', name: 'Tasting set, three coffees', gtin: gtin(), place: 'RW-C-03', liking: 5,
    source: { by: 'kit', of: ['CF-YIRG-250', 'CF-HUILA-250', 'CF-HOUSE-250'] },
  },
]

// What a kilo or a piece of what is bought costs, in cents of a euro.
const bought: { readonly [sku: string]: number } = {
  'RAW-YIRG': 890, 'RAW-HUILA': 740, 'RAW-SANTOS': 590, 'RAW-NYERI': 960, 'RAW-ANTIGUA': 820, 'RAW-SUMATRA': 710, 'RAW-GAYO': 780, 'RAW-DECAF': 860,
  'TEA-CEYLON': 1400, 'TEA-EARLGREY': 1550, 'TEA-CHAI': 1250, 'TEA-SENCHA': 3200, 'TEA-GENMAI': 2400, 'TEA-HOJICHA': 2700,
  'SKIN-SCRUB': 480, 'SKIN-BALM': 210, 'SKIN-CREAM': 540, 'SKIN-MIST': 620, 'SKIN-SOAP': 290, 'SKIN-OIL': 950, 'SKIN-MASK': 580, 'HONEY-250': 490, 'FILTERS-100': 230,
}

/** What one of a good is worth: what went into it, what roasting loses and the bag. Of the tasting set nobody said it. */
export function worthOf(good: Pick<Good, 'sku' | 'source'>): { readonly value: string; readonly currency: string } | Record<string, never> {
  const cents = centsOf(good)
  return cents === null ? {} : { value: (cents / 100).toFixed(2), currency: 'EUR' }
}

function centsOf({ sku, source }: Pick<Good, 'sku' | 'source'>): number | null {
  const of = (other: string) => {
    const good = goods.find((one) => one.sku === other)
    return (good === undefined ? null : centsOf(good)) ?? 0
  }
  switch (source.by) {
    case 'bought': return bought[sku] ?? null
    case 'roasted': return Math.round(of(source.from) * 1.3)
    case 'blended': return Math.round(source.of.reduce((all, [part, parts]) => all + (of(part) * parts) / 100, 0))
    case 'packed': return Math.round((of(source.from) * source.gramsEach) / 1000) + 45
    case 'kit': return null
  }
}

/** Where things lie, beside what every site has. */
export const places: readonly (readonly [code: string, name: string])[] = [
  ['RW-RAW', 'Raw store'], ['RW-SILO', 'Silos'], ['RW-A-01', 'Shelf A 1'], ['RW-A-02', 'Shelf A 2'], ['RW-A-03', 'Shelf A 3'], ['RW-A-04', 'Shelf A 4'],
  ['RW-A-05', 'Shelf A 5'], ['RW-A-06', 'Shelf A 6'], ['RW-B-01', 'Shelf B 1'], ['RW-B-02', 'Shelf B 2'], ['RW-B-03', 'Shelf B 3'],
  ['RW-C-01', 'Cool shelf'], ['RW-C-02', 'Shelf C 2'], ['RW-C-03', 'Gift shelf'],
]

/** Where orders come from, and how long what they get must still last. */
export const channels = [
  { code: 'WEB', name: 'Web shop', leastLifeDays: 45, transitDays: 2 },
  { code: 'SUBS', name: 'Subscriptions', leastLifeDays: 90, transitDays: 2 },
  { code: 'CAFES', name: 'Cafés', leastLifeDays: 120, transitDays: 1 },
] as const
export type ChannelCode = (typeof channels)[number]['code']

export const cafes = [
  'Corner Lantern Café', 'The Slow Pour', 'Harbour Street Bakery', 'Café Meridian', 'Two Kettles', 'Northlight Coffee Bar', 'The Reading Room',
  'Olive and Oak', 'Platform Nine Espresso', 'Mill Pond Tearoom', 'Copper Kettle', 'Hotel Aurora', 'Field Kitchen', 'Gallery Café',
] as const
