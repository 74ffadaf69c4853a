// Six steps through the app, each on the page it speaks of, with things of this record. Left at any time, begun again from
// the account menu.
import { Tour } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { ask } from '~/api'
import { words } from '~/words'
import { forgetTourWish } from './tour-wish'

const LONGEST_WAIT = 4000
const LOOK_EVERY = 50

/** Where each step stands, and what it points at; without that it stands in the middle. */
type Stand = { readonly target: string; readonly go: (things: Things) => { readonly to: string; readonly tab?: string } }
type Things = { readonly lot: string | null; readonly order: string | null }

const stands: readonly Stand[] = [
  { target: 'main h1', go: () => ({ to: '/lots' }) },
  { target: '[data-tour="story"]', go: ({ lot }) => ({ to: lot === null ? '/lots' : `/lots/${lot}` }) },
  { target: 'main [role="tablist"]', go: ({ lot }) => (lot === null ? { to: '/lots' } : { to: `/lots/${lot}`, tab: 'who' }) },
  { target: '[data-tour="hold"]', go: ({ lot }) => ({ to: lot === null ? '/holds' : `/lots/${lot}` }) },
  { target: 'main [role="tablist"]', go: ({ order }) => ({ to: order === null ? '/orders' : `/orders/${order}` }) },
  { target: 'main h1', go: () => ({ to: '/' }) },
]

export default function FirstTour({ end }: { readonly end: () => void }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const [step, setStep] = useState<number | null>(null)
  const going = useRef(0)
  const go = async (wanted: number) => {
    const stand = stands[wanted]
    if (stand === undefined) return
    const turn = ++going.current
    const { to, tab } = stand.go(await client.fetchQuery({ queryKey: ['tour'], queryFn: findThings, staleTime: 5000 }))
    await navigate({ to, search: tab === undefined ? {} : { tab } })
    await appears(stand.target)
    // Somebody went on, or left, while the page came.
    if (turn === going.current) setStep(wanted)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: it begins once when it is asked for, and goes on by its own buttons.
  useEffect(() => {
    void go(0)
    return () => {
      going.current++
    }
  }, [])
  const { tour } = words
  // Forgotten when it is left and not when it begins: the app may be drawn anew meanwhile.
  const leave = () => {
    forgetTourWish()
    end()
  }
  if (step === null) return null
  return (
    <Tour active step={step} onStepChange={(next) => void go(next)} onClose={leave} labels={tour.labels} zIndex={300} styles={{ stepCounter: { color: 'inherit' } }}>
      {stands.map(({ target }, nth) => {
        const [title, text] = tour.steps[nth] ?? ['', '']
        return <Tour.Step key={title} target={target} title={title}>{text}</Tour.Step>
      })}
    </Tour>
  )
}

// A lot that is held has the most to tell; else any. The latest order.
async function findThings(): Promise<Things> {
  const [holds, lots, orders] = await Promise.all([
    ask('/holds', { limit: '1' }), ask('/lots', { limit: '1' }), ask('/orders', { limit: '1', state: 'shipped' }),
  ])
  return { lot: holds.rows[0]?.lotId ?? lots.rows[0]?.id ?? null, order: orders.rows[0]?.id ?? null }
}

async function appears(target: string): Promise<void> {
  for (let waited = 0; waited < LONGEST_WAIT && document.querySelector(target) === null; waited += LOOK_EVERY) {
    await new Promise((done) => setTimeout(done, LOOK_EVERY))
  }
}
