import type { StationLimits } from '../api/shapes.ts'

/** Limits as they are typed: minutes, and dB by which hours are quieter. */
export type LimitsDraft = Readonly<{
  hours: readonly Readonly<{ from: string; to: string; less: string }>[]
  minutes: string
}>

export function limitsDraft({ volumeHours, longestSessionMs }: StationLimits): LimitsDraft {
  return {
    hours: volumeHours.map(({ from, to, millibels }) => ({
      ...{ from, to, less: String(-millibels / 100).replace('.', ',') },
    })),
    minutes: longestSessionMs === null ? '' : String(longestSessionMs / 60_000).replace('.', ','),
  }
}

/** What is sent; null while something is no time or no figure. */
export function readLimits({ hours, minutes }: LimitsDraft): StationLimits | null {
  const volumeHours = hours.map(({ from, to, less }) => ({
    ...{ from: from.trim(), to: to.trim() },
    millibels: -Math.round((figure(less) ?? -1) * 100) || 0,
  }))
  const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
  if (volumeHours.some(({ from, to, millibels }) => !isTime(from) || !isTime(to) || millibels > 0))
    return null
  if (minutes.trim() === '') return { volumeHours, longestSessionMs: null }
  const longest = figure(minutes)
  if (longest === null || longest < 1 || longest > 1_440) return null
  return { volumeHours, longestSessionMs: Math.round(longest * 60_000) }
}

/** `1,5` or `1.5`; null for what is no figure, or below zero. */
function figure(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'))
  return text.trim() !== '' && Number.isFinite(value) && value >= 0 ? value : null
}
