// Where there is one site, nobody is asked which.
import { useEffect, useRef } from 'react'
import { useQuestion } from '~/asking'
import { type PlaceChoice, placeChoice } from './pickers'

type WithSite = { readonly site: PlaceChoice | null }
type Draft<Form> = {
  readonly value: Form
  readonly suggest: (change: (form: Form) => Form) => void
  readonly isNew: boolean
  readonly isKept: boolean
}

/** Suggests the only site to a form that is begun. Whoever cleared it wants none, also when the form is kept over a reload. */
export function useOnlySite<Form extends WithSite>({ value: { site }, suggest, isNew, isKept }: Draft<Form>): void {
  const { data } = useQuestion('/locations', { kind: 'site', state: 'open', limit: '2' })
  const only = data?.rows.length === 1 ? data.rows[0] : undefined
  const wasThere = useRef(isKept)
  useEffect(() => {
    if (site !== null) wasThere.current = true
    // A form that is begun anew.
    else if (isNew) wasThere.current = false
    if (only === undefined || wasThere.current) return
    suggest((now) => (now.site === null ? { ...now, site: placeChoice(only) } : now))
  }, [only, site, isNew, suggest])
}
