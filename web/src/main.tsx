// Where the app begins.
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './app.css'
import { Center, Loader, localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Failure } from './api'
import { NotStarted } from './pages/sign-in/not-started'
import { SignIn } from './pages/sign-in/sign-in'
import { router } from './routes'
import { SessionProvider, useSession } from './session'
import { cssVariables, theme } from './theme'
import { later } from './ui/later'
import { Notices } from './ui/notices'
import { words } from './words'

const colours = localStorageColorSchemeManager({ key: 'lotline-color-scheme' })

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // The stream of changes says when an answer is old; asking again by the clock would only be slower.
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      // A browser that thinks it is offline may still reach a server on the LAN, and when it does not that is to be said.
      networkMode: 'always',
      retry: (times, error) => times < 2 && error instanceof Failure && (error.status === 0 || error.status === 503),
    },
    mutations: { networkMode: 'always' },
  },
})

function Waiting() {
  return <Center h="100dvh"><Loader aria-label={words.waiting} /></Center>
}

// Once in the life of an installation.
const FirstRun = later(() => import('./pages/sign-in/first-run'), Waiting)

function Doorway() {
  const { session } = useSession()
  if (session.account !== null) return <RouterProvider router={router} />
  return session.isFirstRun ? <FirstRun /> : <SignIn />
}

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root.')
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} colorSchemeManager={colours} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <Notices />
        <SessionProvider
          waiting={<Waiting />}
          broken={(failure, again) => <NotStarted failure={failure} again={again} />}
        >
          <Doorway />
        </SessionProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)

// All that the app may need without a connection is fetched when what is needed now has come.
if ('serviceWorker' in navigator && import.meta.env.PROD) setTimeout(() => void navigator.serviceWorker.register('/sw.js').catch(() => undefined), 4000)
