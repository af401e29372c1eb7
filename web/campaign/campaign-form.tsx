import { Button, Group, Stack } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asRead } from '../api/as-read.ts'
import { answer, api } from '../api/client.ts'
import { campaignQuery, campaignsQuery, stationsQuery } from '../api/queries.ts'
import type { CampaignDetail, Dispatch } from '../api/shapes.ts'
import {
  bodyOf,
  bodyOfCampaign,
  type CampaignDraft,
  type DraftField,
  draftOfCampaign,
  emptyDraft,
  faultsOf,
  fieldOf,
} from '../data/campaign-draft.ts'
import { twinOf } from '../data/campaign-twin.ts'
import { type Reading, readInto, unsureFields } from '../data/dispatch-reading.ts'
import { touchedOf } from '../data/rebased.ts'
import { useNow, useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { ReadingDialog } from '../schedule/reading-dialog.tsx'
import { rehearsed, useReadingFirst } from '../schedule/reading-first.ts'
import { localDateOf } from '../text/format.ts'
import { BasicFields } from './basic-fields.tsx'
import { DispatchReader } from './dispatch-reader.tsx'
import { DraftContext } from './draft-context.ts'
import { Meaning } from './meaning.tsx'
import { PhaseFields } from './phase-fields.tsx'
import { PlaceFields } from './place-fields.tsx'
import { QuotaFields } from './quota-fields.tsx'
import { TwinNote } from './twin-note.tsx'

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
  // Others may change it meanwhile: what is sent is what differs from the campaign that was opened.
  const [opened] = useState(campaign)
  const base = useMemo(() => opened && bodyOfCampaign(opened, zone), [opened, zone])
  const editOf = (body: ReturnType<typeof bodyOf>) => (base ? touchedOf(base, body) : body)
  const [reading, setReading] = useState<Reading | null>(null)
  const [missing, setMissing] = useState<Dispatch['missing']>([])
  const [confirmed, setConfirmed] = useState<ReadonlySet<DraftField>>(new Set())
  const [looked, setLooked] = useState<DraftField | null>(null)
  const [attempts, setAttempts] = useState(0)
  const tried = attempts > 0
  const form = useRef<HTMLFormElement>(null)
  const campaigns = useQuery({ ...campaignsQuery, enabled: campaign === null })
  const twin = campaign ? null : twinOf(draft, campaigns.data ?? [])
  const [another, setAnother] = useState(false)
  const faults = useMemo(() => faultsOf(draft, zone), [draft, zone])
  const unsure = reading ? unsureFields(reading, draft, confirmed) : []
  const wrong = [...new Set([...(Object.keys(faults) as DraftField[]), ...unsure])]

  const save = useReadingFirst({
    look: (body: ReturnType<typeof bodyOf>) =>
      rehearsed(
        opened
          ? { what: 'campaign-edit', campaign: opened.id, edit: editOf(body) }
          : { what: 'campaign', order: body },
      ),
    save: (body, revision) => {
      const header = asRead(revision)
      if (!opened) return answer(api.POST('/api/v1/campaigns', { params: { header }, body }))
      const params = { header, path: { campaign: opened.id } }
      return answer(api.PATCH('/api/v1/campaigns/{campaign}', { params, body: editOf(body) }))
    },
    onTop: async (mine) => {
      if (!opened || !base) return { wanted: mine, others: [] }
      const theirs = await queries.fetchQuery({ ...campaignQuery(opened.id), staleTime: 0 })
      const touched = editOf(mine)
      const others = Object.keys(touchedOf(base, bodyOfCampaign(theirs, zone)))
      return {
        wanted: mine,
        others: others.map((name) => {
          const field = t(`draft.field.${fieldOf(name as keyof typeof mine)}`)
          return name in touched ? t('change.bothChanged', { field }) : field
        }),
      }
    },
    onDone: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['campaigns'] })
      await queries.invalidateQueries({ queryKey: ['campaign'] })
      await onDone(id)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAttempts(attempts + 1)
    if (wrong.length === 0 && (!twin || another)) save.ask(bodyOf(draft, zone))
  }
  // Each attempt leads to the first field that needs something.
  useEffect(() => {
    if (attempts === 0) return
    const first = form.current?.querySelector<HTMLElement>(
      '[aria-invalid="true"], [data-read="unsure"] :is(input, textarea), .field-fault',
    )
    first?.scrollIntoView({ block: 'center' })
    first?.focus({ preventScroll: true })
  }, [attempts])
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
      <ReadingDialog reading={save} />
      <div className="draft-halves">
        <DispatchReader looked={looked} missing={missing} onRead={hear} />
        <form ref={form} onSubmit={submit} noValidate data-testid="campaign-form">
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
              <div role="alert" className="refusal" data-testid="draft-wrong">
                {(
                  [
                    ['mend', Object.keys(faults) as DraftField[]],
                    ['lookAt', unsure.filter((field) => !faults[field])],
                  ] as const
                ).map(
                  ([says, fields]) =>
                    fields.length > 0 && (
                      <div key={says}>
                        {t(`draft.${says}`, {
                          fields: fields.map((field) => t(`draft.field.${field}`)).join(', '),
                        })}
                      </div>
                    ),
                )}
              </div>
            )}
            {tried && wrong.length === 0 && twin && (
              <TwinNote twin={twin} sure={another} onSure={setAnother} />
            )}
            <Group>
              <Button type="submit" loading={save.asked !== null} data-testid="campaign-save">
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
