import type { LaidWindow, NewWindow } from '../api/shapes.ts'
import { type Repeat, readRepeat, ruleOf } from './window-repeat.ts'

type Segment = NewWindow['segments'][number]

/** A part of a window as it is typed. */
export type SegmentDraft = Readonly<{
  source: Segment['source']
  minutes: string
  campaignMinutes: string
  /** Minutes down to which it may be cut; '' for a fixed length. */
  leastMinutes: string
  live: string
  end: 'hard' | 'soft'
}>

/** How a commune, or a group of them, relays: not at all, at the same time, or from a time on. */
export type RelayDraft = Readonly<{ mode: 'none' | 'same' | 'later'; startsAt: string }>

/** A window as it is typed; times are local `HH:MM`. */
export type WindowDraft = Readonly<{
  name: string
  /** A station or a group. */
  place: string
  startsAt: string
  repeat: Repeat
  validFrom: string
  validTo: string
  exceptDates: readonly string[]
  alsoDates: readonly string[]
  segments: readonly SegmentDraft[]
  mostItems: string
  opens: readonly string[]
  between: string
  closes: readonly string[]
  timeSignals: readonly Readonly<{ bulletin: string; at: string }>[]
  relays: Readonly<Record<string, RelayDraft>>
}>

export const newSegment: SegmentDraft = {
  ...{ source: 'district', minutes: '15', campaignMinutes: '', leastMinutes: '' },
  ...{ live: '', end: 'hard' },
}

export function emptyDraft(place: string, today: string): WindowDraft {
  return {
    ...{ name: '', place, startsAt: '05:00', validFrom: today, validTo: '' },
    repeat: { kind: 'weekdays', weekdays: 127, nth: 1, weekday: 0, rule: '' },
    ...{ exceptDates: [], alsoDates: [] },
    segments: [{ ...newSegment, minutes: '30', campaignMinutes: '10' }],
    ...{ mostItems: '', opens: [], between: '', closes: [], timeSignals: [], relays: {} },
  }
}

/** A window that there is, to be changed from a day on. */
export function draftOf(window: LaidWindow): WindowDraft {
  const { parts } = window
  return {
    ...{ name: window.name, place: window.group ?? window.station },
    ...{ startsAt: shortTime(window.startsAt), validTo: window.validTo ?? '' },
    ...{ validFrom: window.changeableFrom, repeat: readRepeat(window.rule, window.weekdays) },
    exceptDates: window.exceptDates.filter((date) => date >= window.changeableFrom),
    alsoDates: window.alsoDates.filter((date) => date >= window.changeableFrom),
    segments: window.segments.map(segmentDraft),
    mostItems: window.mostItems === null ? '' : String(window.mostItems),
    ...{ opens: parts?.opens ?? [], between: parts?.between ?? '', closes: parts?.closes ?? [] },
    timeSignals: parts?.timeSignals ?? [],
    relays: Object.fromEntries(
      window.relays.map(({ group, station, relayMode, startsAt }) => [
        group ?? station,
        { mode: relayMode, startsAt: shortTime(startsAt) },
      ]),
    ),
  }
}

function segmentDraft(segment: Segment): SegmentDraft {
  const { source, lengthMs, campaignShareMs, leastMs, live, end } = segment
  return {
    ...{ source, minutes: minutesText(lengthMs), live: live ?? '', end: end ?? 'hard' },
    campaignMinutes: campaignShareMs === null ? '' : minutesText(campaignShareMs),
    leastMinutes: leastMs ? minutesText(leastMs) : '',
  }
}

/** Parts as typed into what is sent; null when a length is missing or not above zero. */
export function readSegments(drafts: readonly SegmentDraft[]): Segment[] | null {
  const segments: Segment[] = []
  for (const { source, end, live, ...draft } of drafts) {
    const lengthMs = minutesToMs(draft.minutes)
    if (lengthMs === null || lengthMs < 1_000) return null
    const least = draft.leastMinutes.trim() === '' ? null : minutesToMs(draft.leastMinutes)
    if (draft.leastMinutes.trim() !== '' && (least === null || least < 1_000)) return null
    segments.push({
      ...{ source, lengthMs, leastMs: least, live: live || null, end },
      campaignShareMs: source === 'district' ? minutesToMs(draft.campaignMinutes) : null,
    })
  }
  return segments.length > 0 ? segments : null
}

/** What is sent; null while something is missing. `groups` tells a group from a station. */
export function bodyOf(
  draft: WindowDraft,
  layer: string,
  groups: ReadonlySet<string>,
): NewWindow | null {
  const segments = readSegments(draft.segments)
  const startsAt = longTime(draft.startsAt)
  const repeat = ruleOf(draft.repeat)
  const signals = draft.timeSignals.map(({ bulletin, at }) => ({
    bulletin,
    at: longTime(at) ?? '',
  }))
  const later = Object.entries(draft.relays).filter(([, { mode }]) => mode === 'later')
  const times = later.map(([place, one]) => ({ place, startsAt: longTime(one.startsAt) ?? '' }))
  const mostItems = draft.mostItems.trim() === '' ? null : Number(draft.mostItems)
  if (!segments || !startsAt || !repeat || draft.validFrom === '') return null
  if ([...signals, ...times].some((one) => ('at' in one ? one.at : one.startsAt) === ''))
    return null
  if (signals.some(({ bulletin }) => bulletin === '')) return null
  if (mostItems !== null && !(Number.isInteger(mostItems) && mostItems >= 1)) return null
  const group = groups.has(draft.place) ? draft.place : null
  return {
    ...{ station: group === null ? draft.place : layer, group },
    ...{ name: draft.name.trim() || shortTime(draft.startsAt), startsAt, ...repeat },
    ...{ exceptDates: [...draft.exceptDates], alsoDates: [...draft.alsoDates] },
    ...{ validFrom: draft.validFrom, validTo: draft.validTo || null, segments, mostItems },
    parts: partsOf(draft, signals),
    relayedBy: Object.entries(draft.relays).flatMap(([place, { mode }]) =>
      mode === 'same' ? [place] : [],
    ),
    relayedLater: times,
  }
}

function partsOf(
  { opens, between, closes }: WindowDraft,
  timeSignals: readonly Readonly<{ bulletin: string; at: string }>[],
): NonNullable<NewWindow['parts']> | null {
  const none = opens.length + closes.length + timeSignals.length === 0 && between === ''
  if (none) return null
  return {
    ...{ opens: [...opens], between: between || null, closes: [...closes] },
    timeSignals: [...timeSignals],
  }
}

/** `05:00` or `05:00:30` as the API writes it; null when it is no time. */
function longTime(text: string): string | null {
  const time = text.trim()
  if (!/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(time)) return null
  return time.length === 5 ? `${time}:00` : time
}

/** Without seconds when there are none. */
function shortTime(time: string): string {
  return time.endsWith(':00') && time.length === 8 ? time.slice(0, 5) : time
}

/** `1,5` or `1.5` minutes into ms. */
function minutesToMs(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'))
  return text.trim() !== '' && Number.isFinite(value) && value >= 0
    ? Math.round(value * 60_000)
    : null
}

function minutesText(ms: number): string {
  return String(Math.round((ms / 60_000) * 1_000) / 1_000).replace('.', ',')
}
