import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { campaignsQuery } from '../api/queries.ts'
import { unitsAs } from '../data/access.ts'
import { type Draft, isNamed, type Making, missingLanguages } from '../data/bulletin-draft.ts'
import { classes, contentTypes, languages } from '../data/bulletin-list.ts'
import { useSigned } from '../part/office.ts'

type Fields = Readonly<{
  making: Making
  draft: Draft
  /** Called with what changed. */
  onChange: (news: Partial<Draft>) => void
}>

/** Language, kind and class of a version. */
export function KindFields({ making, draft, onChange }: Fields) {
  const { t } = useTranslation()
  const offered =
    making.kind === 'variant'
      ? missingLanguages(making.bulletin)
      : making.kind === 'new'
        ? languages
        : [draft.language]
  // A test signal is made by the program, and stays one.
  const types = draft.contentType === 'test' ? (['test'] as const) : contentTypes
  return (
    <div className="form-row">
      <NativeSelect
        label={t('bulletin.language')}
        value={draft.language}
        disabled={making.kind === 'edit'}
        onChange={(event) => onChange({ language: event.currentTarget.value as Draft['language'] })}
        data={offered.map((value) => ({ value, label: t(`lang.${value}`) }))}
      />
      <NativeSelect
        label={t('bulletin.contentType')}
        value={draft.contentType}
        onChange={(event) =>
          onChange({ contentType: event.currentTarget.value as Draft['contentType'] })
        }
        data={types.map((value) => ({ value, label: t(`contentType.${value}`) }))}
      />
      <NativeSelect
        label={t('bulletin.class')}
        value={draft.class}
        onChange={(event) => onChange({ class: event.currentTarget.value as Draft['class'] })}
        data={classes.map((value) => ({ value, label: t(`class.${value}`) }))}
      />
    </div>
  )
}

/** The campaign it belongs to; fixed once a version was approved. */
export function CampaignField({
  making,
  draft,
  onChange,
  campaign,
}: Fields & Readonly<{ campaign: string }>) {
  const { t } = useTranslation()
  const campaigns = useQuery(campaignsQuery)
  const { session } = useSigned()
  const units = making.kind === 'new' ? unitsAs(session, 'editor') : [making.bulletin.unit]
  const fixed = making.kind === 'edit' && isNamed(making.bulletin)
  const alone = campaigns.isSuccess && campaign === '' && draft.contentType !== 'tune'
  return (
    <NativeSelect
      label={t('bulletin.campaign')}
      value={campaign}
      disabled={fixed}
      description={fixed ? t('form.titleFixed') : alone ? t('bulletin.noCampaignMeans') : null}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onChange={(event) => onChange({ campaign: event.currentTarget.value })}
      data={[
        { value: '', label: t('bulletin.noCampaign') },
        ...(campaigns.data ?? [])
          .filter(({ id, unit }) => units.includes(unit) || id === campaign)
          .map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  )
}

/** From when until when it may sound, in the station's time. */
export function ValidityFields({
  draft,
  onChange,
  wrong,
}: Omit<Fields, 'making'> & Readonly<{ wrong: boolean }>) {
  const { t } = useTranslation()
  return (
    <div className="form-row form-row-top">
      <TextInput
        type="datetime-local"
        label={t('form.from')}
        description={draft.from === '' ? t('form.fromNow') : null}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={draft.from}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
        data-testid="valid-from"
      />
      <TextInput
        type="datetime-local"
        label={t('form.until')}
        description={draft.until === '' ? t('form.noEnd') : null}
        error={wrong ? t('form.untilBefore') : null}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={draft.until}
        onChange={(event) => onChange({ until: event.currentTarget.value })}
        data-testid="valid-until"
      />
    </div>
  )
}
