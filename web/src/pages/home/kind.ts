// Which first page fits somebody: told by what they may do, for roles can be given together.

export type Kind = 'floor' | 'quality' | 'office' | 'looks'

/** Whoever may place orders runs the house; who may release holds decides on quality; who picks or receives works on the floor. */
export function kindOf(may: (permission: string) => boolean): Kind {
  if (may('order.write')) return 'office'
  if (may('hold.release')) return 'quality'
  return may('order.pick') || may('stock.receive') ? 'floor' : 'looks'
}
