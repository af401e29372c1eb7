import { useTranslation } from 'react-i18next'
import { useSpan } from '../part/spans.ts'

/** What a campaign asks of every station that airs it by itself, each day. */
export type Order = Readonly<{
  floor: number
  cap: number | null
  spread: number | null
  bulletinGapMs: number
  campaignGapMs: number
  sharePercent: number
  weight: number
}>

/** An order as people say it: `Mỗi ngày ít nhất 3 lần, trong 3 khung giờ; …`. */
export function useOrderWords(): (order: Order) => string {
  const { t } = useTranslation()
  const span = useGapSpan()
  return ({ floor, cap, spread, bulletinGapMs, campaignGapMs, sharePercent, weight }) => {
    const often =
      floor > 0 && cap === floor
        ? t('campaign.often.exactly', { n: floor })
        : floor > 0 && cap !== null
          ? t('campaign.often.between', { least: floor, most: cap })
          : floor > 0
            ? t('campaign.often.least', { n: floor })
            : cap !== null
              ? t('campaign.often.most', { n: cap })
              : t('campaign.often.any')
    const first = [
      often,
      ...(spread === null ? [] : [t('campaign.often.windows', { n: spread })]),
      ...(bulletinGapMs > 0
        ? [t('campaign.often.bulletinGap', { length: span(bulletinGapMs) })]
        : []),
      ...(campaignGapMs > 0
        ? [t('campaign.often.campaignGap', { length: span(campaignGapMs) })]
        : []),
    ].join(', ')
    const rest = [
      ...(sharePercent < 100 ? [t('campaign.often.share', { percent: sharePercent })] : []),
      ...(weight > 1 ? [t('campaign.often.weight', { n: weight })] : []),
    ]
    return [`${first}.`, ...rest].join(' ')
  }
}

/** Gaps run to hours: `2 giờ`, `1 giờ 30 phút`, `45 phút`. */
function useGapSpan(): (ms: number) => string {
  const { t } = useTranslation()
  const span = useSpan()
  return (ms) => {
    const hours = Math.floor(ms / 3_600_000)
    const rest = ms - hours * 3_600_000
    if (hours === 0) return span(ms)
    const whole = t('campaign.hours', { n: hours })
    return rest === 0 ? whole : `${whole} ${span(rest)}`
  }
}
