// The import law, and the order in which to read the code. A module may import the modules named after it,
// and nothing else; each of those stands above it, so there can be no cycle.
// SQL obeys it too: a module reads the schemas of modules it may import, and writes only its own.

const ground = {
  kernel: [], // ids, exact quantities, calendar dates, refusals; pure
  platform: ['kernel'], // database, commands, doors, sequencer, the private PostgreSQL
  auth: ['kernel', 'platform'], // who may do what
}

// Every domain module may use the ground. The lists show what it needs besides.
const domain = {
  partners: [], // suppliers, customers, owners of stock
  catalog: ['partners'], // items, units, tracking and shelf-life policy
  locations: ['partners'], // sites, zones, bins, and the places outside
  lots: ['catalog', 'partners', 'locations'], // what was made or received
  ledger: ['catalog', 'partners', 'locations', 'lots'], // where stock is, held, reserved, picked; only grows
  receiving: ['catalog', 'partners', 'locations', 'lots', 'ledger'],
  production: ['catalog', 'partners', 'locations', 'lots', 'ledger'], // make, repack, kit, split, merge
  orders: ['catalog', 'partners', 'locations', 'lots', 'ledger'],
  trace: ['catalog', 'partners', 'locations', 'lots', 'ledger', 'receiving', 'production', 'orders'], // reads, never writes
  corrections: ['catalog', 'partners', 'locations', 'lots', 'ledger', 'receiving', 'production', 'orders', 'trace'], // puts right what any of these recorded
  reports: [], // what people take away: lists as files
  alerts: ['catalog', 'partners', 'locations', 'lots', 'ledger', 'receiving', 'orders', 'reports'], // what needs somebody, told once
}

export const modules = { ...ground }
for (const [name, needs] of Object.entries(domain)) {
  modules[name] = [...Object.keys(ground), ...needs]
}
