import { Button, Checkbox, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { Bulletin, Version } from '../api/shapes.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { ApprovalChanges } from './approval-changes.tsx'

/** The second look: what approving changes, said before; nothing here happens by Enter alone. */
export function ApproveDialog({
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
  const pressing = version.class === 'emergency'
  const [looked, setLooked] = useState(false)
  const approve = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/bulletins/{bulletin}/versions/{number}/approve', {
          params: { path: { bulletin: bulletin.id, number: version.number } },
          body: { seal: version.seal },
        }),
      ),
    onSuccess: onDone,
  })
  return (
    <Stack>
      <Text fw={600}>{bulletin.title}</Text>
      <ApprovalChanges bulletin={bulletin} version={version} />
      {pressing && (
        <div className="awaiting">
          <p>{t('approval.emergency')}</p>
          <Checkbox
            label={t('approval.emergencyCheck')}
            checked={looked}
            onChange={(event) => setLooked(event.currentTarget.checked)}
            data-testid="approve-looked"
          />
        </div>
      )}
      <ProblemNote error={approve.error} />
      <div className="dialog-actions">
        <Button variant="default" onClick={onCancel} data-autofocus>
          {t('approval.cancel')}
        </Button>
        <Button
          onClick={() => approve.mutate()}
          disabled={pressing && !looked}
          loading={approve.isPending}
          data-testid="approve-confirm"
        >
          {t('approval.confirm')}
        </Button>
      </div>
    </Stack>
  )
}
