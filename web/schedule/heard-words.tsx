import { useTranslation } from 'react-i18next'
import type { Sounding } from '../api/planning.ts'
import { useSpan } from '../part/spans.ts'
import { figureOf, localDateOf, timeOf, writtenDate } from '../text/format.ts'

/** Whose signal it is, from which address, and how loud: in words, where it is not as usual. */
export function Via({ one }: { one: Sounding }) {
  const { t } = useTranslation()
  const loudness = useLoudness()
  const { by, source, live, millibels } = one
  const via =
    by === 'district-signal'
      ? t('change.viaSignal')
      : by === 'player'
        ? null
        : source === 'commune' && !live
          ? t('schedule.communePart')
          : source && t('change.viaLive', { source: t(`source.${source}`) })
  const said = [via, live && `${live.name} (${live.address})`, millibels && loudness(millibels)]
  return <>{said.flatMap((words) => (words ? [`· ${words} `] : []))}</>
}

/** What is otherwise about what sounded before under the same name. */
export function useWas(): (one: Sounding, was: Sounding, zone: string) => string {
  const { t } = useTranslation()
  const span = useSpan()
  const loudness = useLoudness()
  return (one, was, zone) => {
    const date = localDateOf(was.startsAt, zone)
    const time = timeOf(was.startsAt, zone)
    const same = localDateOf(one.startsAt, zone) === date
    const length = ({ startsAt, endsAt }: Sounding) => endsAt - startsAt
    const { live } = was
    const said = [
      was.startsAt !== one.startsAt &&
        t('change.moved', { time: same ? time : `${time} ${writtenDate(date)}` }),
      length(was) !== length(one) && t('change.wasLong', { length: span(length(was)) }),
      live?.address !== one.live?.address &&
        (live
          ? t('change.wasLive', { name: live.name, address: live.address })
          : t('change.wasSwitched')),
      was.millibels !== one.millibels && t('change.wasLoud', { loudness: loudness(was.millibels) }),
    ]
    return said.filter(Boolean).join(' · ') || t('change.other')
  }
}

function useLoudness(): (millibels: number) => string {
  const { t, i18n } = useTranslation()
  return (millibels) =>
    millibels === 0
      ? t('change.usualLoudness')
      : t('change.loudness', {
          db: figureOf(millibels / 100, millibels % 100 === 0 ? 0 : 1, i18n.language),
        })
}
