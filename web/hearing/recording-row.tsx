import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { RecordingLine } from '../api/shapes.ts'
import { lengthOf, minuteOf, timeOf } from '../text/format.ts'
import { StateWords } from './state-words.tsx'
import { shownVerdict, VerdictChip } from './verdict-chip.tsx'

/** A recording in a list: whose, when, and what was heard in it. */
export function RecordingRow({ line }: { line: RecordingLine }) {
  const { t } = useTranslation()
  const { zone, durationMs, finds } = line
  return (
    <article className="recording-row" data-testid="recording-row" data-state={line.state}>
      <h2>
        <Link to="/ban-ghi/$recording" params={{ recording: line.id }}>
          {line.stationName}
          {line.aimAt !== null && `, ${minuteOf(line.aimAt, zone)}`}
        </Link>
      </h2>
      <p className="note tabular">
        {[
          line.startedAt !== null && timeOf(line.startedAt, zone),
          durationMs !== null && lengthOf(durationMs),
          t('hearing.madeBy', { name: line.madeByName }),
          line.windowName && t('hearing.window', { name: line.windowName }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p>
        <StateWords line={line} />
        {line.state === 'done' && finds.length === 0 && ` · ${t('hearing.nothing')}`}
      </p>
      {(line.isAttested || line.isAlike) && (
        <p className="row-chips">
          {line.isAttested && <VerdictChip verdict="attested" />}
          {line.isAlike && <span className="chip">{t('hearing.alike.chip')}</span>}
        </p>
      )}
      <ul className="row-finds">
        {finds.map((find) => (
          <li key={find.number}>
            <VerdictChip verdict={shownVerdict(find)} />{' '}
            {find.versions[0]?.title ?? t('hearing.unknownSound')}
          </li>
        ))}
      </ul>
    </article>
  )
}
