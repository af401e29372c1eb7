import { Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { stopsQuery } from '../api/orders.ts'
import { hasRole } from '../data/access.ts'
import { useSigned } from '../part/office.ts'
import { EmergencyDialog } from './emergency-dialog.tsx'
import { StopDialog } from './stop-dialog.tsx'

/** Phát khẩn cấp: opens its dialog and does nothing by itself. */
export function EmergencyButton() {
  const { t } = useTranslation()
  const { session } = useSigned()
  const [opened, { open, close }] = useDisclosure(false)
  if (!hasRole(session, 'editor', 'approver')) return null
  return (
    <>
      <button
        type="button"
        className="order-button order-emergency no-print"
        onClick={open}
        aria-label={t('orders.emergency')}
        data-testid="emergency-open"
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M12 3 22 20H2zM12 10v4M12 17v.5" />
        </svg>
        <span className="wide-label">{t('orders.emergency')}</span>
        <span className="narrow-label">{t('orders.emergencyShort')}</span>
      </button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('orders.emergency')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <EmergencyDialog onClose={close} />
      </Modal>
    </>
  )
}

/** Dừng phát: the same, at the other end of the strip. */
export function StopButton() {
  const { t } = useTranslation()
  const stops = useQuery(stopsQuery)
  const [opened, { open, close }] = useDisclosure(false)
  if (!stops.data?.mayStop) return null
  return (
    <>
      <button
        type="button"
        className="order-button order-stop no-print"
        onClick={open}
        aria-label={t('orders.stop')}
        data-testid="stop-open"
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M6 6h12v12H6z" />
        </svg>
        <span className="wide-label">{t('orders.stop')}</span>
        <span className="narrow-label">{t('orders.stopShort')}</span>
      </button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('orders.stop')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <StopDialog mayStopAll={stops.data.mayStopAll} onClose={close} />
      </Modal>
    </>
  )
}
