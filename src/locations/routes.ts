import { type CommandDoor, commandDoor, listDoor, type QueryDoor, queryDoor } from '#platform'
import { changeLocation } from './change-location.ts'
import { closeLocation } from './close-location.ts'
import {
  AskLocation, AskTree, ChangeLocation, CloseLocation, CreateLocation, LocationChanged, LocationClosed,
  LocationCreated, LocationPage, LocationTree,
} from './contract.ts'
import { createLocation } from './create-location.ts'
import { locationList } from './lists.ts'
import { locationPage, locationTree } from './questions.ts'

export const locationsDoors: CommandDoor[] = [
  commandDoor({
    path: '/locations',
    summary: 'Make a location; a site comes with the parts every site has',
    body: CreateLocation,
    answer: LocationCreated,
    action: createLocation,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/locations/change',
    summary: 'Change fields of a location, with a reason',
    body: ChangeLocation,
    answer: LocationChanged,
    action: changeLocation,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/locations/close',
    summary: 'Close a location: nothing more goes in',
    body: CloseLocation,
    answer: LocationClosed,
    action: closeLocation,
    parse: (body) => body,
  }),
]

export const locationsQuestions: QueryDoor[] = [
  listDoor(locationList),
  queryDoor({
    path: '/locations/tree',
    summary: 'Our locations in the order of the tree',
    permission: 'record.read',
    input: AskTree,
    answer: LocationTree,
    ask: locationTree,
  }),
  queryDoor({
    path: '/locations/:id',
    summary: 'A location, what stands under it and every change',
    permission: 'record.read',
    input: AskLocation,
    answer: LocationPage,
    ask: locationPage,
  }),
]
