// The sheet that lists the keys of the whole app.
import { Kbd, Stack, Switch, Table } from '@mantine/core'
import { Dialog } from '~/ui/dialog'
import { words } from '~/words'
import { useLetterKeys } from './shell-keys'

export default function KeySheet({ close }: { readonly close: () => void }) {
  const [areOn, set] = useLetterKeys()
  return (
    <Dialog isOpen close={close} title={words.keys.title} isLoose>
      <Stack>
        <Table>
          <Table.Tbody>
            {words.keys.rows.map(([keys, does]) => (
              <Table.Tr key={keys}>
                <Table.Td><Kbd>{keys}</Kbd></Table.Td>
                <Table.Td>{does}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Switch label={words.keys.off} description={words.keys.offHint} checked={areOn} onChange={(event) => set(event.currentTarget.checked)} />
      </Stack>
    </Dialog>
  )
}
