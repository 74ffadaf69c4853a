// The frame of what is seen before anybody is signed in.
import { Box, Paper, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { words } from '~/words'

export function Doorstep({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  useEffect(() => {
    document.title = words.titleOf(title)
  }, [title])
  return (
    <Box component="main" maw={440} mx="auto" px="md" py={{ base: 'lg', xs: 64 }}>
      <Box mb="lg" fw={700} fz="xl" style={{ display: 'flex', gap: 10, alignItems: 'center' }}>
        <img src="/lotline.svg" alt="" width={32} height={32} /> {words.product}
      </Box>
      <Paper withBorder p="lg">
        <Title order={1} size="h3" mb="sm">{title}</Title>
        {children}
      </Paper>
    </Box>
  )
}
