import type { Window } from '../api/shapes.ts'

/** Local times as typed, `05:00, 11:00`; null when one is none. */
export function readTimes(text: string): string[] | null {
  const times = text.split(/[\s,;]+/).filter(Boolean)
  return times.every((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time)) ? times : null
}

export type SegmentDraft = Readonly<{
  source: Window['segments'][number]['source']
  minutes: string
  campaignMinutes: string
}>

/** Segments as typed into what is sent; null when a length is missing or not above zero. */
export function readSegments(drafts: readonly SegmentDraft[]): Window['segments'] | null {
  const segments: Window['segments'] = []
  for (const draft of drafts) {
    const lengthMs = minutesToMs(draft.minutes)
    if (lengthMs === null || lengthMs < 1_000) return null
    const campaignShareMs = draft.source === 'district' ? minutesToMs(draft.campaignMinutes) : null
    segments.push({ source: draft.source, lengthMs, campaignShareMs })
  }
  return segments.length > 0 ? segments : null
}

/** `1,5` or `1.5` minutes into ms. */
function minutesToMs(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'))
  return text.trim() !== '' && Number.isFinite(value) && value >= 0
    ? Math.round(value * 60_000)
    : null
}
