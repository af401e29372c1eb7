import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { historyQuery } from '../api/queries.ts'
import type { Bulletin, LifeEntry } from '../api/shapes.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { momentOf } from '../text/format.ts'

/** Who did what to a bulletin and when, newest first. */
export function History({ bulletin }: { bulletin: Bulletin }) {
  const { t } = useTranslation()
  const history = useQuery(historyQuery(bulletin.id))
  return (
    <details className="history" data-testid="history">
      <summary>{t('history.title')}</summary>
      <ProblemNote error={history.error} again={() => void history.refetch()} />
      {history.data?.entries.length === 0 && <p>{t('history.empty')}</p>}
      <ol>
        {history.data?.entries.map((entry) => (
          <Entry
            key={`${entry.at}${entry.action}${entry.version}`}
            entry={entry}
            bulletin={bulletin}
          />
        ))}
      </ol>
    </details>
  )
}

function Entry({ entry, bulletin }: { entry: LifeEntry; bulletin: Bulletin }) {
  const { t } = useTranslation()
  const { zone } = useSigned().office
  const version = bulletin.versions.find(({ id }) => id === entry.version)
  const deed = entry.action.replace(/^bulletin\./, '')
  const changed = entry.changed.map((field) => t(`history.fields.${field as 'text'}`, field))
  return (
    <li>
      <span className="tabular note">{momentOf(entry.at, zone)}</span>
      <span>
        <b>{t(`history.does.${deed as 'edit'}`, deed)}</b>
        {version && (
          <>
            {' '}
            {t('versions.number', { n: version.number }).toLowerCase()} (
            {t(`lang.${version.language}`)})
          </>
        )}
        {changed.length > 0 && `, ${t('history.changed', { what: changed.join(', ') })}`}
        {entry.note && <span className="note">: “{entry.note}”</span>}
      </span>
      <span>{entry.by?.name ?? t('history.system')}</span>
    </li>
  )
}
