import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { quietHoursQuery } from '../api/airtime.ts'
import { asRead } from '../api/as-read.ts'
import { answer, api } from '../api/client.ts'
import { hasRole } from '../data/access.ts'
import { readQuietHours } from '../data/quiet-hours.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { momentOf } from '../text/format.ts'
import { RehearsalReading, useRehearsal } from './rehearsal.tsx'

type Hours = Readonly<{ from: string; to: string }> | null

/** Other quiet hours that wait for a second person, who types them back; nothing while none wait. */
export function QuietHoursAsked() {
  const { t } = useTranslation()
  const { office, session } = useSigned()
  const queries = useQueryClient()
  const asked = useQuery(quietHoursQuery).data?.asked ?? null
  const [opened, setOpened] = useState(false)
  const withdraw = useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/office/quiet-hours/asked')),
    onSuccess: () => queries.invalidateQueries({ queryKey: quietHoursQuery.queryKey }),
  })
  if (!asked) return null
  const { quietHours, byName, at } = asked
  return (
    <div className="quiet-asked" data-testid="quiet-hours-asked">
      <p>
        {t(quietHours ? 'quiet.asked' : 'quiet.askedOff', {
          ...{ name: byName, at: momentOf(at, office.zone) },
          ...{ from: quietHours?.from, to: quietHours?.to },
        })}
      </p>
      <ProblemNote error={withdraw.error} />
      <div className="actions">
        {asked.mayConfirm && (
          <Button onClick={() => setOpened(true)} data-testid="quiet-hours-confirm">
            {t('quiet.confirmAsked')}
          </Button>
        )}
        {hasRole(session, 'administrator') && (
          <Button
            variant="default"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate()}
            data-testid="quiet-hours-withdraw"
          >
            {t('quiet.withdraw')}
          </Button>
        )}
      </div>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        size="lg"
        title={t('quiet.confirmAsked')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <ReadBackForm
          quietHours={quietHours}
          toRead={asked.toRead}
          onDone={() => setOpened(false)}
        />
      </Modal>
    </div>
  )
}

function ReadBackForm({
  quietHours,
  toRead,
  onDone,
}: {
  quietHours: Hours
  toRead: Hours
  onDone: () => void
}) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const readBack = readQuietHours(from, to)
  const reading = useRehearsal<NonNullable<Hours>>({
    rehearse: () => ({ what: 'quiet-hours', quietHours }),
    save: (typed, revision) =>
      answer(
        api.POST('/api/v1/office/quiet-hours/confirm', {
          params: { header: asRead(revision) },
          body: { readBack: typed },
        }),
      ),
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: ['office'] })
      await queries.invalidateQueries({ queryKey: quietHoursQuery.queryKey })
      onDone()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (readBack) reading.ask(readBack)
  }
  if (reading.seen) return <RehearsalReading reading={reading} />
  return (
    <form onSubmit={submit}>
      <Stack>
        <p>
          {t(quietHours ? 'quiet.readBack' : 'quiet.readBackOff', {
            ...{ from: toRead?.from, to: toRead?.to },
          })}
        </p>
        <div className="form-row">
          <TextInput
            label={t('quiet.from')}
            inputMode="numeric"
            autoComplete="off"
            required
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            label={t('quiet.to')}
            inputMode="numeric"
            autoComplete="off"
            required
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </div>
        <ProblemNote error={reading.error} />
        <Button
          type="submit"
          disabled={!readBack}
          loading={reading.asked !== null}
          data-testid="quiet-hours-read"
        >
          {t('quiet.look')}
        </Button>
      </Stack>
    </form>
  )
}
