// Desk or floor: how large what one touches is. The device decides until somebody does.
import { useLocalStorage, useMediaQuery } from '@mantine/hooks'

/** The density in use, and how to choose another. */
export function useDensity() {
  const [chosen, choose] = useLocalStorage<'device' | 'desk' | 'floor'>({ key: 'lotline-density', defaultValue: 'device', getInitialValueInEffect: false })
  const isTouch = useMediaQuery('(pointer: coarse)', matchMedia('(pointer: coarse)').matches, { getInitialValueInEffect: false })
  return { chosen, choose, isFloor: chosen === 'device' ? isTouch : chosen === 'floor' }
}
