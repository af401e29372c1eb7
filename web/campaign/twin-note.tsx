import { Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Campaign } from '../api/shapes.ts'
import { writtenDate } from '../text/format.ts'

/** Before the same dispatch is put in twice: which campaign is there, and whether this is another. */
export function TwinNote({
  twin,
  sure,
  onSure,
}: {
  twin: Campaign
  sure: boolean
  onSure: (sure: boolean) => void
}) {
  const { t } = useTranslation()
  return (
    <div role="alert" className="warned" data-testid="draft-twin">
      <p>
        {t('draft.twin', {
          ...{ name: twin.name, from: writtenDate(twin.periodFrom) },
          to: writtenDate(twin.extendedUntil ?? twin.periodTo),
        })}{' '}
        <Link to="/dot-tuyen-truyen/$campaign" params={{ campaign: twin.id }}>
          {t('draft.twinOpen')}
        </Link>
      </p>
      <Checkbox
        label={t('draft.twinSure')}
        checked={sure}
        onChange={(event) => onSure(event.currentTarget.checked)}
        data-testid="draft-twin-sure"
      />
    </div>
  )
}
