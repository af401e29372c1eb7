import { Button, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { Bulletin, Version } from '../api/shapes.ts'
import { hindrances, mayApprove, mayReview } from '../data/approving.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { RecallDialog } from '../recall/recall-dialog.tsx'
import { ApproveDialog } from './approve-dialog.tsx'
import { BulletinForm } from './bulletin-form.tsx'
import { ReviewDialog } from './review-dialog.tsx'
import { SendBackForm } from './send-back-form.tsx'

export type VersionDialog = 'edit' | 'variant' | 'approve' | 'review' | 'send-back' | 'recall'

/** What the one who looks may do with this version now, and why not the rest: the server says. */
export function VersionActions({
  bulletin,
  version,
  dialog,
  onDialog,
}: {
  bulletin: Bulletin
  version: Version
  dialog: VersionDialog | null
  onDialog: (dialog: VersionDialog | null) => void
}) {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  const close = () => onDialog(null)
  const done = async () => {
    close()
    await queries.invalidateQueries({ queryKey: ['bulletin', bulletin.id] })
    await queries.invalidateQueries({ queryKey: ['bulletins'] })
  }
  const submit = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/bulletins/{bulletin}/versions/{number}/submit', {
          params: { path: { bulletin: bulletin.id, number: version.number } },
        }),
      ),
    onSuccess: done,
  })
  const may = (action: Version['actions'][number]) => version.actions.includes(action)
  const titles = {
    edit: t('form.editTitle'),
    variant: t('versions.addTitle'),
    approve: t('approval.title'),
    review: t('approval.reviewTitle', { language: t(`lang.${version.language}`).toLowerCase() }),
    'send-back': t('bulletin.sendBackTitle'),
    recall: t('recall.title'),
  }
  const parts = { bulletin, version, onDone: done, onCancel: close }
  return (
    <>
      <div className="actions no-print">
        {mayReview(version) && (
          <Button onClick={() => onDialog('review')} disabled={!may('review')} data-testid="review">
            {t('approval.review')}
          </Button>
        )}
        {mayApprove(version) && (
          <Button
            variant="outline"
            onClick={() => onDialog('approve')}
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
          <Button variant="default" onClick={() => onDialog('send-back')} data-testid="send-back">
            {t('bulletin.sendBack')}
          </Button>
        )}
        {may('edit') && (
          <Button variant="default" onClick={() => onDialog('edit')} data-testid="edit">
            {t('bulletin.edit')}
          </Button>
        )}
        {may('recall') && (
          <Button
            variant="outline"
            className="recall-open"
            onClick={() => onDialog('recall')}
            data-testid="recall-open"
          >
            {t('recall.open')}
          </Button>
        )}
      </div>
      <ProblemNote error={submit.error} />
      {hindrances(version).length > 0 && (
        <ul className="hindrances" aria-label={t('approval.why')} data-testid="blocked">
          {hindrances(version).map((one) => (
            <li key={one.action}>
              <b>{t(`approval.does.${one.action}`)}:</b> {i18n.language === 'en' ? one.en : one.vi}
            </li>
          ))}
        </ul>
      )}
      <Modal
        opened={dialog !== null}
        onClose={close}
        size="lg"
        title={dialog && titles[dialog]}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {dialog === 'edit' && (
          <BulletinForm making={{ kind: 'edit', bulletin, version }} onDone={done} />
        )}
        {dialog === 'variant' && (
          <BulletinForm making={{ kind: 'variant', bulletin, version }} onDone={done} />
        )}
        {dialog === 'approve' && <ApproveDialog {...parts} />}
        {dialog === 'review' && <ReviewDialog {...parts} />}
        {dialog === 'send-back' && <SendBackForm {...parts} />}
        {dialog === 'recall' && <RecallDialog {...parts} />}
      </Modal>
    </>
  )
}
