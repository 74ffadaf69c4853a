// Where there is one site, nobody is asked which.
import { useEffect } from 'react'
import { useQuestion } from '~/asking'
import { type PlaceChoice, placeChoice } from './pickers'

type WithSite = { readonly site: PlaceChoice | null }

export function useOnlySite<Form extends WithSite>(form: Form, set: (change: (form: Form) => Form) => void): void {
  const { data } = useQuestion('/locations', { kind: 'site', state: 'open', limit: '2' })
  const only = data?.rows.length === 1 ? data.rows[0] : undefined
  useEffect(() => {
    if (only !== undefined && form.site === null) set((now) => ({ ...now, site: placeChoice(only) }))
  }, [only, form.site, set])
}
