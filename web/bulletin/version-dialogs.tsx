import { Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Bulletin, Version } from '../api/shapes.ts'
import { RecallDialog } from '../recall/recall-dialog.tsx'
import { ApproveDialog } from './approve-dialog.tsx'
import { BulletinForm } from './bulletin-form.tsx'
import { ReviewDialog } from './review-dialog.tsx'
import { SendBackForm } from './send-back-form.tsx'

/** What is open over a bulletin's page. */
export type VersionDialog =
  | Readonly<{ kind: 'approve' | 'review' | 'send-back' | 'recall' | 'variant' }>
  /** `text`: words to begin with instead of the version's own. */
  | Readonly<{ kind: 'edit'; text?: string }>

/** The dialogs of a version, one at a time. */
export function VersionDialogs({
  bulletin,
  version,
  dialog,
  onClose,
  onDone,
}: {
  bulletin: Bulletin
  version: Version
  dialog: VersionDialog | null
  onClose: () => void
  /** Something was done, and what was pressed for it may be gone. */
  onDone: () => void
}) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const done = async () => {
    onClose()
    await queries.invalidateQueries({ queryKey: ['bulletin', bulletin.id] })
    onDone()
    await queries.invalidateQueries({ queryKey: ['bulletins'] })
  }
  // What is said in another language says the Vietnamese version that may have variants, whichever
  // version is looked at.
  const original = bulletin.versions.find(({ actions }) => actions.includes('add-variant'))
  const titles = {
    edit: t('form.editTitle'),
    variant: t('versions.addTitle'),
    approve: t('approval.title'),
    review: t('approval.reviewTitle', { language: t(`lang.${version.language}`).toLowerCase() }),
    'send-back': t('bulletin.sendBackTitle'),
    recall: t('recall.title'),
  }
  const parts = { bulletin, version, onDone: done, onCancel: onClose }
  return (
    <Modal
      opened={dialog !== null}
      onClose={onClose}
      size="lg"
      title={dialog && titles[dialog.kind]}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {dialog?.kind === 'edit' && (
        <BulletinForm
          making={{ kind: 'edit', bulletin, version, text: dialog.text }}
          onDone={done}
        />
      )}
      {dialog?.kind === 'variant' && original && (
        <BulletinForm making={{ kind: 'variant', bulletin, version: original }} onDone={done} />
      )}
      {dialog?.kind === 'approve' && <ApproveDialog {...parts} />}
      {dialog?.kind === 'review' && <ReviewDialog {...parts} />}
      {dialog?.kind === 'send-back' && <SendBackForm {...parts} />}
      {dialog?.kind === 'recall' && <RecallDialog {...parts} />}
    </Modal>
  )
}
