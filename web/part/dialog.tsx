import { Modal, type ModalProps } from '@mantine/core'
import { type KeyboardEvent, useLayoutEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/**
 * A dialog that stands for as long as it is rendered. When it goes, the focus goes back to what opened
 * it; the key that opened it, still held down, presses nothing in it.
 */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  const { t } = useTranslation()
  const [opener] = useState(openerNow)
  useLayoutEffect(() => () => opener?.focus({ preventScroll: true }), [opener])
  return (
    <Modal
      opened
      closeButtonProps={{ 'aria-label': t('close') }}
      transitionProps={{ duration: 0 }}
      onKeyDownCapture={dropHeldKey}
      {...props}
    />
  )
}

/** What has the focus; of an item of a menu, which goes with its menu, the button that opened the menu. */
function openerNow(): HTMLElement | null {
  const focused = document.activeElement
  if (!(focused instanceof HTMLElement) || focused === document.body) return null
  const menu = focused.closest('[role=menu]')
  return menu ? document.querySelector(`[aria-controls="${CSS.escape(menu.id)}"]`) : focused
}

function dropHeldKey(event: KeyboardEvent): void {
  if (!event.repeat || !['Enter', ' '].includes(event.key)) return
  if (event.target instanceof HTMLTextAreaElement) return
  event.preventDefault()
  event.stopPropagation()
}
