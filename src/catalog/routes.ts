import { type CommandDoor, commandDoor, listDoor, type QueryDoor, queryDoor } from '#platform'
import { changeTrackingMode } from './change-tracking-mode.ts'
import {
  AskItem, ChangeTrackingMode, CreateItem, ItemCreated, ItemPage, SetUnit, TrackingModeChanged, UnitSet,
} from './contract.ts'
import { createItem } from './create-item.ts'
import { itemList } from './lists.ts'
import { itemPage } from './questions.ts'
import { setUnit } from './set-unit.ts'

export const catalogDoors: CommandDoor[] = [
  commandDoor({
    path: '/items',
    summary: 'Make an item',
    body: CreateItem,
    answer: ItemCreated,
    action: createItem,
    parse: ({ units = [], ...item }) => ({
      ...item,
      units: units.map(({ unit, numerator, denominator = '1', fromOn = null, gtin = null }) => ({
        unit,
        numerator: BigInt(numerator),
        denominator: BigInt(denominator),
        fromOn,
        gtin,
      })),
    }),
  }),
  commandDoor({
    path: '/items/tracking-mode',
    summary: 'Follow an item otherwise from a day on',
    body: ChangeTrackingMode,
    answer: TrackingModeChanged,
    action: changeTrackingMode,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/items/unit',
    summary: 'Set how many base units a pack of an item holds from a day on',
    body: SetUnit,
    answer: UnitSet,
    action: setUnit,
    parse: ({ numerator, denominator = '1', gtin = null, ...unit }) => ({
      ...unit,
      numerator: BigInt(numerator),
      denominator: BigInt(denominator),
      gtin,
    }),
  }),
]

export const catalogQuestions: QueryDoor[] = [
  listDoor(itemList),
  queryDoor({
    path: '/items/:id',
    summary: 'An item, its units, its tracking modes and every change',
    permission: 'record.read',
    input: AskItem,
    answer: ItemPage,
    ask: itemPage,
  }),
]
