import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { QuietConfirmation } from '../api/planning.ts'
import { quietConfirmationsQuery } from '../api/queries.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { dateOf, minuteOf, momentOf } from '../text/format.ts'

/** Emergencies in quiet hours that wait for, or have, a second person. */
export function QuietConfirmations() {
  const { t } = useTranslation()
  const asked = useQuery(quietConfirmationsQuery)
  const open = asked.data?.filter(({ state }) => state === 'waiting' || state === 'confirmed') ?? []
  if (open.length === 0) return null
  return (
    <section className="quiet-card no-print" aria-labelledby="quiet-card" data-testid="quiet-card">
      <h2 id="quiet-card" className="part-title">
        {t('quietCard.title')}
      </h2>
      {byEmergency(open).map((same) => (
        <Confirmation key={same[0].id} same={same} />
      ))}
    </section>
  )
}

type Same = readonly [QuietConfirmation, ...QuietConfirmation[]]

/** Those of one emergency at several stations, which one act asked for, are read and withdrawn together. */
function byEmergency(open: readonly QuietConfirmation[]): readonly Same[] {
  const alike = ({ version, askedBy, askedAt, fromAt, state, mayConfirm }: QuietConfirmation) =>
    [version, askedBy, askedAt, fromAt, state, mayConfirm].join(' ')
  return [...Map.groupBy(open, alike).values()] as unknown as Same[]
}

function Confirmation({ same }: { same: Same }) {
  const [one] = same
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  const stations = same.map(({ stationName }) => stationName).join(', ')
  const anew = () => queries.invalidateQueries({ queryKey: ['plan'] })
  const confirm = useMutation({
    mutationFn: async () => {
      for (const { id } of same)
        await answer(
          api.POST('/api/v1/quiet-confirmations/{id}/confirm', {
            params: { path: { id } },
            body: { readBack: typed.trim() },
          }),
        )
    },
    // Also when one of several was refused.
    onSettled: anew,
  })
  const withdraw = useMutation({
    mutationFn: async () => {
      for (const { id } of same)
        await answer(
          api.POST('/api/v1/quiet-confirmations/{id}/withdraw', { params: { path: { id } } }),
        )
    },
    // Also when one of several was refused.
    onSettled: anew,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    confirm.mutate()
  }
  return (
    <div className="quiet-asked" data-state={one.state} data-testid="quiet-asked">
      <p>
        {t('quietCard.says', {
          asker: one.askedByName,
          title: one.title,
          station: stations,
          time: minuteOf(one.fromAt, one.zone),
          date: dateOf(one.fromAt, one.zone),
        })}
      </p>
      {one.state === 'confirmed' && one.confirmedAt !== null && (
        <p className="note">
          {t('quietCard.confirmed', {
            name: one.confirmedByName ?? '',
            at: momentOf(one.confirmedAt, one.zone),
          })}
        </p>
      )}
      {one.state === 'waiting' && !one.mayConfirm && (
        <p className="note">{t('quietCard.needOther')}</p>
      )}
      {/* Each refusal stays until the next try. */}
      <ProblemNote error={confirm.error ?? withdraw.error} />
      <form onSubmit={submit} className="form-row quiet-form">
        {one.mayConfirm && (
          <>
            <TextInput
              label={t('quietCard.readBack')}
              description={t('quietCard.readBackHint')}
              inputMode="numeric"
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              data-testid="quiet-read-back"
            />
            <Button
              type="submit"
              disabled={typed.trim() === ''}
              loading={confirm.isPending}
              data-testid="quiet-confirm"
            >
              {t('quietCard.confirm')}
            </Button>
          </>
        )}
        <Button
          variant="default"
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate()}
          data-testid="quiet-withdraw"
        >
          {t('quietCard.withdraw')}
        </Button>
      </form>
    </div>
  )
}
