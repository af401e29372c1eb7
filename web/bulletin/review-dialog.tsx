import { Button, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { Bulletin, Version } from '../api/shapes.ts'
import { ProblemNote } from '../part/problem-note.tsx'

/** Thẩm định: somebody who speaks the language says that the words are right. */
export function ReviewDialog({
  bulletin,
  version,
  onDone,
  onCancel,
}: {
  bulletin: Bulletin
  version: Version
  onDone: () => unknown
  onCancel: () => void
}) {
  const { t } = useTranslation()
  const language = t(`lang.${version.language}`).toLowerCase()
  const review = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/bulletins/{bulletin}/versions/{number}/review', {
          params: { path: { bulletin: bulletin.id, number: version.number } },
          body: { seal: version.seal },
        }),
      ),
    onSuccess: onDone,
  })
  return (
    <Stack>
      <Text fw={600}>{bulletin.title}</Text>
      <Text>{t('approval.reviewSays', { language })}</Text>
      <ProblemNote error={review.error} />
      <div className="dialog-actions">
        <Button variant="default" onClick={onCancel} data-autofocus>
          {t('close')}
        </Button>
        <Button
          onClick={() => review.mutate()}
          loading={review.isPending}
          data-testid="review-confirm"
        >
          {t('approval.reviewConfirm')}
        </Button>
      </div>
    </Stack>
  )
}
