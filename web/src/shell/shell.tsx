// The house: where one can go, what one can look for, who one is, and whether the connection stands.
import { ActionIcon, AppShell, Box, Burger, Button, Group, Kbd, NavLink, ScrollArea, Text, Tooltip, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { spotlight } from '@mantine/spotlight'
import { IconBarcode, IconSearch } from '@tabler/icons-react'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useLive } from '~/live'
import { useSession } from '~/session'
import { useDensity } from '~/ui/density'
import { later } from '~/ui/later'
import { words } from '~/words'
import { AccountMenu } from './account-menu'
import { AlertBell } from './alert-bell'
import { ConnectionLight } from './connection-light'
import { DEMO_BAR_HEIGHT, DemoBar, useDemo } from './demo-bar'
import { Palette } from './palette'
import { rooms } from './places'
import { Scanner } from './scanner'
import { useShellKeys } from './shell-keys'
import { SignInAgain } from './sign-in-again'
import { isTourWished } from './tour-wish'

const KeySheet = later(() => import('./key-sheet'))
const FirstTour = later(() => import('./tour'))
const VirtualScanner = later(() => import('./virtual-scanner'))

/** The frame of every page of somebody who is signed in. */
export function Shell() {
  const [isOpen, { toggle, close }] = useDisclosure(false)
  const [isSheetOpen, sheet] = useDisclosure(false)
  const { isExpired } = useSession()
  const { isFloor } = useDensity()
  const connection = useLive(!isExpired)
  const { demo, lookAgain } = useDemo()
  const [isScannerOpen, scanner] = useDisclosure(false)
  const [isTouring, tour] = useDisclosure(isTourWished())
  const path = useRouterState({ select: (state) => state.location.pathname })
  const first = useRef(true)
  useShellKeys(sheet.open)
  useEffect(() => {
    close()
    // A new page is announced by its heading; the very first has the browser's own focus.
    if (!first.current) requestAnimationFrame(() => document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true }))
    first.current = path === ''
  }, [path, close])
  return (
    <AppShell
      header={{ height: 52 + (demo === null ? 0 : DEMO_BAR_HEIGHT) }}
      navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'sm', sm: 'md' }}
    >
      <a className="skip" href="#main">{words.skip}</a>
      <AppShell.Header>
        <Group h={52} px="sm" gap="sm" wrap="nowrap" justify="space-between">
          <Group gap="xs" wrap="nowrap">
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={words.shell.open} />
            <UnstyledButton renderRoot={(props) => <Link to="/" aria-label={words.product} {...props} />} fw={700} fz="lg" style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
              <img src="/lotline.svg" alt="" width={26} height={26} /> <Text span inherit visibleFrom="xs">{words.product}</Text>
            </UnstyledButton>
          </Group>
          <Button variant="default" c="dimmed" fw={400} visibleFrom="sm" w={360} justify="space-between" onClick={spotlight.open}
            leftSection={<IconSearch size={16} aria-hidden="true" />} rightSection={<Kbd size="xs">Ctrl K</Kbd>}>
            {words.shell.find}
          </Button>
          <Group gap="xs" wrap="nowrap">
            <Tooltip label={words.shell.find}>
              <ActionIcon hiddenFrom="sm" variant="default" size={36} aria-label={words.shell.find} onClick={spotlight.open}>
                <IconSearch size={18} aria-hidden="true" />
              </ActionIcon>
            </Tooltip>
            <AlertBell />
            <ConnectionLight connection={connection} />
            <AccountMenu openKeys={sheet.open} openScanner={scanner.open} startTour={tour.open} />
          </Group>
        </Group>
        {demo !== null && (
          <DemoBar demo={demo} lookAgain={lookAgain}>
            <Button size="compact-xs" variant="default" visibleFrom="sm" onClick={tour.open}>{words.tour.start}</Button>
            <Tooltip label={words.scan.virtual}>
              <ActionIcon size={26} variant="default" aria-label={words.scan.virtual} aria-expanded={isScannerOpen} onClick={scanner.toggle}>
                <IconBarcode size={16} aria-hidden="true" />
              </ActionIcon>
            </Tooltip>
          </DemoBar>
        )}
      </AppShell.Header>
      <AppShell.Navbar aria-label={words.shell.navigation}>
        <ScrollArea type="hover" scrollbarSize={6} py={6}>
          {rooms.map((room) => (
            <Box key={room.label ?? ''} mb={4}>
              {room.label !== null && <Text size="xs" fw={600} c="dimmed" px="sm" pt={4} pb={0}>{room.label}</Text>}
              {room.places.map(({ to, label, icon: Icon }) => {
                const isHere = to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`)
                return (
                  <NavLink
                    key={to}
                    renderRoot={(props) => <Link to={to} {...props} />}
                    label={label}
                    leftSection={<Icon size={18} stroke={1.6} aria-hidden="true" />}
                    active={isHere}
                    aria-current={isHere ? 'page' : undefined}
                    py={isFloor ? 8 : 3}
                    variant="subtle"
                    fw={isHere ? 650 : undefined}
                  />
                )
              })}
            </Box>
          ))}
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <Outlet />
      </AppShell.Main>
      <Palette />
      <Scanner />
      {isSheetOpen && <KeySheet close={sheet.close} />}
      {isScannerOpen && <VirtualScanner close={scanner.close} />}
      {isTouring && <FirstTour end={tour.close} />}
      <SignInAgain />
    </AppShell>
  )
}
