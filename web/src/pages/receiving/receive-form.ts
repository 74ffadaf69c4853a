// What is typed when goods arrive, and what is sent of it.
import type { AnswerOf, BodyOf } from '~/api'
import { datesOf, noDates, type TypedDates, unreadableDates, dateLabels } from '~/pages/fields/lot-dates'
import type { ItemChoice, PartnerChoice, PlaceChoice } from '~/pages/fields/pickers'
import { numbersOf } from '~/pages/fields/units'
import type { Faults } from '~/ui/fields/faults'
import { type Keyed, newKey } from '~/ui/fields/lines'
import type { Entered } from '~/ui/fields/quantity-field'
import { numberOf } from '~/ui/fields/read-quantity'
import { words } from '~/words'

/** A line as it is typed. */
export type ArrivingLine = Keyed & {
  readonly item: ItemChoice | null
  readonly code: string
  readonly dates: TypedDates
  readonly entered: Entered
  readonly supplierLotCode: string
  readonly announcementLineId: string | null
  readonly place: PlaceChoice | null
  readonly serials: string
  readonly reason: string
  readonly isOpen: boolean
}

export type ReceiveForm = {
  readonly supplier: PartnerChoice | null
  readonly site: PlaceChoice | null
  readonly number: string
  readonly announcementId: string | null
  readonly lines: readonly ArrivingLine[]
}

export type Announcement = AnswerOf<'/announcements/{id}'>

export function blankLine(some: Partial<ArrivingLine> = {}): ArrivingLine {
  return {
    key: newKey(), item: null, code: '', dates: noDates, entered: { quantity: '', unit: '' }, supplierLotCode: '', announcementLineId: null,
    place: null, serials: '', reason: '', isOpen: false, ...some,
  }
}

export const blankForm = (): ReceiveForm => ({ supplier: null, site: null, number: '', announcementId: null, lines: [blankLine()] })

/** What is still to come of an announced line; never below zero. */
export function leftOf({ announced, received }: Announcement['lines'][number]): bigint {
  const left = BigInt(announced) - BigInt(received)
  return left < 0n ? 0n : left
}

/** An announced line as it is expected to arrive. */
export function expectedLine(line: Announcement['lines'][number]): ArrivingLine {
  return blankLine({
    item: { id: line.itemId, code: line.sku, detail: line.name, baseUnit: line.unit },
    code: line.lotCode ?? '', entered: { quantity: String(leftOf(line)), unit: '' }, announcementLineId: line.id,
  })
}

/** The form of an announcement: everything that is still to come of it. */
export function formOf(announcement: Announcement): ReceiveForm {
  const due = announcement.lines.filter((line) => leftOf(line) > 0n)
  return {
    supplier: { id: announcement.supplierId, code: announcement.supplier, detail: '' },
    site: { id: announcement.siteId, code: announcement.site ?? '', detail: '', siteId: announcement.siteId },
    number: '', announcementId: announcement.id,
    lines: due.length === 0 ? [blankLine()] : due.map(expectedLine),
  }
}

/** What keeps the form from being sent, line by line. */
export function unready(form: ReceiveForm): Faults {
  const { receive: said } = words
  const at = new Map<number, string[]>()
  for (const [nth, line] of form.lines.entries()) {
    const wrong = [
      ...(line.item === null ? [said.noItem] : []),
      ...unreadableDates(line.dates).map((name) => said.noDate(dateLabels[name])),
      ...(numberOf(line.entered.quantity) === null ? [said.noQuantity] : []),
    ]
    if (wrong.length > 0) at.set(nth, wrong)
  }
  return { at, isElsewhere: false }
}

/** What is sent. */
export function bodyOf(form: ReceiveForm): BodyOf<'/receipts'> {
  return {
    supplierId: form.supplier?.id ?? '',
    siteId: form.site?.id ?? '',
    ...(form.number.trim() !== '' && { number: form.number.trim() }),
    ...(form.announcementId !== null && { announcementId: form.announcementId }),
    lines: form.lines.map((line) => {
      const [dates, serials] = [datesOf(line.dates), numbersOf(line.serials)]
      return {
        itemId: line.item?.id ?? '',
        quantity: numberOf(line.entered.quantity) ?? '',
        ...(line.entered.unit !== '' && { unit: line.entered.unit }),
        ...(line.code.trim() !== '' && { lot: { code: line.code.trim(), ...(dates !== undefined && { dates }) } }),
        ...(line.supplierLotCode.trim() !== '' && { supplierLotCode: line.supplierLotCode.trim() }),
        ...(serials.length > 0 && { serials }),
        ...(line.place !== null && { toLocationId: line.place.id }),
        ...(line.announcementLineId !== null && { announcementLineId: line.announcementLineId }),
        ...(line.reason.trim() !== '' && { overrideReason: line.reason.trim() }),
      }
    }),
  }
}
