// Administration: its rooms, and what each is for.
import { SimpleGrid, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMay } from '~/session'
import { Page } from '~/ui/page'
import { words } from '~/words'
import { adminRooms } from './frame'
import styles from './frame.module.css'

export default function Administration() {
  const may = useMay()
  return (
    <Page title={words.places.administration}>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
        {adminRooms.filter(({ needs }) => may(needs)).map(({ to, label, text }) => (
          <Link key={to} to={to} className={styles['card'] ?? ''}>
            <Text fw={650}>{label}</Text>
            <Text size="sm" c="dimmed">{text}</Text>
          </Link>
        ))}
      </SimpleGrid>
    </Page>
  )
}
