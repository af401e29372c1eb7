import { Button, Group, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { campaignProgressQuery } from '../api/queries.ts'
import type { CampaignDetail, CampaignProgress } from '../api/shapes.ts'
import { firstGrain, type Grain, progressDays } from '../data/campaign-progress.ts'
import { Empty } from '../part/empty.tsx'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { writtenDate } from '../text/format.ts'
import { ProgressCell } from './progress-cell.tsx'
import { ProgressGrid, type ProgressPlace } from './progress-grid.tsx'

/** How far a campaign got, commune by commune, against what it asks for. */
export function ProgressSection({ campaign, today }: { campaign: CampaignDetail; today: string }) {
  const { t } = useTranslation()
  const [back, setBack] = useState(0)
  const { from, to, more } = progressDays(campaign, today, back)
  const progress = useQuery(campaignProgressQuery(campaign.id, { from, to }))
  return (
    <section aria-label={t('progress.title')} className="campaign-part">
      <ProblemNote error={progress.error} again={() => void progress.refetch()} />
      {progress.isPending && <Waiting />}
      {progress.data && <Shown key={from} progress={progress.data} today={today} />}
      {(more || back > 0) && (
        <Group gap="xs" mt="xs" data-testid="progress-further">
          <span className="note tabular">
            {t('campaign.until', { from: writtenDate(from), to: writtenDate(to) })}
          </span>
          <Button size="xs" variant="default" disabled={!more} onClick={() => setBack(back + 1)}>
            {t('progress.earlier')}
          </Button>
          {back > 0 && (
            <Button size="xs" variant="default" onClick={() => setBack(back - 1)}>
              {t('progress.later')}
            </Button>
          )}
        </Group>
      )}
    </section>
  )
}

function Shown({ progress, today }: { progress: CampaignProgress; today: string }) {
  const { t } = useTranslation()
  const [grain, setGrain] = useState<Grain>(() => firstGrain(progress.dates.length))
  const [opened, setOpened] = useState<ProgressPlace | null>(null)
  return (
    <>
      <div className="page-head">
        <h2 className="part-title">{t('progress.title')}</h2>
        <SegmentedControl
          value={grain}
          onChange={(value) => setGrain(value as Grain)}
          data={(['day', 'week'] as const).map((value) => ({
            value,
            label: t(`progress.grain.${value}`),
          }))}
          aria-label={t('progress.grain.label')}
        />
      </div>
      {progress.stations.length === 0 ? (
        <Empty says={t('progress.empty')} />
      ) : (
        <ProgressGrid
          key={grain}
          progress={progress}
          grain={grain}
          today={today}
          onOpen={setOpened}
        />
      )}
      <Legend />
      {opened && (
        <ProgressCell progress={progress} place={opened} onClose={() => setOpened(null)} />
      )}
    </>
  )
}

function Legend() {
  const { t } = useTranslation()
  return (
    <ul className="progress-legend">
      {(['met', 'open', 'lacking', 'short', 'ahead'] as const).map((standing) => (
        <li key={standing}>
          <span className="progress-part" data-standing={standing} aria-hidden="true">
            <span className="progress-bar">
              <span style={{ width: standing === 'met' ? '100%' : '60%' }} />
            </span>
          </span>{' '}
          {t(`progress.legend.${standing}`)}
        </li>
      ))}
      <li>{t('progress.legend.brackets')}</li>
    </ul>
  )
}
