import { Kbd, Modal, Table } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useDeps } from '../deps.ts'
import { places } from './places.ts'
import { hasDialog, isTaken } from './typing.ts'

/** How long `g` waits for its letter. */
const LETTER_MS = 1_500

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
      if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return
      if (hasDialog()) return
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
        void search(() => navigate({ to: '/ban-tin' }))
      } else if (event.key === '?') {
        event.preventDefault()
        open()
      } else if (event.key === ' ' && (event.target as HTMLElement).tagName === 'BODY') {
        event.preventDefault()
        // Where a page has a sound of its own, space is for that one.
        const player = document.querySelector<HTMLElement>('main [data-space]')
        if (player) player.click()
        else onListen()
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
          <Table.Tr>
            <Table.Th colSpan={2}>{t('library.keysTitle')}</Table.Th>
          </Table.Tr>
          <Row keys="j k" says={t('library.keyMove')} />
          <Row keys={t('keys.space')} says={t('library.keyPlay')} />
          <Row keys="x" says={t('library.keySelect')} />
          <Row keys="Enter" says={t('library.keyOpen')} />
          <Row keys="e" says={t('library.keyEdit')} />
          <Row keys="a" says={t('library.keyApprove')} />
          <Table.Tr>
            <Table.Th colSpan={2}>{t('scheduleKeys.title')}</Table.Th>
          </Table.Tr>
          <Row keys="← →" says={t('scheduleKeys.days')} />
          <Row keys="↑ ↓" says={t('scheduleKeys.pick')} />
          <Row keys={t('scheduleKeys.moveKeys')} says={t('scheduleKeys.move')} />
          <Row keys={t('scheduleKeys.windowKeys')} says={t('scheduleKeys.windowMove')} />
          <Row keys="Enter" says={t('scheduleKeys.open')} />
          <Row keys="Delete" says={t('scheduleKeys.remove')} />
          <Row keys="p" says={t('scheduleKeys.pin')} />
          <Row keys="+ −" says={t('scheduleKeys.zoom')} />
        </Table.Tbody>
      </Table>
    </Modal>
  )
}

/** Puts the cursor into the search; what the list is narrowed to stays when one is there already. */
async function search(go: () => Promise<void>): Promise<void> {
  const field = () => document.querySelector<HTMLInputElement>('[data-search]')
  if (!field()) await go()
  field()?.focus()
  field()?.select()
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
