import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { Bulletin } from '../api/shapes.ts'
import { mayApprove } from '../data/approving.ts'
import { offered, type Placed } from '../data/bulletin-list.ts'
import { ProblemNote } from '../part/problem-note.tsx'

/** What can be done with the chosen ones at once. */
export function BulkBar({
  chosen,
  onClear,
  onApprove,
}: {
  chosen: readonly Bulletin[]
  onClear: () => void
  onApprove: (placed: readonly Placed[]) => void
}) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const ready = offered(chosen, ({ actions }) => actions.includes('submit'))
  const approvable = offered(chosen, mayApprove)
  const submit = useMutation({
    mutationFn: async () => {
      // One after another, so that a refusal names the one it stopped at and the rest stay as they were.
      for (const { bulletin, version } of ready)
        await answer(
          api.POST('/api/v1/bulletins/{bulletin}/versions/{number}/submit', {
            params: { path: { bulletin: bulletin.id, number: version.number } },
          }),
        )
    },
    onSuccess: onClear,
    onSettled: () => queries.invalidateQueries({ queryKey: ['bulletins'] }),
  })
  if (chosen.length === 0) return null
  return (
    <section className="bulk-bar" aria-label={t('library.selected', { n: chosen.length })}>
      <b className="tabular" data-testid="selected">
        {t('library.selected', { n: chosen.length })}
      </b>
      {ready.length > 0 && (
        <Button
          onClick={() => submit.mutate()}
          loading={submit.isPending}
          data-testid="bulk-submit"
        >
          {t('library.submit', { n: ready.length })}
        </Button>
      )}
      {approvable.length > 0 && (
        <Button variant="default" onClick={() => onApprove(approvable)} data-testid="bulk-approve">
          {t('library.listenApprove', { n: approvable.length })}
        </Button>
      )}
      {ready.length + approvable.length === 0 && <span>{t('library.nothingToDo')}</span>}
      <Button variant="subtle" onClick={onClear}>
        {t('library.clearSelection')}
      </Button>
      <ProblemNote error={submit.error} />
    </section>
  )
}
