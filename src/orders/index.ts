// Orders: what customers asked for, from reservation to return.
export { createChannel } from './create-channel.ts'
export { placeOrder } from './place-order.ts'
export { receiveReturn } from './receive-return.ts'
export { refusals as ordersRefusals } from './refusals.ts'
export { ordersDoors, ordersQuestions } from './routes.ts'
export { needOf, partsOfReturn } from './rules.ts'
export {
  cancelOrder,
  changeOrder,
  deliverOrder,
  packOrder,
  pickOrder,
  reserveOrder,
  shipOrder,
  unpickOrder,
} from './work-orders.ts'
