import { Button, Checkbox, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { quietHoursQuery } from '../api/airtime.ts'
import { asRead } from '../api/as-read.ts'
import { answer, api } from '../api/client.ts'
import type { Office } from '../api/shapes.ts'
import { hasRole } from '../data/access.ts'
import { readQuietHours } from '../data/quiet-hours.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { QuietHoursAsked } from './quiet-hours-asked.tsx'
import { RehearsalReading, useRehearsal } from './rehearsal.tsx'

/** When nothing but a confirmed emergency may sound; an administrator may change it. */
export function QuietHours() {
  const { t } = useTranslation()
  const { office, session } = useSigned()
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <span className="tabular" data-testid="quiet-hours">
        {office.quietHours
          ? `${office.quietHours.from}–${office.quietHours.to}`
          : t(office.sample ? 'quiet.offInSample' : 'quiet.off')}
      </span>{' '}
      {hasRole(session, 'administrator') && (
        <Button size="sm" variant="default" onClick={open} data-testid="quiet-change">
          {t('quiet.change')}
        </Button>
      )}
      <QuietHoursAsked />
      <Modal
        opened={opened}
        size="lg"
        onClose={close}
        title={t('quiet.title')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <QuietForm quietHours={office.quietHours} onDone={close} />
      </Modal>
    </>
  )
}

function QuietForm({
  quietHours,
  onDone,
}: {
  quietHours: Office['quietHours']
  onDone: () => void
}) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [kept, setKept] = useState(quietHours !== null)
  const [from, setFrom] = useState(quietHours?.from ?? '21:00')
  const [to, setTo] = useState(quietHours?.to ?? '05:00')
  const [sure, setSure] = useState(false)
  const read = readQuietHours(from, to)
  const wanted = { quietHours: kept ? read : null }
  const reading = useRehearsal<typeof wanted>({
    rehearse: (body) => ({ what: 'quiet-hours', ...body }),
    save: (body, revision) => {
      const params = { header: asRead(revision) }
      return answer(api.PUT('/api/v1/office/quiet-hours', { params, body }))
    },
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: ['office'] })
      await queries.invalidateQueries({ queryKey: quietHoursQuery.queryKey })
      onDone()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    reading.ask(wanted)
  }
  if (reading.seen) return <RehearsalReading reading={reading} />
  const ready = sure && (!kept || read !== null)
  return (
    <form onSubmit={submit}>
      <Stack>
        <Checkbox
          label={t('quiet.keep')}
          checked={kept}
          onChange={(event) => {
            setKept(event.currentTarget.checked)
            // Another wish means something else: it is confirmed anew, here and below.
            setSure(false)
          }}
        />
        {kept && (
          <div className="form-row">
            <TextInput
              label={t('quiet.from')}
              inputMode="numeric"
              required
              value={from}
              onChange={(event) => {
                setFrom(event.currentTarget.value)
                setSure(false)
              }}
            />
            <TextInput
              label={t('quiet.to')}
              inputMode="numeric"
              required
              value={to}
              onChange={(event) => {
                setTo(event.currentTarget.value)
                setSure(false)
              }}
            />
          </div>
        )}
        <Text size="sm" role="status" data-testid="quiet-means">
          {kept ? (read ? t('quiet.means', read) : t('quiet.wrong')) : t('quiet.offMeans')}
        </Text>
        <p className="note">{t('quiet.second')}</p>
        <Checkbox
          label={t('quiet.confirm')}
          checked={sure}
          onChange={(event) => setSure(event.currentTarget.checked)}
        />
        <ProblemNote error={reading.error} />
        <Button
          type="submit"
          disabled={!ready}
          loading={reading.asked !== null}
          data-testid="quiet-save"
        >
          {t('save')}
        </Button>
      </Stack>
    </form>
  )
}
