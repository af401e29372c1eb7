import { Button, Checkbox, Fieldset, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CampaignDetail } from '../api/shapes.ts'
import type { PhaseDraft } from '../data/campaign-draft.ts'
import { MomentField } from '../part/moment-field.tsx'
import { useDraft, useFault } from './draft-context.ts'

type CampaignVersion = CampaignDetail['versions'][number]

/** Which versions sound from when to when; without phases, each as long as it is valid. */
export function PhaseFields({ versions }: { versions: readonly CampaignVersion[] }) {
  const { t } = useTranslation()
  const { draft, change } = useDraft()
  const fault = useFault()('phases')
  const { phases } = draft
  const put = (key: number, news: Partial<PhaseDraft>) =>
    change({ phases: phases.map((one) => (one.key === key ? { ...one, ...news } : one)) })
  const add = () => {
    const last = phases.at(-1)
    const key = Math.max(0, ...phases.map((one) => one.key)) + 1
    const from = last?.until || (draft.from ? `${draft.from}T00:00` : '')
    change({ phases: [...phases, { key, name: '', from, until: '', versions: [] }] })
  }
  return (
    <section aria-label={t('draft.phasesTitle')} data-testid="draft-phases">
      <h2 className="part-title">{t('draft.phasesTitle')}</h2>
      <p className="note">{t('draft.phasesSays')}</p>
      {phases.map((phase, index) => (
        <Fieldset
          key={phase.key}
          legend={t('draft.phase', { n: index + 1 })}
          mb="sm"
          data-testid="draft-phase"
        >
          <div className="draft-row">
            <TextInput
              label={t('draft.phaseName')}
              value={phase.name}
              maxLength={100}
              onChange={(event) => put(phase.key, { name: event.currentTarget.value })}
              data-testid="phase-name"
            />
            <MomentField
              label={t('draft.phaseFrom')}
              moment={phase.from}
              note={null}
              onMoment={(from) => put(phase.key, { from })}
              testid="phase-from"
            />
            <MomentField
              label={t('draft.phaseUntil')}
              moment={phase.until}
              note={phase.until === '' ? t('campaign.phaseOpen') : null}
              onMoment={(until) => put(phase.key, { until })}
              testid="phase-until"
            />
          </div>
          <PhaseVersions
            phase={phase}
            versions={versions}
            onChoose={(chosen) => put(phase.key, { versions: chosen })}
          />
          <Button
            variant="subtle"
            size="sm"
            onClick={() => change({ phases: phases.filter(({ key }) => key !== phase.key) })}
          >
            {t('draft.removePhase', { n: index + 1 })}
          </Button>
        </Fieldset>
      ))}
      {fault && (
        <p className="field-fault" role="alert">
          {fault}
        </p>
      )}
      <Button variant="default" size="sm" onClick={add} data-testid="phase-add">
        {t('draft.addPhase')}
      </Button>
    </section>
  )
}

function PhaseVersions({
  phase,
  versions,
  onChoose,
}: {
  phase: PhaseDraft
  versions: readonly CampaignVersion[]
  onChoose: (chosen: readonly string[]) => void
}) {
  const { t } = useTranslation()
  if (versions.length === 0) return <p className="note">{t('draft.noVersions')}</p>
  return (
    <Checkbox.Group
      label={t('draft.phaseVersions')}
      value={[...phase.versions]}
      onChange={onChoose}
      my="xs"
    >
      <div className="checks version-checks">
        {versions.map((version) => (
          <Checkbox
            key={version.id}
            value={version.id}
            label={t('campaign.version', {
              ...{ title: version.title, number: version.number },
              language: t(`lang.${version.language as 'vi'}`),
            })}
            description={t(`state.${version.state}`)}
          />
        ))}
      </div>
    </Checkbox.Group>
  )
}
