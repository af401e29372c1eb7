import { Button, Checkbox, Modal, NativeSelect, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import { airingsQuery } from '../api/queries.ts'
import type { Station, TestSent } from '../api/shapes.ts'
import { type TestStep, testStep } from '../data/test-progress.ts'
import { ProblemNote } from '../part/problem-note.tsx'

/** Phát thử: one signed test sound on one output, with each step shown as the station tells it. */
export function TestPlaying({ stations }: { stations: readonly Station[] }) {
  const { t } = useTranslation()
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="default" size="md" onClick={open} data-testid="test-open">
        {t('test.button')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('test.title')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <TestForm stations={stations.filter((station) => station.status !== null)} />
      </Modal>
    </>
  )
}

function TestForm({ stations }: { stations: readonly Station[] }) {
  const { t } = useTranslation()
  const [station, setStation] = useState(stations[0]?.id ?? '')
  const [chosen, setChosen] = useState('')
  const [sure, setSure] = useState(false)
  const one = stations.find((candidate) => candidate.id === station)
  const outputs = one?.status?.outputs.map((output) => output.name) ?? []
  const output = outputs.includes(chosen) ? chosen : (outputs[0] ?? '')
  const send = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/tests', { body: { station, output } })),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate()
  }
  if (send.data || send.isPending)
    return (
      <Stack>
        <TestSteps test={send.data ?? null} station={one} />
        {send.data && (
          <Button variant="default" onClick={() => send.reset()}>
            {t('test.another')}
          </Button>
        )}
      </Stack>
    )
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{t('test.says')}</Text>
        <NativeSelect
          label={t('station')}
          value={station}
          onChange={(event) => setStation(event.currentTarget.value)}
          data={stations.map(({ id, name }) => ({ value: id, label: name }))}
        />
        {outputs.length > 0 ? (
          <NativeSelect
            label={t('test.output')}
            value={output}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={outputs}
          />
        ) : (
          <Text size="sm">{t('test.noOutput')}</Text>
        )}
        <Checkbox
          label={t('test.confirm')}
          checked={sure}
          onChange={(event) => setSure(event.currentTarget.checked)}
        />
        <ProblemNote error={send.error} />
        <Button type="submit" disabled={!sure || !output} data-testid="test-send">
          {t('test.send')}
        </Button>
      </Stack>
    </form>
  )
}

const steps: readonly TestStep[] = ['sending', 'received', 'playing', 'played']

function TestSteps({ test, station }: { test: TestSent | null; station: Station | undefined }) {
  const { t } = useTranslation()
  const airings = useQuery({
    ...airingsQuery({ item: test?.item ?? '' }),
    enabled: test !== null,
    refetchInterval: 2_000,
  })
  const step = test ? testStep(test, station, airings.data?.airings ?? []) : 'sending'
  const shown = step === 'failed' ? [...steps.slice(0, 3), 'failed' as const] : steps
  const reached = shown.indexOf(step)
  return (
    <div role="status" data-testid="test-step" data-step={step}>
      <ol className="steps">
        {shown.map((one, index) => (
          <li key={one} data-state={index < reached ? 'done' : index === reached ? 'now' : 'later'}>
            {t(`test.${one}`)}
          </li>
        ))}
      </ol>
      {test && (step === 'played' || step === 'failed') && (
        <Link to="/nhat-ky" search={{ item: test.item }}>
          {t('test.open')}
        </Link>
      )}
    </div>
  )
}
