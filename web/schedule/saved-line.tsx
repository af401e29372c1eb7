import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { stationsQuery } from '../api/queries.ts'
import { waitingToPublish } from '../data/plan-change.ts'
import { useSigned } from '../part/office.ts'
import { timeOf } from '../text/format.ts'
import { useChanges } from './changes.ts'

/** How far the last change has got: gửi → ghi → phát hành, and the way back. */
export function SavedLine() {
  const { t } = useTranslation()
  const { zone } = useSigned().office
  const { saved, ask, busy, dismiss } = useChanges()
  const stations = useQuery({ ...stationsQuery, enabled: saved !== null })
  if (!saved) return null
  const { made, at, undo } = saved
  const wait = waitingToPublish(made.versions, stations.data ?? [], saved.published)
  return (
    <section className="saved-line no-print" aria-label={t('change.progress')} data-testid="saved">
      <div role="status">
        <ol className="saved-steps">
          <li data-state="done">{t('change.sending')}</li>
          <li data-state="done">
            {t(undo ? 'change.undone' : 'change.written')} {timeOf(at, zone)}
          </li>
          <li data-state={wait === 0 ? 'done' : 'now'} data-testid="saved-published">
            {wait === null
              ? t('change.later')
              : wait === 0
                ? t('change.published')
                : t('change.publishing', { n: wait })}
          </li>
        </ol>
      </div>
      {!undo && made.undo.length > 0 && (
        <Button
          size="sm"
          variant="default"
          disabled={busy}
          onClick={() => ask(made.undo, true)}
          data-testid="undo"
        >
          {t('change.undo')}
        </Button>
      )}
      <Button size="sm" variant="subtle" onClick={dismiss} aria-label={t('change.dismiss')}>
        ×
      </Button>
    </section>
  )
}
