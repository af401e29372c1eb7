import { createContext, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import type { CampaignDraft, DraftFault, DraftField } from '../data/campaign-draft.ts'
import type { Reading } from '../data/dispatch-reading.ts'

/** What the parts of the campaign's form share. */
export type DraftForm = Readonly<{
  draft: CampaignDraft
  change: (news: Partial<CampaignDraft>) => void
  /** What has to be mended, once somebody tried to save. */
  faults: Readonly<Partial<Record<DraftField, DraftFault>>>
  /** What was read from the dispatch; null before. */
  reading: Reading | null
  /** Fields that the reader is not sure of and that nobody has looked at. */
  unsure: readonly DraftField[]
  /** Fields whose reading a person confirmed. */
  confirmed: ReadonlySet<DraftField>
  confirm: (field: DraftField, is: boolean) => void
  /** Shows where in the text a field was read. */
  look: (field: DraftField) => void
}>

export const DraftContext = createContext<DraftForm | null>(null)

export function useDraft(): DraftForm {
  const form = useContext(DraftContext)
  if (!form) throw new Error('DraftContext has no value: campaign-form.tsx gives one')
  return form
}

/** The words for what has to be mended in a field, or null. */
export function useFault(): (field: DraftField) => string | null {
  const { t } = useTranslation()
  const { faults } = useDraft()
  return (field) => {
    const fault = faults[field]
    return fault ? t(`draft.fault.${fault}`) : null
  }
}
