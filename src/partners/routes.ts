import { type CommandDoor, commandDoor, listDoor, type QueryDoor, queryDoor } from '#platform'
import { changePartner } from './change-partner.ts'
import { AskPartner, ChangePartner, CreatePartner, PartnerChanged, PartnerCreated, PartnerPage } from './contract.ts'
import { createPartner } from './create-partner.ts'
import { partnerList } from './lists.ts'
import { partnerPage } from './questions.ts'

export const partnersDoors: CommandDoor[] = [
  commandDoor({
    path: '/partners',
    summary: 'Make a partner',
    body: CreatePartner,
    answer: PartnerCreated,
    action: createPartner,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/partners/change',
    summary: 'Change fields of a partner, with a reason',
    body: ChangePartner,
    answer: PartnerChanged,
    action: changePartner,
    parse: (body) => body,
  }),
]

export const partnersQuestions: QueryDoor[] = [
  listDoor(partnerList),
  queryDoor({
    path: '/partners/:id',
    summary: 'A partner, its detail and every change',
    permission: 'record.read',
    input: AskPartner,
    answer: PartnerPage,
    ask: partnerPage,
  }),
]
