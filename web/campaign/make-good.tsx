import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asRead } from '../api/as-read.ts'
import { answer, api } from '../api/client.ts'
import type { MakeGoodRehearsal } from '../api/planning.ts'
import { makeGoodQuery } from '../api/queries.ts'
import type { MissedAiring } from '../api/shapes.ts'
import { filterBehind } from '../data/airing-filter.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { useSaid } from '../part/said.ts'
import { ReadingDialog } from '../schedule/reading-dialog.tsx'
import { useReadingFirst } from '../schedule/reading-first.ts'
import { minuteOf, momentOf, writtenDate } from '../text/format.ts'

/** Shown at first: nine communes that relayed nothing make a long list. */
const FIRST = 10

/** What was owed yesterday and did not sound, offered for today. */
export function MakeGood({ campaign }: { campaign: string }) {
  const { t } = useTranslation()
  const offer = useQuery(makeGoodQuery(campaign))
  const [all, setAll] = useState(false)
  const missed = mineFirst(offer.data?.missed ?? [])
  const shown = all ? missed : missed.slice(0, FIRST)
  return (
    <section className="campaign-part" aria-label={t('makeGood.title')}>
      <h2 className="part-title">
        {t('makeGood.title')}
        {offer.data && <span className="note"> · {writtenDate(offer.data.missedDate)}</span>}
      </h2>
      <ProblemNote error={offer.error} again={() => void offer.refetch()} />
      {offer.data?.missed.length === 0 && <p className="note">{t('makeGood.none')}</p>}
      <ul className="make-good">
        {shown.map((one) => (
          <Missed key={`${one.station} ${one.item}`} missed={one} />
        ))}
      </ul>
      {shown.length < missed.length && (
        <Button variant="subtle" size="sm" onClick={() => setAll(true)}>
          {t('makeGood.all', { n: missed.length })}
        </Button>
      )}
    </section>
  )
}

/** What whoever looks may take, or has taken, before what others decide. */
function mineFirst(missed: readonly MissedAiring[]): readonly MissedAiring[] {
  const rank = (one: MissedAiring) => (one.mayTake || one.madeGood ? 0 : 1)
  return missed.toSorted((a, b) => rank(a) - rank(b) || a.plannedAt - b.plannedAt)
}

function Missed({ missed }: { missed: MissedAiring }) {
  const { t } = useTranslation()
  const said = useSaid()
  const { zone } = useSigned().office
  const queries = useQueryClient()
  const { madeGood, hindrance } = missed
  const { station, item } = missed
  const decide = useReadingFirst({
    look: (body: MakeGoodRehearsal) => answer(api.POST('/api/v1/make-good/preview', { body })),
    save: async (wanted, revision) => {
      const header = asRead(revision)
      if (wanted.what === 'take')
        await answer(api.POST('/api/v1/make-good', { params: { header }, body: { station, item } }))
      else {
        const params = { header, path: { id: wanted.id } }
        await answer(api.DELETE('/api/v1/make-good/{id}', { params }))
      }
    },
    onDone: async () => {
      for (const key of ['make-good', 'progress', 'plan'])
        await queries.invalidateQueries({ queryKey: [key] })
    },
  })
  return (
    <li data-testid="missed" data-taken={madeGood !== null || undefined}>
      <div>
        <b className="tabular">{minuteOf(missed.plannedAt, zone)}</b> {missed.title}
        <span className="note">
          {' '}
          · {missed.stationName} · {t(missed.relay ? 'makeGood.relay' : 'makeGood.own')} ·{' '}
          {t(`makeGood.why.${missed.why}`)} ·{' '}
          <Link to="/nhat-ky" search={filterBehind(missed.airings, 'missed')}>
            {t('makeGood.open')}
          </Link>
        </span>
        {madeGood && (
          <p className="made-good">
            {t('makeGood.taken', { name: madeGood.by.name, time: momentOf(madeGood.at, zone) })}
          </p>
        )}
        {!madeGood && !hindrance && !missed.mayTake && (
          <p className="note">{t('makeGood.others')}</p>
        )}
        {!madeGood && hindrance && <p className="note">{said(hindrance)}</p>}
        <ProblemNote error={decide.error} />
        <ReadingDialog reading={decide} />
      </div>
      {!madeGood && missed.mayTake && !hindrance && (
        <Button
          size="sm"
          onClick={() => decide.ask({ what: 'take', station, item })}
          loading={decide.asked !== null}
          aria-label={t('makeGood.takeThis', { title: missed.title, station: missed.stationName })}
          data-testid="make-good"
        >
          {t('makeGood.take')}
        </Button>
      )}
      {madeGood?.mayWithdraw && (
        <Button
          size="sm"
          variant="default"
          onClick={() => decide.ask({ what: 'withdraw', id: madeGood.id })}
          loading={decide.asked !== null}
          data-testid="make-good-withdraw"
        >
          {t('makeGood.withdraw')}
        </Button>
      )}
    </li>
  )
}
