import type { WeekPlan } from '../api/planning.ts'
import type { Block } from '../api/shapes.ts'
import { timeOf } from '../text/format.ts'
import { msOf } from './plan-line.ts'
import { scaleOf, type Tick, type TimeScale, ticksOf, topOf } from './time-scale.ts'

/** A window of the week, drawn to scale. */
export type WeekBand = Readonly<{
  block: Block
  top: number
  height: number
  /** How much there is room to say. */
  room: 'most' | 'all' | 'some' | 'time' | 'none'
  /** The chain of sources, as shares of the band; `own` is what the station fills. */
  chain: readonly Readonly<{
    source: Block['relayTime'][number]['source'] | 'own'
    top: number
    height: number
  }>[]
}>

/** Seven days side by side on one scale; instants are ms since local midnight. */
export type WeekCalendar = Readonly<{
  scale: TimeScale
  ticks: readonly Tick[]
  columns: readonly Readonly<{
    date: string
    names: readonly string[]
    forecast: boolean
    /** Why nothing opens on that day. */
    why: WeekPlan['days'][number]['why']
    bands: readonly WeekBand[]
  }>[]
}>

/** What the shortest window is drawn as, unless the week would get longer than this, px. */
const BAND_PX = 58
const LONGEST_PX = 7_000
const SHORTEST_PX = 330
/** From one window's start to the next: a target of its own for a finger (WCAG 2.5.8). */
const APART_PX = 26
/** A short window is drawn at least so tall where nothing follows at once: one line of words, px. */
const LINE_PX = 20

export function weekCalendar(week: Pick<WeekPlan, 'days' | 'zone'>): WeekCalendar {
  const days = week.days.map(({ date, names, forecast, why, blocks }) => ({
    ...{ date, names, forecast, why },
    spans: blocks
      .filter(({ purpose }) => purpose === 'programme')
      .map((block) => {
        const startsAt = msOfDay(timeOf(block.startsAt, week.zone))
        return { block, startsAt, endsAt: startsAt + msOf(block.lengthSamples) }
      }),
  }))
  const spans = days.flatMap((day) => day.spans)
  const scale = scaleOf(spans, pxPerSecond(spans))
  return {
    scale,
    ticks: ticksOf(scale, 0, 0, scale.height).ticks,
    columns: days.map(({ date, names, forecast, why, spans: own }) => ({
      ...{ date, names, forecast, why },
      bands: own.map(({ block, startsAt, endsAt }): WeekBand => {
        const top = topOf(scale, startsAt)
        const next = Math.min(...own.map((one) => one.startsAt).filter((at) => at > startsAt))
        const free = Number.isFinite(next) ? topOf(scale, next) - top - 1 : LINE_PX
        const height = Math.max(topOf(scale, endsAt) - top, Math.min(LINE_PX, free))
        const room =
          height >= 76
            ? 'most'
            : height >= 54
              ? 'all'
              : height >= 36
                ? 'some'
                : height >= 17
                  ? 'time'
                  : 'none'
        return { block, top, height, room, chain: chainOf(block) }
      }),
    })),
  }
}

/** Monday of the week in which a local date lies. */
export function mondayOf(date: string): string {
  const at = Date.parse(`${date}T00:00:00Z`)
  const weekday = (new Date(at).getUTCDay() + 6) % 7
  return new Date(at - weekday * 86_400_000).toISOString().slice(0, 10)
}

/** `05:00:07` in ms. */
function msOfDay(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  return ((hours * 60 + minutes) * 60 + seconds) * 1000
}

function pxPerSecond(spans: readonly Readonly<{ startsAt: number; endsAt: number }>[]): number {
  if (spans.length === 0) return 1
  const shortest = Math.min(...spans.map(({ startsAt, endsAt }) => endsAt - startsAt)) / 1000
  const whole =
    scaleOf(spans, 1).stretches.reduce(
      (sum, { folded, height }) => sum + (folded ? 0 : height),
      0,
    ) || 1
  const starts = [...new Set(spans.map(({ startsAt }) => startsAt))].sort((a, b) => a - b)
  const apart = Math.min(...starts.map((at, n) => at - (starts[n - 1] ?? Number.NEGATIVE_INFINITY)))
  const wanted = BAND_PX / Math.max(1, shortest)
  return Math.max(
    SHORTEST_PX / whole,
    Math.min(wanted, LONGEST_PX / whole),
    APART_PX / Math.max(30, apart / 1000),
  )
}

function chainOf(block: Block): WeekBand['chain'] {
  const chain: { source: WeekBand['chain'][number]['source']; top: number; height: number }[] = []
  let reached = 0
  const add = (source: WeekBand['chain'][number]['source'], from: number, length: number) => {
    if (length > 0)
      chain.push({ source, top: from / block.lengthSamples, height: length / block.lengthSamples })
  }
  for (const relay of [...block.relayTime].sort((a, b) => a.offsetSamples - b.offsetSamples)) {
    add('own', reached, relay.offsetSamples - reached)
    add(relay.source, relay.offsetSamples, relay.lengthSamples)
    reached = relay.offsetSamples + relay.lengthSamples
  }
  add('own', reached, block.lengthSamples - reached)
  return chain
}
