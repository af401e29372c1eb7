import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Happening, happeningsQuery } from '../api/orders.ts'
import { happeningKey, saysWhy } from '../data/happening.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { figureOf, timeOf } from '../text/format.ts'

/** Việc của máy phát: what stations signed of themselves today, in plain words, newest first. */
export function Happenings({ station }: { station: string | undefined }) {
  const { t } = useTranslation()
  const { office } = useSigned()
  const [isOpen, setIsOpen] = useState(false)
  const happenings = useQuery({ ...happeningsQuery(station), enabled: isOpen })
  return (
    <details
      className="happenings"
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
      data-testid="happenings"
    >
      <summary>{t('happening.show')}</summary>
      <ProblemNote error={happenings.error} again={() => void happenings.refetch()} />
      {happenings.data?.length === 0 && <p>{t('happening.none')}</p>}
      <ul>
        {happenings.data?.map((one) => (
          <li key={one.leaf} data-type={one.type}>
            <time className="tabular">{timeOf(one.at, office.zone)}</time>
            <b>{one.stationName}</b>
            <span>
              <Sentence happening={one} />
              {saysWhy(one) && <span className="note"> ({one.reason})</span>}
            </span>
            <span className="note">{t('happening.entry', { leaf: one.leaf })}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Sentence({ happening }: { happening: Happening }) {
  const { t, i18n } = useTranslation()
  const { about, type, amountMs } = happening
  const ms = Math.abs(amountMs)
  const amount =
    ms < 1_000
      ? t('happening.millis', { value: ms })
      : t('happening.seconds', { value: figureOf(ms / 1_000, 1, i18n.language) })
  return <>{t(`happening.type.${happeningKey(happening)}`, { about, type, amount })}</>
}
