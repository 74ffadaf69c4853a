// What this is: the release, the licence, what it stands on.
import { Anchor, List, Stack, Text } from '@mantine/core'
import { useQuestion } from '~/asking'
import { useMay, useSession } from '~/session'
import { Facts, Section } from '~/ui/facts'
import { words } from '~/words'
import { adminWords } from '~/words/administration'
import { AdminPage } from './frame'

const said = adminWords.about

export default function About() {
  const { session } = useSession()
  const may = useMay()
  const system = useQuestion('/system', {}, { enabled: may('system.read') })
  return (
    <AdminPage title={adminWords.rooms.about.label} needs="record.read">
      <Section title={`${words.product} ${session.version}`}>
        <Stack gap="sm">
          <Text>{said.what}</Text>
          <Facts facts={[
            [said.release, session.version],
            [said.licence, said.licenceName],
            [said.schema, system.data === undefined ? null : String(system.data.migrations[0]?.number ?? '')],
            ['PostgreSQL', system.data?.database.server],
            ['Node', system.data?.node],
          ]} />
          <Text size="sm">{said.licenceText}</Text>
        </Stack>
      </Section>
      <Section title={said.more}>
        <List size="sm">
          <List.Item><Anchor href="/api/openapi.json">{said.api}</Anchor></List.Item>
          <List.Item>{said.guides}</List.Item>
        </List>
      </Section>
    </AdminPage>
  )
}
