import { Button, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import { campaignsQuery } from '../api/queries.ts'
import type { Bulletin, Version } from '../api/shapes.ts'
import { ProblemNote } from '../part/problem-note.tsx'

/** Title, text and campaign of a version; its sound is replaced by dropping a file on it. */
export function EditForm({
  bulletin,
  version,
  onDone,
}: {
  bulletin: Bulletin
  version: Version
  onDone: () => unknown
}) {
  const { t } = useTranslation()
  const campaigns = useQuery(campaignsQuery)
  const [title, setTitle] = useState(bulletin.title)
  const [text, setText] = useState(version.text)
  const [campaign, setCampaign] = useState(bulletin.campaign?.id ?? '')
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PATCH('/api/v1/bulletins/{bulletin}/versions/{number}', {
          params: { path: { bulletin: bulletin.id, number: version.number } },
          body: { title, text, campaign: campaign || null },
        }),
      ),
    onSuccess: onDone,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {version.state === 'approved' && <Text size="sm">{t('bulletin.editNote')}</Text>}
        <TextInput
          label={t('bulletin.name')}
          required
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('bulletin.campaign')}
          value={campaign}
          description={
            campaign || version.contentType === 'tune' ? null : t('bulletin.noCampaignMeans')
          }
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          onChange={(event) => setCampaign(event.currentTarget.value)}
          data={[
            { value: '', label: t('bulletin.noCampaign') },
            ...(campaigns.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Textarea
          label={t('bulletin.text')}
          autosize
          minRows={6}
          maxRows={16}
          maxLength={20_000}
          lang={version.language}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <ProblemNote error={save.error} />
        <Button type="submit" loading={save.isPending} data-testid="edit-save">
          {t('save')}
        </Button>
      </Stack>
    </form>
  )
}
