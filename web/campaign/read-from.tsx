import { Button, Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftField } from '../data/campaign-draft.ts'
import { isChanged } from '../data/dispatch-reading.ts'
import { useSaid } from '../part/said.ts'
import { useDraft } from './draft-context.ts'

/** A field with the words of the dispatch that it was read from; where they are unsure, a person decides. */
export function ReadFrom({ field, children }: { field: DraftField; children: ReactNode }) {
  const { t } = useTranslation()
  const said = useSaid()
  const { draft, reading, unsure, confirmed, confirm, look } = useDraft()
  const found = reading?.readFrom[field]
  if (!reading || !found) return <div className="read-field">{children}</div>
  const changed = isChanged(reading, draft, field)
  const doubted = found.some(({ sure }) => !sure)
  const state = changed ? 'changed' : unsure.includes(field) ? 'unsure' : 'read'
  return (
    <div className="read-field" data-read={state} data-testid={`read-${field}`}>
      {children}
      <div className="read-from">
        {changed ? (
          <span>{t('draft.asOfYou')}</span>
        ) : (
          <span>{t('draft.readFrom', { words: found.map(({ quote }) => quote).join(' … ') })}</span>
        )}
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => look(field)}
          aria-label={`${t('draft.show')}: ${t(`draft.field.${field}`)}`}
        >
          {t('draft.show')}
        </Button>
      </div>
      {found.map(
        ({ note }) =>
          note && (
            <p className="note" key={note.code}>
              {said(note)}
            </p>
          ),
      )}
      {doubted && !changed && (
        <Checkbox
          size="sm"
          label={t('draft.isRight')}
          checked={confirmed.has(field)}
          onChange={(event) => confirm(field, event.currentTarget.checked)}
          data-testid={`confirm-${field}`}
        />
      )}
    </div>
  )
}
