import { Button, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import { campaignsQuery } from '../api/queries.ts'
import type { Version } from '../api/shapes.ts'
import { onlyRunning } from '../data/campaign.ts'
import { useNow, useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { localDateOf } from '../text/format.ts'

const classes = ['ordinary', 'priority'] as const
const types = ['news', 'feature', 'notice', 'story', 'tune'] as const
const languages = ['vi', 'km', 'en'] as const

/** A new bulletin, from a file that is ready or from a text that still needs its sound. */
export function BulletinForm({
  upload,
  title: suggested,
  onDone,
}: {
  upload: string | null
  title: string
  onDone: () => void
}) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const campaigns = useQuery(campaignsQuery)
  const [title, setTitle] = useState(suggested)
  const [text, setText] = useState('')
  const [language, setLanguage] = useState<Version['language']>('vi')
  const [chosen, setChosen] = useState<string | null>(null)
  const [contentType, setContentType] = useState<(typeof types)[number]>('news')
  const [bulletinClass, setClass] = useState<(typeof classes)[number]>('ordinary')
  const today = localDateOf(useNow(60_000), useSigned().office.zone)
  // A tune opens every window and is in no campaign; for anything else the one that runs is meant
  // until somebody chooses.
  const forCampaign = contentType !== 'tune'
  const meant = forCampaign ? onlyRunning(campaigns.data ?? [], today) : null
  const campaign = chosen ?? meant?.id ?? ''
  const make = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/bulletins', {
          body: {
            title,
            text,
            language,
            campaign: campaign || null,
            contentType,
            class: bulletinClass,
            upload,
          },
        }),
      ),
    onSuccess: async (bulletin) => {
      await queries.invalidateQueries({ queryKey: ['bulletins'] })
      onDone()
      await navigate({ to: '/ban-tin/$bulletin', params: { bulletin: bulletin.id } })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('bulletin.name')}
          required
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          data-autofocus
        />
        <div className="form-row">
          <NativeSelect
            label={t('bulletin.language')}
            value={language}
            onChange={(event) => setLanguage(event.currentTarget.value as Version['language'])}
            data={languages.map((value) => ({ value, label: t(`lang.${value}`) }))}
          />
          <NativeSelect
            label={t('bulletin.contentType')}
            value={contentType}
            onChange={(event) => setContentType(event.currentTarget.value as typeof contentType)}
            data={types.map((value) => ({ value, label: t(`contentType.${value}`) }))}
          />
          <NativeSelect
            label={t('bulletin.class')}
            value={bulletinClass}
            onChange={(event) => setClass(event.currentTarget.value as typeof bulletinClass)}
            data={classes.map((value) => ({ value, label: t(`class.${value}`) }))}
          />
        </div>
        <NativeSelect
          label={t('bulletin.campaign')}
          value={campaign}
          description={
            forCampaign && !campaign && campaigns.isSuccess ? t('bulletin.noCampaignMeans') : null
          }
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={[
            { value: '', label: t('bulletin.noCampaign') },
            ...(campaigns.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Textarea
          label={t('bulletin.text')}
          autosize
          minRows={4}
          maxRows={12}
          maxLength={20_000}
          lang={language}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <ProblemNote error={make.error} />
        <Button type="submit" loading={make.isPending} data-testid="bulletin-save">
          {t('save')}
        </Button>
      </Stack>
    </form>
  )
}
