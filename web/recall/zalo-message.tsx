import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** The text for Zalo: copied with one tap, or by hand where a browser does not let us. */
export function ZaloMessage({ message }: { message: string }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState<boolean | null>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(message)
      setCopied(true)
    } catch {
      // No clipboard on plain HTTP, or it was refused: the text can still be selected.
      setCopied(false)
    }
  }
  return (
    <section className="zalo no-print" aria-label={t('recall.message')}>
      <Textarea
        label={t('recall.message')}
        value={message}
        readOnly
        autosize
        lang="vi"
        onFocus={(event) => event.currentTarget.select()}
        data-testid="zalo"
      />
      <div className="form-row">
        <Button variant="default" onClick={() => void copy()} data-testid="zalo-copy">
          {t('recall.copy')}
        </Button>
        <span role="status">
          {copied !== null && t(copied ? 'recall.copied' : 'recall.copyFailed')}
        </span>
      </div>
    </section>
  )
}
