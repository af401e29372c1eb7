import { Kbd, Modal, Table } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useDeps } from '../deps.ts'
import { places } from './places.ts'

/** How long `g` waits for its letter. */
const LETTER_MS = 1_500

/** True where a key belongs to what has the focus, not to the page. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}

/** `/` searches, `g` and a letter goes, space listens, `?` lists them. */
export function Shortcuts({ onListen }: { onListen: () => void }) {
  const { t } = useTranslation()
  const { clock } = useDeps()
  const navigate = useNavigate()
  const [listed, { open, close }] = useDisclosure(false)
  const going = useRef<(() => void) | null>(null)

  useEffect(() => {
    const stopGoing = () => {
      going.current?.()
      going.current = null
    }
    const hear = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return
      if (document.querySelector('[role="dialog"]')) return
      const place = going.current && places.find((one) => one.key === event.key)
      stopGoing()
      if (place) {
        event.preventDefault()
        void navigate({ to: place.to })
      } else if (event.key === 'g') {
        going.current = clock.after(LETTER_MS, () => {
          going.current = null
        })
      } else if (event.key === '/') {
        event.preventDefault()
        void navigate({ to: '/ban-tin' }).then(() =>
          document.querySelector<HTMLInputElement>('[data-search]')?.focus(),
        )
      } else if (event.key === '?') {
        event.preventDefault()
        open()
      } else if (event.key === ' ' && (event.target as HTMLElement).tagName === 'BODY') {
        event.preventDefault()
        onListen()
      }
    }
    document.addEventListener('keydown', hear)
    return () => {
      document.removeEventListener('keydown', hear)
      stopGoing()
    }
  }, [clock, navigate, onListen, open])

  return (
    <Modal
      opened={listed}
      onClose={close}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Table>
        <Table.Tbody>
          {places.map((place) => (
            <Table.Tr key={place.key}>
              <Table.Td>
                <Kbd>g</Kbd> {t('keys.and')} <Kbd>{place.key}</Kbd>
              </Table.Td>
              <Table.Td>{t('keys.go', { place: t(`go.${place.name}`) })}</Table.Td>
            </Table.Tr>
          ))}
          <Row keys="/" says={t('keys.search')} />
          <Row keys={t('keys.space')} says={t('keys.listen')} />
          <Row keys={t('keys.arrowKeys')} says={t('keys.arrows')} />
          <Row keys="?" says={t('keys.list')} />
        </Table.Tbody>
      </Table>
    </Modal>
  )
}

function Row({ keys, says }: { keys: string; says: string }) {
  return (
    <Table.Tr>
      <Table.Td>
        <Kbd>{keys}</Kbd>
      </Table.Td>
      <Table.Td>{says}</Table.Td>
    </Table.Tr>
  )
}
