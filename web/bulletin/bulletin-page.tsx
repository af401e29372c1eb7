import { NativeSelect, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bulletinQuery } from '../api/queries.ts'
import { newest } from '../data/bulletin-list.ts'
import { useNow, useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { momentOf } from '../text/format.ts'
import { LifeLine } from './life-line.tsx'
import { StateChip } from './state-chip.tsx'
import { VersionActions } from './version-actions.tsx'
import { VersionSound } from './version-sound.tsx'

/** One bulletin: text at the left, sound at the right, under them the line of its life. */
export function BulletinPage() {
  const { t } = useTranslation()
  const { office } = useSigned()
  const now = useNow(30_000)
  const { bulletin: id } = useParams({ from: '/ban-tin/$bulletin' })
  const bulletin = useQuery(bulletinQuery(id))
  const [chosen, setChosen] = useState<string | null>(null)
  if (bulletin.isPending) return <Waiting />
  if (!bulletin.data)
    return <ProblemNote error={bulletin.error} again={() => void bulletin.refetch()} />
  const versions = [...bulletin.data.versions].sort((a, b) => b.number - a.number)
  const version = versions.find((one) => one.id === chosen) ?? newest(bulletin.data)
  return (
    <article data-testid="screen-bulletin">
      <div className="page-head">
        <div>
          <Link to="/ban-tin" className="back-link">
            ‹ {t('bulletin.title')}
          </Link>
          <h1>{bulletin.data.title}</h1>
          <div className="chips">
            <StateChip state={version.state} />
            <span className="chip">{t(`lang.${version.language}`)}</span>
            <span className="chip">{t(`contentType.${version.contentType}`)}</span>
            <span className="chip">{t(`class.${version.class}`)}</span>
            <span className="note">{bulletin.data.campaign?.name}</span>
          </div>
        </div>
        {versions.length > 1 && (
          <NativeSelect
            label={t('bulletin.versions')}
            value={version.id}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={versions.map((one) => ({
              value: one.id,
              label: `${t('bulletin.version', { number: one.number })} · ${t(`lang.${one.language}`)} · ${t(`state.${one.state}`)}`,
            }))}
          />
        )}
      </div>
      {version.returnedNote && (
        <p className="refusal" role="note">
          {t('bulletin.returned', { note: version.returnedNote })}
        </p>
      )}
      <div className="bulletin-halves">
        <section aria-label={t('bulletin.text')}>
          <h2 className="part-title">{t('bulletin.text')}</h2>
          {version.text ? (
            <div className="bulletin-text" lang={version.language}>
              {version.text}
            </div>
          ) : (
            <p>{t('bulletin.noText')}</p>
          )}
        </section>
        <VersionSound bulletin={bulletin.data} version={version} />
      </div>
      <VersionActions key={version.id} bulletin={bulletin.data} version={version} />
      <LifeLine version={version} now={now} />
      <Text size="sm" className="tabular">
        {t('bulletin.validFrom')} {momentOf(version.validFrom, office.zone)}
        {version.validTo
          ? ` ${t('bulletin.validTo')} ${momentOf(version.validTo, office.zone)}`
          : `, ${t('bulletin.noEnd')}`}
      </Text>
    </article>
  )
}
