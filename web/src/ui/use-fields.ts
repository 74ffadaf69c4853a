// The fields of a form: what somebody typed stands over what the record says, and the record may go on changing meanwhile.
import { type ChangeEvent, useState } from 'react'
import type { Failure } from '~/api'
import { words } from '~/words'
import { sentenceOf } from './problem'

type Typed = { readonly value: string; readonly base: string }

/** How a refusal says which field it is about. */
export type FieldOf<Name extends string> = { readonly [code: string]: Name }

/**
 * `now` is what the record says. What was typed stays until `clear`, and a field nobody touched follows the record. A refusal whose
 * code is in `fieldOf`, and whatever does not fit its schema, stands beside its field; `rest` is what belongs to none. What somebody
 * else gave a field is told as `toldAs` writes it.
 */
export function useFields<Name extends string>(
  now: Readonly<Record<Name, string>>,
  failure: Failure | null,
  fieldOf: FieldOf<NoInfer<Name>> = {},
  toldAs: (name: NoInfer<Name>, value: string) => string = (_, value) => value,
) {
  const [typed, setTyped] = useState<ReadonlyMap<Name, Typed>>(new Map())
  const value = (name: Name) => typed.get(name)?.value ?? now[name]
  const set = (name: Name, next: string) =>
    setTyped((before) => new Map(before).set(name, { value: next, base: before.get(name)?.base ?? now[name] }))
  const errorOf = (name: Name): string | undefined => {
    const complaint = failure?.complaints.find(({ path }) => path === name || path.startsWith(`${name}.`))
    if (complaint !== undefined) return words.form.complaint(complaint.expected, complaint.found)
    return failure !== null && fieldOf[failure.code] === name ? sentenceOf(failure) : undefined
  }
  // Somebody else gave the field another value since this one was begun.
  const theirs = (name: Name) => {
    const mine = typed.get(name)
    return mine === undefined || now[name] === mine.base || now[name] === mine.value ? null : now[name]
  }
  const said = (name: Name) => {
    const [error, other] = [errorOf(name), theirs(name)]
    return { ...(error === undefined ? {} : { error }), ...(other === null ? {} : { description: words.form.meanwhile(toldAs(name, typed.get(name)?.base ?? ''), toldAs(name, other)) }) }
  }
  const isPlaced = failure !== null && (fieldOf[failure.code] !== undefined ||
    (failure.complaints.length > 0 && failure.complaints.every(({ path }) => (path.split('.')[0] ?? '') in now)))
  return {
    value,
    set,
    errorOf,
    /** What a text field needs. */
    text: (name: Name) => ({
      value: value(name), onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => set(name, event.currentTarget.value), ...said(name),
    }),
    /** What a list of choices needs. */
    choice: (name: Name) => ({
      value: value(name), onChange: (event: ChangeEvent<HTMLSelectElement>) => set(name, event.currentTarget.value), ...said(name),
    }),
    /** What a box to tick needs; `yes` and the empty text. */
    tick: (name: Name) => ({
      checked: value(name) === 'yes', onChange: (event: ChangeEvent<HTMLInputElement>) => set(name, event.currentTarget.checked ? 'yes' : ''), ...said(name),
    }),
    /** The fields that are otherwise than in the record. */
    changed: [...typed].filter(([name, mine]) => mine.value.trim() !== now[name]).map(([name]) => name),
    rest: isPlaced ? null : failure,
    clear: () => setTyped(new Map()),
  }
}
