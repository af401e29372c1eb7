import type { World } from '../../server/plan/world.ts'
import {
  endOf,
  isQuiet,
  ownPart,
  type PlanBlock,
  type PlanItem,
  type Playlist,
  windowOf,
} from './plan-rules.ts'

/** Reasons of a playlist that the world and the playlist itself do not bear out. */
export function untrueReasons(world: World, list: Playlist, all: readonly Playlist[]): string[] {
  const heard = all
    .filter(({ station }) => station === list.station)
    .flatMap(({ blocks }) => blocks.flatMap(({ items }) => items))
    .filter(({ kind }) => kind === 'bulletin')
    .sort((a, b) => a.startsAt - b.startsAt)
  return list.blocks.flatMap((block) =>
    block.explanations.flatMap(({ code, params }) => {
      const isTrue = isTrueReason(world, list, block, heard, code, params)
      return isTrue
        ? []
        : [`${list.station} ${list.date} ${block.startsAtLocal}: ${code} ${JSON.stringify(params)}`]
    }),
  )
}

const spokenIn = ({ items }: PlanBlock) =>
  items.filter(({ kind, relayOf }) => kind === 'bulletin' && relayOf === null)

type Params = PlanBlock['explanations'][number]['params']

function isTrueReason(
  world: World,
  { station, date, zone, blocks }: Playlist,
  block: PlanBlock,
  heard: readonly PlanItem[],
  code: string,
  params: Params,
): boolean {
  const here = spokenIn(block)
  const window = windowOf(world, block.window)
  const part = ownPart(world, station, block)
  const title = String(params.title ?? '')
  const bulletin = world.bulletins.find((one) => one.title === title)
  const version = bulletin?.versions[0]
  const campaign = world.campaigns.find(({ id }) => id === bulletin?.campaign)
  const stands = block.items.some((item) => item.title === title)
  if (!part || !window) return true
  const [opens, closes] = [block.startsAt + part.from / 48, block.startsAt + part.end / 48]
  const near = (gapMs: number, is: (item: PlanItem) => boolean) =>
    heard.some(
      (item) => is(item) && opens - gapMs < item.startsAt && item.startsAt < closes + gapMs,
    )
  if (
    ['placed', 'placed-again', 'pinned', 'tune-placed', 'closes-with', 'signal-placed'].includes(
      code,
    )
  )
    return stands
  if (code === 'enough') return here.length >= window.mostItems
  if (code === 'free') {
    const fixed = block.items.filter(
      (item) => part.from <= item.offsetSamples && endOf(item) <= part.end,
    )
    const taken = fixed.reduce((sum, { lengthSamples }) => sum + lengthSamples, 0)
    return Number(params.samples) <= part.end - part.from - taken
  }
  if (!version || !campaign || !bulletin) return true
  if (here.some((item) => item.bulletin === bulletin.id)) return /^(floor|pin)-/.test(code)
  switch (code) {
    case 'too-long':
      return version.samples > longestGap(block, part, world.quietHours === null ? null : zone)
    case 'beyond-share': {
      const sum = (items: readonly PlanItem[]) =>
        items.reduce((total, { lengthSamples }) => total + lengthSamples, version.samples)
      const own = sum(here.filter((item) => item.campaign === campaign.id))
      const whole = part.end - part.from
      return (
        sum(here) > (part.share ?? Infinity) * 48 ||
        own > (whole * campaign.sharePercent) / 100 - 48_000 * 60
      )
    }
    case 'cap-reached': {
      const today = blocks.flatMap(spokenIn).filter((item) => item.campaign === campaign.id)
      return today.length >= campaign.cap
    }
    case 'same-twice': {
      const own = (item: PlanItem) => item.relayOf === null
      return block.items.some(
        (item) => !own(item) && item.bulletin === bulletin.id && item.language === version.language,
      )
    }
    case 'bulletin-gap':
      return near(campaign.bulletinGapMs, (item) => item.bulletin === bulletin.id)
    case 'campaign-gap':
      return near(campaign.campaignGapMs, (item) => item.campaign === campaign.id)
    case 'not-approved':
      return version.state !== 'approved'
    case 'not-valid-then':
      return opens < version.validFrom || closes > (version.validTo ?? Infinity)
    case 'campaign-over':
      return date < campaign.from || campaign.to <= date
    case 'language':
      return version.language !== 'vi' && station === 'd'
    case 'quiet':
      return version.class !== 'emergency' && isQuiet(opens, closes, zone)
    case 'quiet-unconfirmed':
      return version.class === 'emergency' && isQuiet(opens, closes, zone)
    case 'barred':
      return world.bars.some((one) => one.window === block.window && one.version === version.id)
    case 'not-picked':
      return !world.picks?.some((one) => one.bulletin === bulletin.id)
    default:
      return true
  }
}

/**
 * The longest stretch of the own part in which nothing sounds.
 *
 * @param zone whose quiet hours count as taken; null without any
 */
function longestGap(
  block: PlanBlock,
  part: Readonly<{ from: number; end: number }>,
  zone: string | null,
): number {
  let [longest, from] = [0, part.from]
  const still = zone === null ? [] : quietMinutes(block, part, zone)
  for (const item of [...block.items, ...still].toSorted(
    (a, b) => a.offsetSamples - b.offsetSamples,
  )) {
    longest = Math.max(longest, Math.min(item.offsetSamples, part.end) - from)
    from = Math.max(from, endOf(item))
  }
  return Math.max(longest, part.end - from)
}

const MINUTE_MS = 60_000

/** Each minute of quiet hours in a part; they begin and end with a minute. */
function quietMinutes(
  { startsAt }: PlanBlock,
  part: Readonly<{ from: number; end: number }>,
  zone: string,
): Readonly<{ offsetSamples: number; lengthSamples: number }>[] {
  const minutes = []
  const first = Math.floor((startsAt + part.from / 48) / MINUTE_MS)
  for (let at = first; at * MINUTE_MS < startsAt + part.end / 48; at++)
    if (isQuiet(at * MINUTE_MS, at * MINUTE_MS + 1, zone))
      minutes.push({
        offsetSamples: (at * MINUTE_MS - startsAt) * 48,
        lengthSamples: MINUTE_MS * 48,
      })
  return minutes
}
