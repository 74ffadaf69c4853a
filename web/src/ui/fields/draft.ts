// What is being typed survives a reload: kept in this tab until it is done or thrown away.
import { useCallback, useEffect, useState } from 'react'

type Change<Value> = Value | ((now: Value) => Value)
const changed = <Value extends object>(now: Value, change: Change<Value>): Value => (typeof change === 'function' ? change(now) : change)

/**
 * The value of a form under a name; `clear` begins anew, and `suggest` fills in what nobody has to type: a form that has only that
 * is still a new one (`isNew`). What was kept by another version of the form is left.
 */
export function useDraft<Value extends object>(name: string, blank: () => Value) {
  const key = `lotline-draft-${name}`
  const [{ first, value }, setBoth] = useState(() => {
    const begun = blank()
    return { first: begun, value: kept(key, begun) }
  })
  const [isKept, setKept] = useState(() => value !== first)
  useEffect(() => {
    if (value === first) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(value))
  }, [key, value, first])
  const set = useCallback((change: Change<Value>) => setBoth((now) => ({ first: now.first, value: changed(now.value, change) })), [])
  const suggest = useCallback((change: Change<Value>) => setBoth((now) => {
    const next = changed(now.value, change)
    return { first: now.value === now.first ? next : now.first, value: next }
  }), [])
  const clear = useCallback((next: Value) => {
    sessionStorage.removeItem(key)
    setBoth({ first: next, value: next })
    setKept(false)
  }, [key])
  return { value, set, suggest, clear, isKept, isNew: value === first }
}

function kept<Value extends object>(key: string, first: Value): Value {
  const text = sessionStorage.getItem(key)
  if (text === null) return first
  const value: Value = JSON.parse(text)
  return Object.keys(first).join() === Object.keys(value).join() ? value : first
}
