import { Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { stopsQuery } from '../api/orders.ts'
import { hasRole } from '../data/access.ts'
import { useSigned } from '../part/office.ts'
import { EmergencyDialog } from './emergency-dialog.tsx'
import { StopDialog } from './stop-dialog.tsx'

/** Phát khẩn cấp: opens its dialog and does nothing by itself. */
export function EmergencyButton() {
  const { session } = useSigned()
  if (!hasRole(session, 'editor', 'approver')) return null
  return (
    <OrderButton order="emergency" shape="M12 3 22 20H2zM12 10v4M12 17v.5">
      {(close) => <EmergencyDialog onClose={close} />}
    </OrderButton>
  )
}

/** Dừng phát: the same, at the other end of the strip. */
export function StopButton() {
  const { data: stops } = useQuery(stopsQuery)
  if (!stops?.mayStop) return null
  return (
    <OrderButton order="stop" shape="M6 6h12v12H6z">
      {(close) => <StopDialog mayStopAll={stops.mayStopAll} onClose={close} />}
    </OrderButton>
  )
}

function OrderButton({
  order,
  shape,
  children,
}: {
  order: 'emergency' | 'stop'
  /** Path of its sign in a square of 24. */
  shape: string
  children: (close: () => void) => ReactNode
}) {
  const { t } = useTranslation()
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <button
        type="button"
        className={`order-button order-${order} no-print`}
        onClick={open}
        aria-label={t(`orders.${order}`)}
        data-testid={`${order}-open`}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d={shape} />
        </svg>
        <span className="wide-label">{t(`orders.${order}`)}</span>
        <span className="narrow-label">{t(`orders.${order}Short`)}</span>
      </button>
      <Modal
        opened={opened}
        onClose={close}
        title={t(`orders.${order}`)}
        size="lg"
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {children(close)}
      </Modal>
    </>
  )
}
