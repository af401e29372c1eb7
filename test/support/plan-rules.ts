import { Temporal } from 'temporal-polyfill'
import type { World } from '../../server/plan/world.ts'
import type { WorldPlan } from '../../server/plan/world-plan.ts'

/**
 * The rules of a plan once more, written from the world's own description and apart from the planner:
 * what any plan of it must not break.
 */
export type Playlist = WorldPlan['playlists'][number]
export type PlanBlock = Playlist['blocks'][number]
export type PlanItem = PlanBlock['items'][number]

/** Every rule that the plan breaks; none when all is well. */
export function brokenRules(world: World, plan: WorldPlan): string[] {
  const byStation = Map.groupBy(plan.playlists, ({ station }) => station)
  return [...byStation].flatMap(([station, lists]) => {
    const own = lists.flatMap((list) =>
      list.blocks.flatMap((block) =>
        block.items
          .filter(({ relayOf }) => relayOf === null)
          .map((item) => ({ list, block, item })),
      ),
    )
    return [
      ...own.flatMap(({ list, block, item }) => brokenByItem(world, list, block, item)),
      ...lists.flatMap((list) => brokenByDay(world, list)),
      ...lists.flatMap(({ blocks }) => blocks.flatMap(overlaps)),
      ...apart(
        world,
        own.filter(({ item }) => item.kind === 'bulletin').map(({ item }) => item),
      ),
      ...besideRelays(world, lists).map((what) => `${station}: ${what}`),
    ]
  })
}

export const endOf = ({
  offsetSamples,
  lengthSamples,
}: Pick<PlanItem, 'offsetSamples' | 'lengthSamples'>) => offsetSamples + lengthSamples

export function isHeld(world: World, block: PlanBlock, date: string, item: PlanItem): boolean {
  return world.pins.some(
    (pin) =>
      !('versions' in pin) &&
      pin.window === block.window &&
      pin.date === date &&
      pin.version === item.version &&
      pin.offsetMs === item.offsetSamples / 48,
  )
}

/** A hand put it there, at its very sample or wherever it fits. */
function isPinned(world: World, { window }: PlanBlock, date: string, item: PlanItem): boolean {
  return world.pins.some(
    (pin) =>
      pin.window === window &&
      pin.date === date &&
      ('versions' in pin
        ? (pin.versions as readonly string[]).includes(item.version ?? '')
        : pin.version === item.version),
  )
}

function versionOf(world: World, id: string | null) {
  for (const bulletin of world.bulletins)
    for (const version of bulletin.versions) if (version.id === id) return { bulletin, version }
  return null
}

export function windowOf(world: World, id: string) {
  return world.windows.find((window) => id === window.id || id.startsWith(`${window.id}@`))
}

/** What the station fills by itself: between what is named as other sources' time. */
export function ownPart(world: World, station: string, block: PlanBlock) {
  const source = station === 'd' ? 'district' : 'commune'
  const segments = windowOf(world, block.window)?.segments ?? []
  const at = segments.findIndex((segment) => segment.source === source)
  const segment = segments[at]
  if (!segment) return null
  const spare = segments.reduce(
    (sum, { source: other, lengthMs, leastMs }) =>
      other === source ? sum : sum + lengthMs - (leastMs ?? lengthMs),
    0,
  )
  const usual = segments.slice(0, at).reduce((sum, { lengthMs }) => sum + lengthMs, 0)
  const vov = block.relayTime.find((part) => part.source === 'vov')
  const isWide = spare > 0 && (vov?.lengthSamples ?? 0) < (segments[0]?.lengthMs ?? 0) * 48
  const from = station === 'd' && isWide ? usual - spare : usual
  const lengthMs = segment.lengthMs + (station === 'd' && isWide ? spare : 0)
  return { from: from * 48, end: (from + lengthMs) * 48, share: segment.campaignShareMs }
}

function brokenByItem(
  world: World,
  { station, date, zone }: Playlist,
  block: PlanBlock,
  item: PlanItem,
): string[] {
  const faults: string[] = []
  const no = (wrong: boolean, what: string) =>
    wrong && faults.push(`${station} ${date} ${block.startsAtLocal} ${item.title}: ${what}`)
  const known = versionOf(world, item.version)
  const part = ownPart(world, station, block)
  const window = windowOf(world, block.window)
  if (!known || !part || !window) return [`${item.title}: of nothing`]
  const { bulletin, version } = known
  const endsAt = item.startsAt + item.lengthSamples / 48
  no(version.state !== 'approved', 'not approved')
  no(item.startsAt < version.validFrom || endsAt > (version.validTo ?? Infinity), 'not valid')
  no(station === 'd' && version.language !== 'vi', 'language')
  no(station === 'd' && bulletin.owner !== 'd', 'another unit’s')
  no(item.offsetSamples < part.from || endOf(item) > part.end, 'outside its part')
  const isMusic = ['tune', 'sting'].includes(version.contentType)
  no(
    isMusic && world.calendar.some((one) => one.from <= date && date <= one.to),
    'music on a day without',
  )
  if (world.quietHours !== null && isQuiet(item.startsAt, endsAt, zone)) {
    const confirmed = world.confirmations.some(
      (one) =>
        one.station === station &&
        one.version === version.id &&
        one.from <= item.startsAt &&
        endsAt <= one.until,
    )
    no(version.class !== 'emergency' || !confirmed, 'quiet hours')
  }
  if (version.contentType === 'time-signal') {
    const at = item.startsAtLocal
    no(!window.parts?.timeSignals.some((signal) => signal.at === at), 'a signal at another time')
  }
  if (item.kind !== 'bulletin') return faults
  const campaign = world.campaigns.find(({ id }) => id === bulletin.campaign)
  // What a commune adds of its own needs no campaign.
  no(!campaign && bulletin.owner === 'd', 'no campaign')
  no(
    campaign !== undefined && (date < campaign.from || campaign.to < date),
    'its campaign does not run',
  )
  const isNamed = campaign?.stations?.includes(station) ?? true
  no(station === 'x' && bulletin.owner === 'd' && !isNamed, 'not lent')
  const picked = world.picks?.some((one) => one.station === station && one.bulletin === bulletin.id)
  no(
    station === 'x' && bulletin.owner === 'd' && version.class === 'ordinary' && picked === false,
    'not picked',
  )
  no(
    world.bars.some(
      (one) => one.window === block.window && one.date === date && one.version === version.id,
    ),
    'barred',
  )
  return faults
}

/** 21:00–05:00, minute by minute. */
export function isQuiet(startsAt: number, endsAt: number, zone: string): boolean {
  for (let at = startsAt; at < endsAt; at = Math.min(at + 60_000, Math.max(at + 1, endsAt - 1))) {
    const { hour } = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone)
    if (hour >= 21 || hour < 5) return true
    if (at >= endsAt - 1) break
  }
  return false
}

function brokenByDay(world: World, { station, date, blocks }: Playlist): string[] {
  const faults: string[] = []
  const spoken = (block: PlanBlock) =>
    block.items.filter(({ relayOf, kind }) => relayOf === null && kind === 'bulletin')
  for (const { id, cap } of world.campaigns) {
    const owed = world.makeGood
      .filter((one) => one.station === station && one.campaign === id && one.date === date)
      .reduce((sum, { airings }) => sum + airings, 0)
    const airings = blocks.flatMap(spoken).filter(({ campaign }) => campaign === id)
    if (airings.length > cap + owed) faults.push(`${station} ${date}: ${id} beyond its cap`)
  }
  for (const block of blocks) {
    const [here, part, window] = [
      spoken(block),
      ownPart(world, station, block),
      windowOf(world, block.window),
    ]
    if (here.length === 0 || !part || !window) continue
    const say = (what: string) => faults.push(`${station} ${date} ${block.startsAtLocal}: ${what}`)
    const taken = here.reduce((sum, { lengthSamples }) => sum + lengthSamples, 0)
    if (taken > (part.share ?? Infinity) * 48) say('beyond the campaigns’ share')
    if (here.length > window.mostItems) say('too many')
    // What a hand put at its very sample sounds, though it sounds there already.
    const free = here.filter((item) => !isHeld(world, block, date, item))
    if (new Set(free.map(({ bulletin }) => bulletin)).size < free.length) say('twice in a window')
    const fixed = block.items.filter(({ relayOf, kind }) => relayOf === null && kind === 'tune')
    const room =
      part.end -
      part.from -
      fixed
        .filter(({ version }) => version !== 'sting/1')
        .reduce((sum, { lengthSamples }) => sum + lengthSamples, 0)
    for (const { id, sharePercent } of world.campaigns) {
      const mine = here
        .filter(({ campaign }) => campaign === id)
        .reduce((sum, { lengthSamples }) => sum + lengthSamples, 0)
      if (mine > (room * sharePercent) / 100) say(`${id} beyond its share`)
    }
  }
  return faults
}

function overlaps({ items, relayTime, startsAtLocal, title }: PlanBlock): string[] {
  const all = [...items, ...relayTime].toSorted((a, b) => a.offsetSamples - b.offsetSamples)
  return all.flatMap((one, at) => {
    const before = all[at - 1]
    return before && endOf(before) > one.offsetSamples ? [`${startsAtLocal} ${title}: overlap`] : []
  })
}

/** Least times between airings of a bulletin and of a campaign, over all days. */
function apart(world: World, items: readonly PlanItem[]): string[] {
  return world.campaigns.flatMap(({ id, bulletinGapMs, campaignGapMs }) => {
    const airings = items.filter(({ campaign }) => campaign === id)
    return [
      ...tooClose(airings, campaignGapMs, `${id} too close`),
      ...[...Map.groupBy(airings, ({ bulletin }) => bulletin).values()].flatMap((same) =>
        tooClose(same, bulletinGapMs, `${same[0]?.bulletin} too close`),
      ),
    ]
  })
}

function tooClose(items: readonly PlanItem[], gapMs: number, what: string): string[] {
  const starts = items.map(({ startsAt }) => startsAt).sort((a, b) => a - b)
  return starts.flatMap((at, index) =>
    index > 0 && at - (starts[index - 1] ?? 0) < gapMs ? [what] : [],
  )
}

/**
 * What listeners hear counts, whoever fills it: towards relays in the same language the least times
 * hold, and in one window nothing directly follows or precedes its own relay without a reason that is
 * said. Between windows there is a break.
 */
function besideRelays(world: World, lists: readonly Playlist[]): string[] {
  const heard = lists
    .flatMap(({ blocks, date }) => blocks.map((block) => ({ block, date })))
    .flatMap(({ block, date }) => block.items.map((item) => ({ item, block, date })))
    .filter(({ item }) => item.kind === 'bulletin')
    .toSorted((a, b) => a.item.startsAt - b.item.startsAt)
  const isRelay = ({ item }: (typeof heard)[number]) => item.relayOf !== null
  return heard
    .filter((one) => !isRelay(one))
    .flatMap((one) => {
      const { item, block, date } = one
      const campaign = world.campaigns.find(({ id }) => id === item.campaign)
      const at = heard.indexOf(one)
      const near = heard
        .filter((other) => isRelay(other) && other.item.language === item.language)
        .filter(({ item: relay }) => {
          const apart = Math.abs(relay.startsAt - item.startsAt)
          const isSame = relay.bulletin === item.bulletin
          return (
            (isSame && apart < (campaign?.bulletinGapMs ?? 0)) ||
            (relay.campaign === item.campaign && apart < (campaign?.campaignGapMs ?? 0))
          )
        })
      const touches = [heard[at - 1], heard[at + 1]].some(
        (other) =>
          other?.block === block &&
          isRelay(other) &&
          other.item.bulletin === item.bulletin &&
          other.item.language === item.language,
      )
      const again =
        isPinned(world, block, date, item) ||
        block.explanations.some(
          ({ code, params }) => code === 'placed-again' && params.title === item.title,
        )
      return [
        ...(near.length > 0 ? [`${item.title} too close to its relay`] : []),
        ...(touches && !again ? [`${item.title} directly beside its relay`] : []),
      ]
    })
}
