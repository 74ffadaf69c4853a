// A scan that no field of a form takes begins a line with its item; what is no item is said, and nothing is left.
import { notifications } from '@mantine/notifications'
import { ask, Failure } from '~/api'
import { usePageScan } from '~/ui/fields/use-scan'
import { sentenceOf } from '~/ui/problem'
import { words } from '~/words'
import type { ItemChoice } from './pickers'

export function useItemScan(take: (item: ItemChoice) => void): void {
  const look = async (code: string) => {
    try {
      const { rows } = await ask('/find', { q: code })
      const [found, another] = rows.filter(({ kind, isExact }) => kind === 'item' && isExact)
      if (found === undefined || another !== undefined) return notifications.show({ color: 'orange', message: words.fields.noItem(code) })
      const { item } = await ask('/items/{id}', { id: found.id })
      take({ id: item.id, code: item.sku, detail: item.name, baseUnit: item.baseUnit })
    } catch (error) {
      if (error instanceof Failure) notifications.show({ color: 'red', message: sentenceOf(error) })
    }
  }
  usePageScan((code) => void look(code))
}
