// What is being typed survives a reload: kept in this tab until it is done or thrown away.
import { useCallback, useEffect, useState } from 'react'

/** The value of a form under a name; `clear` begins anew. What was kept by another version of the form is left. */
export function useDraft<Value extends object>(name: string, blank: () => Value) {
  const key = `lotline-draft-${name}`
  const [first, setFirst] = useState(blank)
  const [value, set] = useState<Value>(() => kept(key, first))
  const [isKept, setKept] = useState(() => value !== first)
  useEffect(() => {
    if (value === first) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(value))
  }, [key, value, first])
  const clear = useCallback((next: Value) => {
    sessionStorage.removeItem(key)
    setFirst(next)
    set(next)
    setKept(false)
  }, [key])
  return { value, set, clear, isKept }
}

function kept<Value extends object>(key: string, first: Value): Value {
  const text = sessionStorage.getItem(key)
  if (text === null) return first
  const value: Value = JSON.parse(text)
  return Object.keys(first).join() === Object.keys(value).join() ? value : first
}
