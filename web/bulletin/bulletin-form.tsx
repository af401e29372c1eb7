import { Button, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { campaignsQuery } from '../api/queries.ts'
import type { Bulletin } from '../api/shapes.ts'
import { unitsAs } from '../data/access.ts'
import { type Draft, draftOf, endsTooSoon, isNamed, type Making } from '../data/bulletin-draft.ts'
import { onlyRunning } from '../data/campaign.ts'
import { useNow, useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { localDateOf } from '../text/format.ts'
import { CampaignField, KindFields, ValidityFields } from './bulletin-fields.tsx'
import { type ChosenSound, saveDraft } from './save-draft.ts'
import { SoundChoice } from './sound-choice.tsx'
import { WordingHints } from './wording-hints.tsx'

/** One form for a new bulletin, a change of a version, and the same message in another language. */
export function BulletinForm({
  making,
  onDone,
}: {
  making: Making
  onDone: (bulletin: Bulletin) => unknown
}) {
  const { t } = useTranslation()
  const { office, session } = useSigned()
  const { zone } = office
  const now = useNow(60_000)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const campaigns = useQuery(campaignsQuery)
  const [before] = useState(() => draftOf(making, zone))
  const [draft, setDraft] = useState(before)
  const [sound, setSound] = useState<ChosenSound | null>(
    making.kind === 'new' && making.upload
      ? { upload: making.upload, name: making.title, speech: null }
      : null,
  )
  const editing = unitsAs(session, 'editor')
  const own = (campaigns.data ?? []).filter(({ unit }) => editing.includes(unit))
  const change = (news: Partial<Draft>) => setDraft((was) => ({ ...was, ...news }))
  // A tune opens every window and is in no campaign; for anything else the one whose bulletins are
  // being looked at is meant, or the one that runs, until somebody chooses.
  const looked = useSearch({ strict: false, select: (search) => search.campaign })
  const meant =
    draft.contentType === 'tune'
      ? null
      : (own.find(({ id }) => id === looked) ?? onlyRunning(own, localDateOf(now, zone)))
  const campaign = draft.campaign ?? meant?.id ?? ''
  const wrong = endsTooSoon(draft, zone, now)
  const save = useMutation({
    mutationFn: () => saveDraft(making, { ...draft, campaign }, before, sound, zone),
    onSuccess: async (bulletin) => {
      await queries.invalidateQueries({ queryKey: ['bulletins'] })
      await queries.invalidateQueries({ queryKey: ['bulletin', bulletin.id] })
      await onDone(bulletin)
      if (making.kind === 'new')
        await navigate({ to: '/ban-tin/$bulletin', params: { bulletin: bulletin.id } })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!wrong) save.mutate()
  }
  const fields = { making, draft, onChange: change }
  return (
    <form onSubmit={submit}>
      <Stack>
        {making.kind === 'edit' && making.version.state === 'approved' && (
          <Text size="sm">{t('bulletin.editNote')}</Text>
        )}
        {making.kind === 'variant' && (
          <Text size="sm">{t('form.translates', { n: making.version.number })}</Text>
        )}
        {making.kind !== 'variant' && (
          <TextInput
            label={t('bulletin.name')}
            required
            maxLength={200}
            disabled={making.kind === 'edit' && isNamed(making.bulletin)}
            value={draft.title}
            onChange={(event) => change({ title: event.currentTarget.value })}
            data-autofocus={making.kind === 'new' || undefined}
          />
        )}
        <KindFields {...fields} />
        {making.kind !== 'variant' && <CampaignField {...fields} campaign={campaign} />}
        {making.kind === 'variant' && making.version.text && (
          <details open>
            <summary>{t('versions.originalNumber', { n: making.version.number })}</summary>
            <div className="bulletin-text" lang="vi">
              {making.version.text}
            </div>
          </details>
        )}
        <Textarea
          label={t('bulletin.text')}
          autosize
          minRows={5}
          maxRows={16}
          maxLength={20_000}
          lang={draft.language}
          value={draft.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
          data-testid="bulletin-text"
        />
        <WordingHints
          campaign={campaign || null}
          language={draft.language}
          text={draft.text}
          onUse={(text) => change({ text })}
        />
        <SoundChoice
          text={draft.text}
          language={draft.language}
          sound={sound}
          onSound={setSound}
          kept={making.kind === 'edit' ? making.version : null}
        />
        <ValidityFields draft={draft} onChange={change} wrong={wrong} />
        <ProblemNote error={save.error} />
        <Button
          type="submit"
          loading={save.isPending}
          data-testid={making.kind === 'edit' ? 'edit-save' : 'bulletin-save'}
        >
          {t('save')}
        </Button>
      </Stack>
    </form>
  )
}
