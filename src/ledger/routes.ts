import { SELF } from '#partners'
import { commandDoor } from '#platform'
import { ChangeItem, ItemChanged } from '#catalog/contract'
import { ChangeLot, LotChanged, LotsMerged, MergeLots } from '#lots/contract'
import { aliasSerial } from './alias-serial.ts'
import { changeItem, changeLot, mergeLots } from './change-lots.ts'
import {
  AdjustStock, AliasSerial, DisposeStock, HoldPlaced, HoldReleased, MoveStock, PlaceHold, ReleaseHold,
  SerialAliased, StockAdjusted, StockDisposed, StockMoved,
} from './contract.ts'
import { decisionQuestions } from './decision-questions.ts'
import { adjustStock, disposeStock, lotOf, moveStock } from './move-stock.ts'
import { placeHold } from './place-hold.ts'
import { releaseHold } from './release-hold.ts'
import { stockQuestions } from './stock-questions.ts'
import { unitQuestions } from './unit-questions.ts'

export const ledgerDoors = [
  commandDoor({
    path: '/items/change',
    summary: 'Change fields of an item, with a reason; tells which of its lots last otherwise then',
    body: ChangeItem,
    answer: ItemChanged,
    action: changeItem,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/lots/change',
    summary: 'Change a lot: dates, codes, attributes; with a reason where a value is replaced',
    body: ChangeLot,
    answer: LotChanged,
    action: changeLot,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/lots/merge',
    summary: 'Say that two lots are one',
    body: MergeLots,
    answer: LotsMerged,
    action: mergeLots,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/stock/move',
    summary: 'Move stock between two locations of ours',
    body: MoveStock,
    answer: StockMoved,
    action: moveStock,
    rehearsable: true,
    parse: ({ lines }) => ({
      lines: lines.map((line) => ({
        ...line,
        lotId: lotOf(line),
        ownerId: line.ownerId ?? SELF,
        candidateIds: line.candidateIds ?? [],
        serial: line.serial ?? null,
        quantity: BigInt(line.quantity),
      })),
    }),
  }),
  commandDoor({
    path: '/stock/adjust',
    summary: 'Bring a balance to what was counted',
    body: AdjustStock,
    answer: StockAdjusted,
    action: adjustStock,
    parse: (body) => ({
      ...body, lotId: lotOf(body), ownerId: body.ownerId ?? SELF, counted: BigInt(body.counted),
    }),
  }),
  commandDoor({
    path: '/stock/dispose',
    summary: 'Destroy stock, with a reason',
    body: DisposeStock,
    answer: StockDisposed,
    action: disposeStock,
    parse: (body) => ({
      ...body, lotId: lotOf(body), ownerId: body.ownerId ?? SELF, quantity: BigInt(body.quantity),
    }),
  }),
  commandDoor({
    path: '/serials/alias',
    summary: 'Say that another code means a unit',
    body: AliasSerial,
    answer: SerialAliased,
    action: aliasSerial,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/holds',
    summary: 'Place a hold',
    body: PlaceHold,
    answer: HoldPlaced,
    action: placeHold,
    parse: (body, id) => ({
      ...body,
      holdId: body.holdId ?? id,
      lotId: body.lotId ?? null,
      locationId: body.locationId ?? null,
      serial: body.serial ?? null,
      supplierId: body.supplierId ?? null,
    }),
  }),
  commandDoor({
    path: '/holds/release',
    summary: 'Release a hold',
    body: ReleaseHold,
    answer: HoldReleased,
    action: releaseHold,
    parse: (body) => body,
  }),
]

export const ledgerQuestions = [...stockQuestions, ...unitQuestions, ...decisionQuestions]
