// Who is signed in, and how the app looks to them.
import { Button, Menu, SegmentedControl, Text, useMantineColorScheme } from '@mantine/core'
import { IconBarcode, IconKeyboard, IconLogout, IconPassword, IconRoute, IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { signOut } from '~/api'
import { useAccount } from '~/session'
import { useDensity } from '~/ui/density'
import { words } from '~/words'

export function AccountMenu({ openKeys, openScanner, startTour }: { readonly openKeys: () => void; readonly openScanner: () => void; readonly startTour: () => void }) {
  const { name } = useAccount()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const density = useDensity()
  const leave = async () => {
    await signOut().catch(() => undefined)
    location.assign('/')
  }
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <Button variant="default" aria-label={words.shell.account(name)} leftSection={<IconUser size={16} aria-hidden="true" />} styles={{ section: { marginInlineEnd: 6 } }}>
          <Text span size="sm" visibleFrom="sm">{name}</Text>
          <Text span size="sm" hiddenFrom="sm">{initials(name)}</Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.shell.account(name)}</Menu.Label>
        <Menu.Label>{words.shell.colours}</Menu.Label>
        <SegmentedControl fullWidth size="xs" aria-label={words.shell.colours} value={colorScheme}
          onChange={(value) => setColorScheme(value === 'dark' || value === 'light' ? value : 'auto')}
          data={[{ value: 'light', label: words.shell.light }, { value: 'dark', label: words.shell.dark }, { value: 'auto', label: words.shell.auto }]} />
        <Menu.Label>{words.shell.density}</Menu.Label>
        <SegmentedControl fullWidth size="xs" aria-label={words.shell.density} value={density.chosen}
          onChange={(value) => density.choose(value === 'desk' || value === 'floor' ? value : 'device')}
          data={[{ value: 'desk', label: words.shell.desk }, { value: 'floor', label: words.shell.floor }, { value: 'device', label: words.shell.device }]} />
        <Menu.Divider />
        <Menu.Item leftSection={<IconRoute size={16} aria-hidden="true" />} onClick={startTour}>{words.tour.start}</Menu.Item>
        <Menu.Item leftSection={<IconBarcode size={16} aria-hidden="true" />} onClick={openScanner}>{words.scan.virtual}</Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden="true" />} onClick={openKeys}>{words.shell.keys}</Menu.Item>
        <Menu.Item leftSection={<IconPassword size={16} aria-hidden="true" />} renderRoot={(props) => <Link to="/administration/password" {...props} />}>{words.yourPassword}</Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden="true" />} onClick={() => void leave()}>{words.shell.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function initials(name: string): string {
  return name.split(/\s+/).map((word) => word.charAt(0)).join('').slice(0, 2).toUpperCase()
}
