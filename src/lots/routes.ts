import { type CommandDoor, commandDoor, type QueryDoor, queryDoor } from '#platform'
import {
  AskAttributes,
  AskLot,
  AttributeList,
  CreateLot,
  DefineAttribute,
  ListLots,
  LookAlikes,
  LotList,
  LotPage,
} from './contract.ts'
import { createLot } from './create-lot.ts'
import { defineAttribute } from './define-attribute.ts'
import { listAttributes, listLots, lookAlikesOf, lotPage } from './questions.ts'

export const lotsDoors: CommandDoor[] = [
  commandDoor({
    path: '/lots',
    summary: 'Make a lot',
    body: CreateLot,
    action: createLot,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/lot-attributes',
    summary: 'Define an attribute of lots, or give it a title and more choices',
    body: DefineAttribute,
    action: defineAttribute,
    parse: (body) => body,
  }),
]

export const lotsQuestions: QueryDoor[] = [
  queryDoor({
    path: '/lots',
    summary: 'Lots, the latest first, or those that bind before a day',
    permission: 'record.read',
    input: ListLots,
    answer: LotList,
    ask: listLots,
  }),
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
    path: '/lot-attributes',
    summary: 'The attributes that lots may have',
    permission: 'record.read',
    input: AskAttributes,
    answer: AttributeList,
    ask: listAttributes,
  }),
]
