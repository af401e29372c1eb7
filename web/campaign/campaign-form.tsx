import { Button, Group, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import { stationsQuery } from '../api/queries.ts'
import type { CampaignDetail, Dispatch } from '../api/shapes.ts'
import {
  bodyOf,
  type CampaignDraft,
  type DraftField,
  draftOfCampaign,
  emptyDraft,
  faultsOf,
} from '../data/campaign-draft.ts'
import { type Reading, readInto, unsureFields } from '../data/dispatch-reading.ts'
import { useNow, useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { localDateOf } from '../text/format.ts'
import { BasicFields } from './basic-fields.tsx'
import { DispatchReader } from './dispatch-reader.tsx'
import { DraftContext } from './draft-context.ts'
import { Meaning } from './meaning.tsx'
import { PhaseFields } from './phase-fields.tsx'
import { PlaceFields } from './place-fields.tsx'
import { QuotaFields } from './quota-fields.tsx'

/** One form for a new campaign and for a change of one; the dispatch beside the fields it fills. */
export function CampaignForm({
  campaign,
  onDone,
  onCancel,
}: {
  /** Null for a new one. */
  campaign: CampaignDetail | null
  onDone: (id: string) => unknown
  onCancel: () => unknown
}) {
  const { t } = useTranslation()
  const { zone } = useSigned().office
  const today = localDateOf(useNow(60_000), zone)
  const queries = useQueryClient()
  const stations = useQuery(stationsQuery)
  const [draft, setDraft] = useState<CampaignDraft>(() =>
    campaign ? draftOfCampaign(campaign, zone) : { ...emptyDraft, from: today },
  )
  const [reading, setReading] = useState<Reading | null>(null)
  const [missing, setMissing] = useState<Dispatch['missing']>([])
  const [confirmed, setConfirmed] = useState<ReadonlySet<DraftField>>(new Set())
  const [looked, setLooked] = useState<DraftField | null>(null)
  const [tried, setTried] = useState(false)
  const faults = useMemo(() => faultsOf(draft, zone), [draft, zone])
  const unsure = reading ? unsureFields(reading, draft, confirmed) : []
  const wrong = [...new Set([...(Object.keys(faults) as DraftField[]), ...unsure])]

  const save = useMutation({
    mutationFn: () => {
      const body = bodyOf(draft, zone)
      return campaign
        ? answer(
            api.PATCH('/api/v1/campaigns/{campaign}', {
              params: { path: { campaign: campaign.id } },
              body,
            }),
          )
        : answer(api.POST('/api/v1/campaigns', { body }))
    },
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['campaigns'] })
      await queries.invalidateQueries({ queryKey: ['campaign'] })
      await onDone(id)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (wrong.length === 0) save.mutate()
  }
  const hear = (dispatch: Dispatch) => {
    const communes = (stations.data ?? []).filter(({ role }) => role === 'commune')
    const read = readInto(draft, dispatch, communes)
    setReading(read)
    setDraft(read.draft)
    setMissing(dispatch.missing)
    setConfirmed(new Set())
    setLooked(null)
  }
  const confirm = (field: DraftField, is: boolean) =>
    setConfirmed((all) => new Set(is ? [...all, field] : [...all].filter((one) => one !== field)))
  return (
    <DraftContext
      value={{
        ...{ draft, reading, unsure, confirmed, confirm },
        change: (news) => setDraft((was) => ({ ...was, ...news })),
        faults: tried ? faults : {},
        look: (field) => {
          setLooked(null)
          queueMicrotask(() => setLooked(field))
        },
      }}
    >
      <div className="draft-halves">
        <DispatchReader looked={looked} missing={missing} onRead={hear} />
        <form onSubmit={submit} noValidate data-testid="campaign-form">
          <Stack gap="lg">
            <BasicFields />
            <PlaceFields />
            <QuotaFields />
            <Meaning campaign={campaign} />
            {campaign && campaign.versions.length > 0 ? (
              <PhaseFields versions={campaign.versions} />
            ) : (
              <p className="note">{t('draft.phasesLater')}</p>
            )}
            <ProblemNote error={save.error} />
            {tried && wrong.length > 0 && (
              <p role="alert" className="refusal" data-testid="draft-wrong">
                {t('draft.mend', {
                  fields: wrong.map((field) => t(`draft.field.${field}`)).join(', '),
                })}
              </p>
            )}
            <Group>
              <Button type="submit" loading={save.isPending} data-testid="campaign-save">
                {campaign ? t('draft.save') : t('draft.create')}
              </Button>
              <Button variant="default" onClick={onCancel}>
                {t('draft.cancel')}
              </Button>
            </Group>
          </Stack>
        </form>
      </div>
    </DraftContext>
  )
}
