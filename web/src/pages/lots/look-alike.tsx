// Says of a code that is being typed which lots of the item are called so or nearly so, before it is given to a new one.
import { Alert, List } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useQuestion } from '~/asking'
import { words } from '~/words'

const MOST = 5
const { newLot: said } = words

export function LookAlike({ itemId, code, isKnown }: {
  readonly itemId: string | null
  readonly code: string
  /** A lot of just this code is no news. */
  readonly isKnown?: boolean
}) {
  const wanted = code.trim()
  const [settled] = useDebouncedValue(wanted, 250)
  const { data } = useQuestion('/items/{id}/look-alikes', { id: itemId ?? '', code: settled }, { enabled: itemId !== null && settled !== '' })
  if (itemId === null || settled !== wanted || data === undefined) return null
  const same = isKnown === true ? [] : data.lookAlikes.filter(({ why }) => why === 'same')
  const like = data.lookAlikes.filter(({ why }) => why !== 'same')
  const others = [...same, ...like].slice(0, MOST)
  if (others.length === 0) return null
  return (
    <Alert color="orange" variant="light" role="status" title={same.length > 0 ? said.same(wanted) : said.alike(wanted)}>
      {same.length > 0 ? said.sameHint : said.alikeHint}
      <List size="sm" mt={4}>
        {others.map((other) => (
          <List.Item key={other.lotId}>
            <Link to={`/lots/${other.lotId}`} target="_blank" className="code">{other.code}</Link> {other.origin === null ? said.nobody : said.of(other.origin)} ({said.why[other.why]})
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}
