import { Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { Dispatch } from '../api/shapes.ts'
import type { DraftField } from '../data/campaign-draft.ts'
import { marksOf } from '../data/dispatch-reading.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { useSaid } from '../part/said.ts'
import { DispatchText } from './dispatch-text.tsx'
import { useDraft } from './draft-context.ts'

/** Takes the text of a dispatch, has it read, and shows where in it each field was found. */
export function DispatchReader({
  looked,
  missing,
  onRead,
}: {
  looked: DraftField | null
  missing: Dispatch['missing']
  onRead: (dispatch: Dispatch) => void
}) {
  const { t } = useTranslation()
  const said = useSaid()
  const { draft, change, reading, unsure } = useDraft()
  const [writing, setWriting] = useState(reading === null)
  const read = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/campaigns/read-dispatch', { body: { text: draft.dispatchText } })),
    onSuccess: (dispatch) => {
      onRead(dispatch)
      setWriting(false)
    },
  })
  const count = Object.keys(reading?.readFrom ?? {}).length
  return (
    <section className="dispatch" aria-label={t('draft.paste')}>
      {writing || !reading ? (
        <>
          <Textarea
            label={t('draft.paste')}
            description={t('draft.pasteSays')}
            autosize
            minRows={8}
            maxRows={24}
            maxLength={50_000}
            lang="vi"
            value={draft.dispatchText}
            onChange={(event) => change({ dispatchText: event.currentTarget.value })}
            data-testid="dispatch-paste"
          />
          <Button
            mt="sm"
            onClick={() => read.mutate()}
            loading={read.isPending}
            disabled={draft.dispatchText.trim() === ''}
            data-testid="dispatch-read"
          >
            {t('draft.read')}
          </Button>
          <p className="note">{t('draft.byHand')}</p>
        </>
      ) : (
        <>
          <p role="status" data-testid="dispatch-found">
            {count === 0 ? t('draft.nothing') : t('draft.found', { n: count })}{' '}
            {unsure.length > 0 && (
              <b>
                {t('draft.unsure', {
                  n: unsure.length,
                  fields: unsure.map((field) => t(`draft.field.${field}`)).join(', '),
                })}
              </b>
            )}
          </p>
          {missing.map((one) => (
            <p key={one.code} className="note">
              {said(one)}
            </p>
          ))}
          <DispatchText text={draft.dispatchText} marks={marksOf(reading)} looked={looked} />
          <Button variant="subtle" size="sm" onClick={() => setWriting(true)}>
            {t('draft.again')}
          </Button>
        </>
      )}
      <ProblemNote error={read.error} />
    </section>
  )
}
