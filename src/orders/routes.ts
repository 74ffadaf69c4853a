import { NIL } from '#kernel'
import { SELF } from '#partners'
import { ErasePartner, PartnerErased } from '#partners/contract'
import { commandDoor } from '#platform'
import {
  CancelOrder, ChangeChannel, ChangeOrder, ChannelChanged, ChannelCreated, CreateChannel, OfOrder,
  OrderCancelled, OrderChanged, OrderPicked, OrderPlaced, OrderReserved, OrderShipped, OrderUnpicked,
  PickOrder, PlaceOrder, ReceiveReturn, ReserveWaiting, ReturnReceived, ShipOrder, StepOfOrder, StepTaken,
  UnpickOrder, WaitingReserved,
} from './contract.ts'
import { availabilityQuestion } from './availability.ts'
import { cancelOrder, changeOrder } from './change-orders.ts'
import { changeChannel } from './change-channel.ts'
import { createChannel } from './create-channel.ts'
import { erasePartner } from './erase-partner.ts'
import { pickOrder, unpickOrder } from './pick-orders.ts'
import { placeOrder } from './place-order.ts'
import { orderQuestions } from './questions.ts'
import { receiveReturn } from './receive-return.ts'
import { reserveOrder } from './reserve-orders.ts'
import { reserveWaiting } from './reserve-waiting.ts'
import { reservedQuestion } from './reserved.ts'
import { suggestionQuestion } from './suggestion.ts'
import { deliverOrder, packOrder, shipOrder } from './ship-orders.ts'

const step = (body: { orderId: string; parcel?: string }) => ({
  orderId: body.orderId,
  parcel: body.parcel ?? null,
})

export const ordersDoors = [
  commandDoor({
    path: '/partners/erase',
    summary: 'Erase what names a person, also where their orders went; the partner and its history stay',
    body: ErasePartner,
    answer: PartnerErased,
    action: erasePartner,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/channels',
    summary: 'Create a sales channel with its rules of life',
    body: CreateChannel,
    answer: ChannelCreated,
    action: createChannel,
    parse: (body, id) => ({
      code: body.code,
      name: body.name,
      channelId: body.channelId ?? id,
      leastLifeDays: body.leastLifeDays ?? null,
      transitDays: body.transitDays ?? 0,
      policy: body.policy ?? 'fefo',
    }),
  }),
  commandDoor({
    path: '/channels/change',
    summary: 'Change a channel, close it or open it again; what is reserved or picked from now on goes by its new rules',
    body: ChangeChannel,
    answer: ChannelChanged,
    action: changeChannel,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/orders',
    summary: 'Place an order and reserve its lines',
    body: PlaceOrder,
    answer: OrderPlaced,
    action: placeOrder,
    parse: (body, id) => ({
      orderId: body.orderId ?? id,
      number: body.number,
      customerId: body.customerId ?? NIL,
      channelId: body.channelId,
      siteId: body.siteId,
      through: body.through ?? 'reserved',
      shipTo: body.shipTo ?? null,
      lines: body.lines.map((line) => ({
        lineId: line.lineId ?? null,
        itemId: line.itemId,
        ownerId: line.ownerId ?? SELF,
        wantedLotId: line.wantedLotId ?? null,
        quantity: BigInt(line.quantity),
        ...(line.serials === undefined ? {} : { serials: line.serials }),
      })),
    }),
  }),
  commandDoor({
    path: '/orders/reserve',
    summary: 'Reserve what an order lacks, and let go of what has become too old for it',
    body: OfOrder,
    answer: OrderReserved,
    action: reserveOrder,
    parse: (body) => body,
  }),
  commandDoor({
    path: '/orders/reserve-waiting',
    summary: 'Reserve for orders that wait for stock, the oldest first',
    body: ReserveWaiting,
    answer: WaitingReserved,
    action: reserveWaiting,
    parse: ({ itemId, siteId, after, limit }) => ({
      itemId: itemId ?? null, siteId: siteId ?? null, after: after ?? null, limit: limit ?? 1_000,
    }),
  }),
  commandDoor({
    path: '/orders/pick',
    summary: 'Pick an order',
    body: PickOrder,
    answer: OrderPicked,
    action: pickOrder,
    parse: ({ orderId, lines, reason }) => {
      const named = (lines ?? []).flatMap((line) => line.lots ?? [])
      const among = (lines ?? []).flatMap((line) => line.oneOfLotIds ?? [])
      return {
        orderId,
        ...(reason === undefined ? {} : { reason }),
        lines:
          lines?.map(({ lineId, quantity, lots, oneOfLotIds, serials }) => ({
            lineId,
            quantity: quantity === undefined ? null : BigInt(quantity),
            lots: lots?.map(({ locationId = null, quantity: of, ...lot }) => ({ ...lot, locationId, quantity: BigInt(of) })) ?? null,
            ...(oneOfLotIds === undefined ? {} : { oneOf: oneOfLotIds }),
            ...(serials === undefined ? {} : { serials }),
          })) ?? null,
        lotIds: [...named.map(({ lotId }) => lotId), ...among],
        placeIds: named.flatMap(({ locationId }) => locationId ?? []),
      }
    },
  }),
  commandDoor({
    path: '/orders/unpick',
    summary: 'Take picked goods back',
    body: UnpickOrder,
    answer: OrderUnpicked,
    action: unpickOrder,
    parse: ({ orderId, lineId, reason }) => ({ orderId, lineId: lineId ?? null, reason: reason ?? null }),
  }),
  commandDoor({ path: '/orders/pack', summary: 'Note that an order is packed', body: StepOfOrder, answer: StepTaken, action: packOrder, parse: step }),
  commandDoor({
    path: '/orders/ship',
    summary: 'Ship what is picked of an order; name the units that get their number now',
    body: ShipOrder,
    answer: OrderShipped,
    action: shipOrder,
    parse: ({ serials, overrideReason, ...body }) => ({
      ...step(body),
      ...(overrideReason === undefined ? {} : { overrideReason }),
      ...(serials === undefined
        ? {}
        : { serials: serials.map(({ lineId, serial, lotId }) => ({ lineId, code: serial, lotId: lotId ?? null })) }),
    }),
  }),
  commandDoor({ path: '/orders/deliver', summary: 'Note that an order arrived', body: StepOfOrder, answer: StepTaken, action: deliverOrder, parse: step }),
  commandDoor({
    path: '/orders/change',
    summary: 'Change an order: quantities, more lines, its customer, where it goes',
    body: ChangeOrder,
    answer: OrderChanged,
    action: changeOrder,
    parse: ({ orderId, reason, lines, add, customerId, shipTo, reserve }) => ({
      orderId,
      reason,
      lines: (lines ?? []).map(({ lineId, quantity }) => ({ lineId, quantity: BigInt(quantity) })),
      ...(add === undefined ? {} : {
        add: add.map((line) => ({
          lineId: line.lineId ?? null, itemId: line.itemId, ownerId: line.ownerId ?? SELF,
          wantedLotId: line.wantedLotId ?? null, quantity: BigInt(line.quantity),
        })),
        lotIds: add.flatMap(({ wantedLotId }) => wantedLotId ?? []),
      }),
      ...(customerId === undefined ? {} : { customerId: customerId ?? NIL }),
      ...(shipTo === undefined ? {} : { shipTo }),
      ...(reserve === undefined ? {} : { reserves: reserve }),
    }),
  }),
  commandDoor({
    path: '/orders/cancel',
    summary: 'Cancel what has not shipped, of an order or of some of its lines',
    body: CancelOrder,
    answer: OrderCancelled,
    action: cancelOrder,
    parse: ({ orderId, reason, lineIds }) => ({ orderId, reason, lineIds: lineIds ?? null }),
  }),
  commandDoor({
    path: '/returns',
    summary: 'Receive goods that came back',
    body: ReceiveReturn,
    answer: ReturnReceived,
    action: receiveReturn,
    parse: (body, id) => ({
      number: body.number ?? id,
      customerId: body.customerId ?? NIL,
      siteId: body.siteId,
      lines: body.lines.map((line) => ({
        orderLineId: line.orderLineId ?? null,
        itemId: line.itemId,
        ownerId: line.ownerId ?? null,
        lotId: line.lotId ?? null,
        quantity: BigInt(line.quantity),
        ...(line.serials === undefined ? {} : { serials: line.serials }),
      })),
    }),
  }),
]

export const ordersQuestions = [...orderQuestions, availabilityQuestion, suggestionQuestion, reservedQuestion]
