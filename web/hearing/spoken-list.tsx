import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordingQuery } from '../api/recordings.ts'
import type { SpokenOf } from '../api/shapes.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { dateOf, figureOf } from '../text/format.ts'

/** What recordings say of one relay, each with its sound a tap away. */
export function SpokenList({ spoken }: { spoken: readonly SpokenOf[] }) {
  const { t, i18n } = useTranslation()
  if (spoken.length === 0) return null
  return (
    <ul className="spoken">
      {spoken.map((one) => {
        const verdict = t(`hearing.verdict.${one.verdict}`).toLowerCase()
        const who = one.by === null ? '' : ` (${one.by})`
        return (
          <li
            key={`${one.recording} ${one.find} ${one.verdict} ${one.by}`}
            data-testid="spoken"
            data-verdict={one.verdict}
          >
            <span>
              {one.coverage === null
                ? t('hearing.spoken', { verdict: verdict + who })
                : t('hearing.spokenCoverage', {
                    verdict,
                    percent: figureOf(one.coverage / 100, 0, i18n.language),
                  })}
              {one.overruled && ` · ${t('hearing.overruled')}`}
            </span>
            <span className="spoken-hear">
              {one.verdict !== 'waiting' && <Clip recording={one.recording} find={one.find} />}
              <Link
                to="/ban-ghi/$recording"
                params={{ recording: one.recording }}
                search={one.find === null ? {} : { find: String(one.find) }}
              >
                {t('hearing.openOne')}
              </Link>
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** One tap, and the recording sounds from where the bulletin begins in it. */
function Clip({ recording, find }: { recording: string; find: number | null }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  const heard = useQuery({ ...recordingQuery(recording), enabled: asked })
  if (!asked)
    return (
      <div>
        <Button size="sm" variant="default" onClick={() => setAsked(true)} data-testid="clip">
          {t('hearing.clip')}
        </Button>
      </div>
    )
  if (heard.error) return <ProblemNote error={heard.error} again={() => void heard.refetch()} />
  if (!heard.data) return <Waiting />
  if (heard.data.sound === null)
    return heard.data.soundRemovedAt === null ? (
      <p className="note" role="status">
        {t('hearing.sound.coming', { percent: heard.data.soundPercent ?? 0 })}
      </p>
    ) : (
      <p className="note">
        {t('hearing.sound.gone', { date: dateOf(heard.data.soundRemovedAt, heard.data.zone) })}
      </p>
    )
  const startMs = heard.data.finds.find(({ number }) => number === find)?.startMs ?? 0
  return (
    // biome-ignore lint/a11y/useMediaCaption: a recording of a street has no text.
    <audio
      className="clip-sound"
      controls
      autoPlay
      aria-label={t('hearing.recording')}
      src={heard.data.sound ?? undefined}
      onLoadedMetadata={({ currentTarget }) => {
        currentTarget.currentTime = Math.max(0, startMs / 1000 - 1)
      }}
      data-testid="clip-sound"
    />
  )
}
