// English for the first page, and for what can be done from anywhere.

export const doing = {
  receive: 'Receive goods', putAway: 'Put goods away', pick: 'Pick orders', ship: 'Ship what is picked', move: 'Move or count stock', order: 'Place an order', return: 'Take back a return',
  make: 'Make lots from lots', hold: 'Place a hold', announce: 'Announce a delivery', trace: 'Trace a code', import: 'Import a list', item: 'Make an item',
}

export const home = {
  tooMany: 'There are more than 10,000.',
  title: 'Home', hello: (name: string) => `Good to see you, ${name}`, all: 'See all', holds: 'Holds that stand', holdsOldest: 'Holds to decide, the oldest first', last: 'What happened last',
  ending: (days: number) => `Ended, or ends within ${days} days`, nothingEnds: (days: number) => `Nothing on hand ends within ${days} days.`,
  toPick: 'Orders to pick', toShip: 'Orders picked, to be shipped', overdue: 'Deliveries due by today', expected: 'Deliveries expected', held: 'Holds that stand',
  pastLots: 'Lots on hand past their last day', endSoon: (days: number) => `Lots on hand that end within ${days} days`, unknownLots: 'Lots of unknown origin',
  pickNext: 'To pick next, the oldest first', nothingToPick: 'Nothing waits to be picked.', comes: 'What comes next', nothingComes: 'No delivery is expected.',
  waiting: 'Orders that wait for stock', noneWaits: 'No order waits for stock.', returns: 'What came back last', latestOrders: 'The latest orders',
  scanAnything: 'Or scan anything: its page opens.', do: 'What can be done',
  begin: 'Begin here', beginText: 'Lotline has no goods yet. Each step can be typed here, brought in from a file, or sent by a program.', api: 'For programs: the description of the API',
  steps: {
    places: ['A place', 'One site, such as a warehouse. It brings its own places for receiving, stock, shipping and returns.', 'Make a place'],
    items: ['Items', 'What you buy, make and sell, each with its unit.', 'Make an item'],
    partners: ['Partners', 'Suppliers and customers.', 'Make a partner'],
    channels: ['A sales channel', 'Where orders come from, and how long goods must still last when they arrive.', 'Make a channel'],
    receipts: ['The first goods', 'Receive what is there, with its lot codes and dates. From then on Lotline answers where it is and who has it.', 'Receive goods'],
  } as { readonly [step in 'places' | 'items' | 'partners' | 'channels' | 'receipts']: readonly [title: string, text: string, does: string] },
  fromFile: 'From a file', there: 'is there',
}
