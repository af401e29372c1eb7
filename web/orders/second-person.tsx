import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { Emergency } from '../api/orders.ts'
import { ProblemNote } from '../part/problem-note.tsx'

/** In quiet hours another approver types the hour back; nothing sounds before. */
export function SecondPerson({ order }: { order: Emergency }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [typed, setTyped] = useState('')
  const confirm = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/emergencies/{id}/confirm', {
          params: { path: { id: order.id } },
          body: { readBack: typed.trim() },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['orders'] }),
  })
  const { hour } = order
  if (!order.mayConfirm) return <p className="second-person">{t('orders.secondWait', { hour })}</p>
  const places = order.stations.filter(({ step }) => step === 'second-person').length
  const submit = (event: FormEvent) => {
    event.preventDefault()
    confirm.mutate()
  }
  return (
    <form onSubmit={submit} className="second-person" aria-label={t('orders.secondTitle')}>
      <p>
        <b>{t('orders.secondTitle')}</b>{' '}
        {t('orders.secondSays', { name: order.orderedByName, hour, places })}
      </p>
      <div className="form-row">
        <TextInput
          label={t('orders.secondHour', { hour: '02:14' })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          maxLength={8}
          data-testid="second-hour"
        />
        <Button
          type="submit"
          className="order-confirm"
          disabled={typed.trim() === ''}
          loading={confirm.isPending}
          data-testid="second-confirm"
        >
          {t('orders.secondConfirm')}
        </Button>
      </div>
      <ProblemNote error={confirm.error} />
    </form>
  )
}
