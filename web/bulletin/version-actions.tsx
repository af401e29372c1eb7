import { Button, Checkbox, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { Bulletin, Version } from '../api/shapes.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { EditForm } from './edit-form.tsx'

type Dialog = 'edit' | 'approve' | 'send-back'

/** What the one who looks may do with this version now: the server says, `actions`. */
export function VersionActions({ bulletin, version }: { bulletin: Bulletin; version: Version }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [dialog, setDialog] = useState<Dialog>('edit')
  const [opened, { open, close }] = useDisclosure(false)
  const path = { bulletin: bulletin.id, number: version.number }
  const done = async () => {
    close()
    await queries.invalidateQueries({ queryKey: ['bulletin', bulletin.id] })
    await queries.invalidateQueries({ queryKey: ['bulletins'] })
  }
  const submit = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/bulletins/{bulletin}/versions/{number}/submit', { params: { path } }),
      ),
    onSuccess: done,
  })
  const ask = (which: Dialog) => {
    setDialog(which)
    open()
  }
  const may = (action: Version['actions'][number]) => version.actions.includes(action)
  if (version.actions.length === 0) return null
  return (
    <div className="actions no-print">
      {may('approve') && (
        <Button onClick={() => ask('approve')} data-testid="approve">
          {t('bulletin.approve')}
        </Button>
      )}
      {may('submit') && (
        <Button onClick={() => submit.mutate()} loading={submit.isPending} data-testid="submit">
          {t('bulletin.submit')}
        </Button>
      )}
      {may('send-back') && (
        <Button variant="default" onClick={() => ask('send-back')} data-testid="send-back">
          {t('bulletin.sendBack')}
        </Button>
      )}
      {may('edit') && (
        <Button variant="default" onClick={() => ask('edit')} data-testid="edit">
          {t('bulletin.edit')}
        </Button>
      )}
      <ProblemNote error={submit.error} />
      <Modal
        opened={opened}
        onClose={close}
        size="lg"
        title={t(
          dialog === 'approve'
            ? 'bulletin.approveTitle'
            : dialog === 'send-back'
              ? 'bulletin.sendBackTitle'
              : 'bulletin.edit',
        )}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {dialog === 'edit' && <EditForm bulletin={bulletin} version={version} onDone={done} />}
        {dialog === 'approve' && (
          <Approve path={path} title={bulletin.title} seal={version.seal} onDone={done} />
        )}
        {dialog === 'send-back' && <SendBack path={path} onDone={done} />}
      </Modal>
    </div>
  )
}

type Path = Readonly<{ bulletin: string; number: number }>

/** The second confirmation: what is approved sounds from loudspeakers. */
function Approve({
  path,
  title,
  seal,
  onDone,
}: {
  path: Path
  title: string
  seal: string
  onDone: () => unknown
}) {
  const { t } = useTranslation()
  const [heard, setHeard] = useState(false)
  const approve = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/bulletins/{bulletin}/versions/{number}/approve', {
          params: { path },
          body: { seal },
        }),
      ),
    onSuccess: onDone,
  })
  return (
    <Stack>
      <Text fw={600}>{title}</Text>
      <Text>{t('bulletin.approveSays')}</Text>
      <Checkbox
        label={t('bulletin.approveHeard')}
        checked={heard}
        onChange={(event) => setHeard(event.currentTarget.checked)}
      />
      <ProblemNote error={approve.error} />
      <Button
        onClick={() => approve.mutate()}
        disabled={!heard}
        loading={approve.isPending}
        data-testid="approve-confirm"
      >
        {t('bulletin.approve')}
      </Button>
    </Stack>
  )
}

function SendBack({ path, onDone }: { path: Path; onDone: () => unknown }) {
  const { t } = useTranslation()
  const [note, setNote] = useState('')
  const send = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/bulletins/{bulletin}/versions/{number}/send-back', {
          params: { path },
          body: { note },
        }),
      ),
    onSuccess: onDone,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Textarea
          label={t('bulletin.note')}
          required
          autosize
          minRows={3}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          data-autofocus
        />
        <ProblemNote error={send.error} />
        <Button type="submit" loading={send.isPending} data-testid="send-back-confirm">
          {t('bulletin.sendBack')}
        </Button>
      </Stack>
    </form>
  )
}
