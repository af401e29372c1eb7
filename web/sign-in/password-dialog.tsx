import { Button, Modal, PasswordInput, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import { sessionQuery } from '../api/queries.ts'
import { ProblemNote } from '../part/problem-note.tsx'

export function PasswordDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [old, setOld] = useState('')
  const [fresh, setFresh] = useState('')
  const change = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/session/password', { body: { old, new: fresh } })),
    onSuccess: async () => {
      setOld('')
      setFresh('')
      onClose()
      notifications.show({
        message: t('password.changed'),
        closeButtonProps: { 'aria-label': t('close') },
      })
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate()
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('password.change')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <PasswordInput
            label={t('password.old')}
            autoComplete="current-password"
            required
            value={old}
            onChange={(event) => setOld(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('password.new')}
            description={t('password.rule')}
            autoComplete="new-password"
            required
            minLength={10}
            value={fresh}
            onChange={(event) => setFresh(event.currentTarget.value)}
          />
          <ProblemNote error={change.error} />
          <Button type="submit" loading={change.isPending}>
            {t('password.change')}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
