import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { Bulletin, Version } from '../api/shapes.ts'
import { hindrances, mayApprove, mayReview } from '../data/approving.ts'
import { usePageKeys } from '../frame/page-keys.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import type { VersionDialog } from './version-dialogs.tsx'

/** What the one who looks may do with this version now, and why not the rest: the server says. */
export function VersionActions({
  bulletin,
  version,
  onDialog,
}: {
  bulletin: Bulletin
  version: Version
  onDialog: (dialog: VersionDialog) => void
}) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const submit = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/bulletins/{bulletin}/versions/{number}/submit', {
          params: { path: { bulletin: bulletin.id, number: version.number } },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['bulletin', bulletin.id] })
      await queries.invalidateQueries({ queryKey: ['bulletins'] })
    },
  })
  const may = (action: Version['actions'][number]) => version.actions.includes(action)
  usePageKeys({
    a: () => may('approve') && onDialog({ kind: 'approve' }),
    e: () => may('edit') && onDialog({ kind: 'edit' }),
  })
  return (
    <>
      <div className="actions no-print">
        {mayReview(version) && (
          <Button
            onClick={() => onDialog({ kind: 'review' })}
            disabled={!may('review')}
            data-testid="review"
          >
            {t('approval.review')}
          </Button>
        )}
        {mayApprove(version) && (
          <Button
            variant="outline"
            onClick={() => onDialog({ kind: 'approve' })}
            disabled={!may('approve')}
            data-testid="approve"
          >
            {t('bulletin.approve')}
          </Button>
        )}
        {may('submit') && (
          <Button onClick={() => submit.mutate()} loading={submit.isPending} data-testid="submit">
            {t('bulletin.submit')}
          </Button>
        )}
        {may('send-back') && (
          <Button
            variant="default"
            onClick={() => onDialog({ kind: 'send-back' })}
            data-testid="send-back"
          >
            {t('bulletin.sendBack')}
          </Button>
        )}
        {may('edit') && (
          <Button variant="default" onClick={() => onDialog({ kind: 'edit' })} data-testid="edit">
            {t('bulletin.edit')}
          </Button>
        )}
        {may('recall') && (
          <Button
            variant="outline"
            className="recall-open"
            onClick={() => onDialog({ kind: 'recall' })}
            data-testid="recall-open"
          >
            {t('recall.open')}
          </Button>
        )}
      </div>
      <ProblemNote error={submit.error} />
      <Hindrances version={version} />
    </>
  )
}

/** Why steps that this person's role would let them take are not offered. */
function Hindrances({ version }: { version: Version }) {
  const { t, i18n } = useTranslation()
  const found = hindrances(version)
  if (found.length === 0) return null
  return (
    <ul className="hindrances" aria-label={t('approval.why')} data-testid="blocked">
      {found.map((one) => (
        <li key={one.action}>
          <b>{t(`approval.does.${one.action}`)}:</b> {i18n.language === 'en' ? one.en : one.vi}
        </li>
      ))}
    </ul>
  )
}
