import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CampaignDraft } from '../data/campaign-draft.ts'
import { useDraft, useFault } from './draft-context.ts'

const fields = [
  { field: 'floor', label: 'floor', none: null },
  { field: 'cap', label: 'cap', none: 'capNone' },
  { field: 'spread', label: 'spread', none: 'spreadNone' },
  { field: 'bulletinGap', label: 'bulletinGap', none: 'gapNone' },
  { field: 'campaignGap', label: 'campaignGap', none: 'gapNone' },
  { field: 'sharePercent', label: 'share', none: null },
  { field: 'weight', label: 'weight', none: null },
] as const satisfies readonly Readonly<{
  field: keyof CampaignDraft
  label: string
  none: unknown
}>[]

/** How often a day, in how many windows, how far apart, and how much of the district's part it may take. */
export function QuotaFields() {
  const { t } = useTranslation()
  const { draft, change } = useDraft()
  const fault = useFault()
  return (
    <section aria-label={t('draft.quota')}>
      <h2 className="part-title">{t('draft.quota')}</h2>
      <div className="draft-figures">
        {fields.map(({ field, label, none }) => (
          <TextInput
            key={field}
            label={t(`draft.${label}`)}
            description={field === 'weight' ? t('draft.weightSays') : undefined}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            inputMode={field.endsWith('Gap') ? 'decimal' : 'numeric'}
            maxLength={6}
            value={draft[field]}
            placeholder={none ? t(`draft.${none}`) : undefined}
            error={fault(field)}
            onChange={(event) => change({ [field]: event.currentTarget.value })}
            data-testid={`draft-${field}`}
          />
        ))}
      </div>
    </section>
  )
}
