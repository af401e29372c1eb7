import { useTranslation } from 'react-i18next'
import { type Repeat, readRepeat } from '../data/window-repeat.ts'

const days = [0, 1, 2, 3, 4, 5, 6] as const

/** How a window comes back, in words: `T2, T4`, `Đầu tiên T2 mỗi tháng`. */
export function useRepeatWords(): (rule: string | null, weekdays: number) => string {
  const { t } = useTranslation()
  const named = (weekdays: number) =>
    weekdays === 127
      ? t('everyDay')
      : days
          .filter((day) => weekdays & (1 << day))
          .map((day) => t(`weekday.d${day}`))
          .join(', ')
  return (rule, weekdays) => {
    const repeat: Repeat = readRepeat(rule, weekdays)
    if (repeat.kind === 'weekdays') return named(weekdays)
    if (repeat.kind === 'fortnight')
      return t('airtime.said.fortnight', { days: named(repeat.weekdays) })
    if (repeat.kind === 'rule') return t('airtime.said.rule', { rule: repeat.rule })
    const nth = repeat.nth === -1 ? 'last' : (`n${repeat.nth}` as 'n1')
    const day = days[repeat.weekday] ?? 0
    return t('airtime.said.monthly', { nth: t(`airtime.nths.${nth}`), day: t(`weekday.d${day}`) })
  }
}
