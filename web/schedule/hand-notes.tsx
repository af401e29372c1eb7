import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Block } from '../api/shapes.ts'
import { takesMore } from '../data/board.ts'
import { useSaid } from '../part/said.ts'
import { useChanges } from './changes.ts'

/** What hands kept out of a window, what they put in without effect, and what the planner says. */
export function HandNotes({ block, mayChange }: { block: Block; mayChange: boolean }) {
  const { t } = useTranslation()
  const said = useSaid()
  const { ask } = useChanges()
  const may = mayChange && takesMore(block)
  return (
    <div className="hand-notes">
      {block.bars.map(({ id, title }) => (
        <p key={id} className="hand-note" data-testid="bar">
          {t('timeline.bars', { titles: title })}{' '}
          {may && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => ask([{ kind: 'lift', hand: id }])}
            >
              {t('timeline.lift')}
            </Button>
          )}
        </p>
      ))}
      {block.idlePins.map(({ id, title }) => (
        <p key={id} className="hand-note hand-note-idle" data-testid="idle-pin">
          {t('timeline.idlePins', { titles: title })}{' '}
          {may && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => ask([{ kind: 'lift', hand: id }])}
            >
              {t('timeline.dropPin')}
            </Button>
          )}
        </p>
      ))}
      {block.explanations.length > 0 && (
        <details className="why">
          <summary>{t('schedule.why')}</summary>
          <ul>
            {block.explanations.map((one) => (
              <li key={`${one.code} ${one.vi}`}>{said(one)}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
