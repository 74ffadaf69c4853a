// Who is signed in, and what they may do. When the server forgets them, the page stays as it is and asks for the password.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { type Failure, onExpired, readSession, type Session } from './api'

type Account = NonNullable<Session['account']>

type Known = {
  readonly session: Session
  readonly isExpired: boolean
  readonly set: (session: Session) => void
}

const Context = createContext<Known | null>(null)

/** Reads the session once and keeps it. */
export function SessionProvider({ children, waiting, broken }: {
  readonly children: ReactNode
  readonly waiting: ReactNode
  readonly broken: (failure: Failure, again: () => void) => ReactNode
}) {
  const client = useQueryClient()
  const [isExpired, setExpired] = useState(false)
  const { data, error, refetch } = useQuery<Session, Failure>({ queryKey: ['session'], queryFn: readSession, staleTime: Number.POSITIVE_INFINITY })
  useEffect(() => onExpired(() => setExpired(true)), [])
  if (data === undefined) return error === null ? waiting : broken(error, () => void refetch())
  const set = (session: Session) => {
    client.setQueryData(['session'], session)
    setExpired(false)
  }
  return <Context value={{ session: data, isExpired, set }}>{children}</Context>
}

export function useSession(): Known {
  const known = useContext(Context)
  if (known === null) throw new Error('There is no session around this component.')
  return known
}

/** Whoever is signed in. */
export function useAccount(): Account {
  const { account } = useSession().session
  if (account === null) throw new Error('Nobody is signed in.')
  return account
}

/** Says what the account may do. The server decides; this only keeps away buttons that would be refused. */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useAccount()
  return (permission) => permissions.includes(permission)
}
