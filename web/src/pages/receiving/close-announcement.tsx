// Nothing more is expected of an announcement, or something is after all: either can be taken back.
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useCommand } from '~/asking'
import { useMay } from '~/session'
import { tellDone } from '~/ui/done'
import { ReasonForm } from '~/ui/reason-form'
import { words } from '~/words'

const { announce: said } = words

export function CloseAnnouncement({ id, number, isClosed }: { readonly id: string; readonly number: string; readonly isClosed: boolean }) {
  const may = useMay()
  const [isOpen, { open, close }] = useDisclosure(false)
  const shut = useCommand('/announcements/close')
  const reopen = useCommand('/announcements/reopen')
  if (!may('stock.receive')) return null
  const now = isClosed ? reopen : shut
  const run = async (reason: string) => {
    await now.mutateAsync({ announcementId: id, reason })
    const undo = () => (isClosed ? shut : reopen).mutateAsync({ announcementId: id, reason: said.byMistake })
    tellDone(isClosed ? said.opened(number) : said.closed(number), undo)
  }
  const does = isClosed ? said.reopen : said.close
  return (
    <>
      <Button variant="default" onClick={open}>{does}</Button>
      <ReasonForm isOpen={isOpen} close={close} title={`${does}: ${number}`} text={isClosed ? said.reopenText : said.closeText} does={does} send={{ run, isPending: now.isPending, error: now.error }} />
    </>
  )
}
