import { type CommandDoor, commandDoor, type QueryDoor, queryDoor } from '#platform'
import { changeLocation } from './change-location.ts'
import { closeLocation } from './close-location.ts'
import {
  AskLocation,
  ChangeLocation,
  CloseLocation,
  CreateLocation,
  ListLocations,
  LocationPage,
  LocationTree,
} from './contract.ts'
import { createLocation } from './create-location.ts'
import { listLocations, locationPage } from './questions.ts'

export const locationsDoors: CommandDoor[] = [
  commandDoor({
    path: '/locations',
    summary: 'Make a location; a site comes with the parts every site has',
    body: CreateLocation,
    action: createLocation,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/locations/change',
    summary: 'Change fields of a location, with a reason',
    body: ChangeLocation,
    action: changeLocation,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/locations/close',
    summary: 'Close a location: nothing more goes in',
    body: CloseLocation,
    action: closeLocation,
    parse: (body) => body,
  }),
]

export const locationsQuestions: QueryDoor[] = [
  queryDoor({
    path: '/locations',
    summary: 'Locations in the order of the tree',
    permission: 'record.read',
    input: ListLocations,
    answer: LocationTree,
    ask: listLocations,
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
