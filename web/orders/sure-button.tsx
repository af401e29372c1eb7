import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** A press that opens a sentence, and a second one that does it. */
export function SureButton({
  label,
  says,
  confirm,
  isSending,
  onSure,
  ariaLabel,
  testId,
}: {
  label: string
  says: string
  confirm: string
  isSending: boolean
  onSure: () => void
  ariaLabel?: string
  testId: string
}) {
  const { t } = useTranslation()
  const [isAsked, setIsAsked] = useState(false)
  if (!isAsked)
    return (
      <Button
        variant="default"
        onClick={() => setIsAsked(true)}
        {...(ariaLabel ? { 'aria-label': ariaLabel } : {})}
        data-testid={testId}
      >
        {label}
      </Button>
    )
  return (
    <fieldset className="sure" aria-label={label}>
      <p>{says}</p>
      <div className="actions">
        <Button variant="default" onClick={() => setIsAsked(false)} autoFocus>
          {t('orders.keep')}
        </Button>
        <Button
          className="order-confirm"
          loading={isSending}
          onClick={onSure}
          data-testid={`${testId}-sure`}
        >
          {confirm}
        </Button>
      </div>
    </fieldset>
  )
}
