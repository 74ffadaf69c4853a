import { type CommandDoor, commandDoor, listDoor, type QueryDoor, queryDoor } from '#platform'
import {
  AskAlike, AskAttributes, AskLot, AttributeDefined, AttributeList, CodesAlike, CreateLot, DefineAttribute, LookAlikes, LotCreated,
  LotPage,
} from './contract.ts'
import { createLot } from './create-lot.ts'
import { defineAttribute } from './define-attribute.ts'
import { lotList } from './lists.ts'
import { codesAlike, listAttributes, lookAlikesOf, lotPage } from './questions.ts'

export const lotsDoors: CommandDoor[] = [
  commandDoor({
    path: '/lots',
    summary: 'Make a lot',
    body: CreateLot,
    answer: LotCreated,
    action: createLot,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/lot-attributes',
    summary: 'Define an attribute of lots, or give it a title and more choices',
    body: DefineAttribute,
    answer: AttributeDefined,
    action: defineAttribute,
    parse: (body) => body,
  }),
]

export const lotsQuestions: QueryDoor[] = [
  listDoor(lotList),
  queryDoor({
    path: '/lots/:id',
    summary: 'A lot, its attributes and every change',
    permission: 'record.read',
    input: AskLot,
    answer: LotPage,
    ask: lotPage,
  }),
  queryDoor({
    path: '/lots/:id/look-alikes',
    summary: 'Lots of the same item whose codes are easily taken for this one',
    permission: 'record.read',
    input: AskLot,
    answer: LookAlikes,
    ask: lookAlikesOf,
  }),
  queryDoor({
    path: '/items/:id/look-alikes',
    summary: 'Lots of an item whose code is the same or easily taken for one, before a new lot gets it',
    permission: 'record.read',
    input: AskAlike,
    answer: CodesAlike,
    ask: codesAlike,
  }),
  queryDoor({
    path: '/lot-attributes',
    summary: 'The attributes that lots may have',
    permission: 'record.read',
    input: AskAttributes,
    answer: AttributeList,
    ask: listAttributes,
  }),
]
