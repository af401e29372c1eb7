import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordingQuery } from '../api/recordings.ts'
import type { Recording } from '../api/shapes.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { useSaid } from '../part/said.ts'
import { Waiting } from '../part/waiting.tsx'
import { writtenDate } from '../text/format.ts'
import { AlikeNote } from './alike-note.tsx'
import { AttestForm } from './attest-form.tsx'
import { Attestations } from './attestations.tsx'
import { FindCard } from './find-card.tsx'
import { OverruleForm, Overrules } from './overrule-form.tsx'
import { RecordingFacts } from './recording-facts.tsx'
import { StateWords } from './state-words.tsx'
import { TwoWaves } from './two-waves.tsx'

/** One recording: what was heard in it, beside what was approved. */
export function RecordingPage() {
  const { t } = useTranslation()
  const { recording: id } = useParams({ from: '/ban-ghi/$recording' })
  const recording = useQuery(recordingQuery(id))
  return (
    <div data-testid="screen-recording">
      <ProblemNote error={recording.error} again={() => void recording.refetch()} />
      {recording.isPending && <Waiting />}
      {recording.data && (
        <>
          <div className="page-head">
            <h1>
              {recording.data.stationName} · {writtenDate(recording.data.date)}
            </h1>
            <Link
              to="/ban-ghi"
              search={{ date: recording.data.date, station: recording.data.station }}
            >
              {t('hearing.back')}
            </Link>
          </div>
          <Shown recording={recording.data} />
        </>
      )}
    </div>
  )
}

function Shown({ recording }: { recording: Recording }) {
  const { t } = useTranslation()
  const said = useSaid()
  const navigate = useNavigate()
  const wanted = Number(useSearch({ from: '/ban-ghi/$recording' }).find)
  const [jump, setJump] = useState<Readonly<{ ms: number }> | null>(null)
  const [place, setPlace] = useState(0)
  const find = recording.finds.find(({ number }) => number === wanted) ?? recording.finds[0] ?? null
  const choose = (number: number) =>
    void navigate({
      to: '/ban-ghi/$recording',
      params: { recording: recording.id },
      search: { find: String(number) },
      replace: true,
    })
  const hearOf = (number: number) => (ms: number) => {
    choose(number)
    setJump({ ms })
  }
  return (
    <>
      <p>
        {t('hearing.madeBy', { name: recording.madeByName })}
        {recording.windowName && ` · ${t('hearing.window', { name: recording.windowName })}`}
        {' · '}
        <StateWords line={recording} />
      </p>
      {recording.refusal && (
        <p className="refusal" role="alert">
          {said(recording.refusal)}
        </p>
      )}
      <AlikeNote recording={recording} />
      {recording.state === 'done' && (
        <>
          <TwoWaves
            key={recording.id}
            recording={recording}
            find={find}
            jump={jump}
            onPlace={setPlace}
          />
          <h2>{t('hearing.finds')}</h2>
          {recording.finds.length === 0 && <p>{t('hearing.foundNone')}</p>}
          <div className="finds">
            {recording.finds.map((one) => (
              <FindCard
                key={one.number}
                find={one}
                zone={recording.zone}
                chosen={one.number === find?.number}
                onHear={recording.sound === null ? null : hearOf(one.number)}
              />
            ))}
          </div>
          <Attestations recording={recording} />
          {find && <Overrules recording={recording} find={find.number} />}
          {find && recording.mayOverrule && (
            <OverruleForm key={find.number} recording={recording} find={find.number} />
          )}
          {recording.mayOverrule && recording.sound !== null && (
            <AttestForm recording={recording} atMs={place} />
          )}
        </>
      )}
      <RecordingFacts recording={recording} />
    </>
  )
}
