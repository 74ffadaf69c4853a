// A dialog over the page: it has the focus while it is there, and gives it back.
import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { words } from '~/words'
import { useFocusBack } from './use-focus-back'

export function Dialog({ isOpen, close, title, size, isLoose, isOfScan, children }: {
  readonly isOpen: boolean
  /** Left out, only what is in it closes it. */
  readonly close?: () => void
  readonly title: string
  readonly size?: string
  /** A click beside it closes it as well: nothing is typed in it. */
  readonly isLoose?: boolean
  /** It asks about a scan: the next one takes its place. */
  readonly isOfScan?: boolean
  readonly children: ReactNode
}) {
  useFocusBack(isOpen)
  const canLeave = close !== undefined
  return (
    <Modal opened={isOpen} onClose={() => close?.()} title={title} {...(size !== undefined && { size })} returnFocus={false} withCloseButton={canLeave} closeOnEscape={canLeave}
      closeOnClickOutside={isLoose === true && canLeave} closeButtonProps={{ 'aria-label': words.close }}
      {...(isOfScan === true && { attributes: { content: { 'data-of-scan': true } } })}>
      {children}
    </Modal>
  )
}
