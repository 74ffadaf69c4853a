// A sentence of colour, such as what was expected and what comes. A short mark stays on its line; a sentence goes on on the next,
// or a long one would make the page wider than a phone.
import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'

const styles = { root: { flexShrink: 1 }, label: { whiteSpace: 'normal', lineHeight: 1.4 } } as const

export function Told({ children, ...rest }: { readonly color: 'teal' | 'orange' | 'red'; readonly role?: 'status'; readonly children: ReactNode }) {
  return <Badge {...rest} size="lg" miw={0} maw="100%" h="auto" mih={26} styles={styles}>{children}</Badge>
}
