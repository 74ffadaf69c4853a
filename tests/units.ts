// A shop whose item is followed by serial, and what a test wants to know of its units.
import { changeTrackingMode } from '#catalog'
import { SELF } from '#partners'
import { type Database, newId, query } from '#platform'
import { receive } from '#receiving'
import { act, day, makeShop } from '#test/shop'

export type Mode = 'none' | 'lot' | 'serial' | 'lot+serial' | 'serial_at_shipment'

/** Makes a shop that follows its item in a mode from today on. */
export async function makeUnitShop(database: Database, mode: Mode) {
  const shop = await makeShop(database)
  const { itemId, supplierId, siteId, storage } = shop
  const follow = (trackingMode: Mode) =>
    act(database, changeTrackingMode, { itemId, trackingMode, fromOn: day(0), reason: 'Needed' })
  await follow(mode)
  const receipt = (serials: readonly string[], lot: { lotId: string; code?: string; bestBefore?: string } | null, toLocationId = storage) => ({
    number: newId(), supplierId, siteId, announcementId: null,
    lines: [{
      itemId, ownerId: SELF, supplierLotCode: null, quantity: String(serials.length), unit: null, secondQuantity: null,
      lot: lot === null ? null : {
        lotId: lot.lotId, code: lot.code ?? lot.lotId.slice(-12), dates: lot.bestBefore === undefined ? {} : { bestBefore: lot.bestBefore },
      },
      serials, toLocationId, announcementLineId: null, overrideReason: null,
    }],
  })
  return {
    ...shop,
    follow,
    receipt,
    /** Receives units into storage and gives their lot. */
    async units(serials: readonly string[], bestBefore?: string): Promise<string> {
      const lotId = newId()
      await act(database, receive, receipt(serials, { lotId, ...(bestBefore === undefined ? {} : { bestBefore }) }))
      return lotId
    },
    /** Where the record has the units, by code. */
    async whereabouts(): Promise<Record<string, string>> {
      const rows = await query<{ code: string; at: string }>(database, {
        name: 'test.whereabouts',
        text: `select s.code, case when p.own then p.role else p.kind end as at from ledger.serial s
          join locations.location p on p.id = s.location_id where s.item_id = $1 order by s.code`,
      }, [itemId])
      return Object.fromEntries(rows.map(({ code, at }) => [code, at]))
    },
  }
}
