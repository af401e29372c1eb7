import { useTranslation } from 'react-i18next'
import { Dialog } from '../part/dialog.tsx'
import { ProblemNote } from '../part/problem-note.tsx'
import { OutlookReading } from './outlook-reading.tsx'
import type { ReadingFirst } from './reading-first.ts'

/** 24 giờ tới, over the page on which something was decided. */
export function ReadingDialog({
  reading,
}: {
  reading: Omit<ReadingFirst<never>, 'ask' | 'asked'>
}) {
  const { t } = useTranslation()
  const { seen, stale, others, saving, error, onSave, onLeave } = reading
  if (!seen) return null
  return (
    <Dialog onClose={onLeave} title={t('change.outlookTitle')} size={760} className="change-dialog">
      <ProblemNote error={error} />
      <OutlookReading
        preview={{
          ...seen,
          ...{ conflicts: [], leftovers: [], beside: [], relays: [], toConfirm: [] },
        }}
        stale={stale}
        others={others}
        sending={saving}
        onWrite={onSave}
        onLeave={onLeave}
      />
    </Dialog>
  )
}
