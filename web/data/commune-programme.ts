import type { CommuneProgramme, Plan, Session, Station } from '../api/shapes.ts'
import { msOf } from './plan-line.ts'

export type OfferedBulletin = CommuneProgramme['offered'][number]

/** A list with one of its members taken to another place. */
export function movedWithin<Member>(
  list: readonly Member[],
  from: number,
  to: number,
): readonly Member[] {
  const member = list[from]
  if (member === undefined || to < 0 || to >= list.length) return list
  const rest = list.filter((_, index) => index !== from)
  return [...rest.slice(0, to), member, ...rest.slice(to)]
}

/** How much of a commune's own part of a window its own programme takes on a day. */
export type OwnTime = Readonly<{
  window: CommuneProgramme['windows'][number]
  /** Null when the window is not on that day. */
  usedMs: number | null
  /** Below zero is too much. */
  freeMs: number
}>

/** Each window's own part, with what is planned there beside relays. */
export function ownTimes({ windows }: CommuneProgramme, plan: Plan): readonly OwnTime[] {
  return windows.map((window) => {
    const block = plan.blocks.find((one) => one.window === window.id)
    if (!block) return { window, usedMs: null, freeMs: window.lengthMs }
    const usedMs = ownItems(block).reduce((sum, item) => sum + msOf(item.lengthSamples), 0)
    return { window, usedMs, freeMs: window.lengthMs - usedMs }
  })
}

function ownItems({ items }: Plan['blocks'][number]) {
  return items.filter(({ relayOf, kind }) => relayOf === null && kind !== 'test')
}

/** How much of a language a commune wishes and has. */
export type LanguageShare = Readonly<{ language: string; wished: number | null; plannedMs: number }>

/**
 * The languages of a day's own programme beside the wished mix, the most wished first.
 * @returns nothing where nothing is wished and nothing planned
 */
export function languageShares(
  { languageMix }: Pick<CommuneProgramme, 'languageMix'>,
  plan: Plan,
): readonly LanguageShare[] {
  const planned = new Map<string, number>()
  for (const block of plan.blocks)
    for (const { bulletin, lengthSamples } of ownItems(block))
      if (bulletin)
        planned.set(bulletin.language, (planned.get(bulletin.language) ?? 0) + msOf(lengthSamples))
  const wishes = languageMix ?? {}
  return [...new Set([...Object.keys(wishes), ...planned.keys()])]
    .map((language) => ({
      language,
      wished: languageMix ? (wishes[language] ?? 0) : null,
      plannedMs: planned.get(language) ?? 0,
    }))
    .toSorted((a, b) => (b.wished ?? 0) - (a.wished ?? 0) || b.plannedMs - a.plannedMs)
}

/** Whole percent of what is planned; null while nothing is. */
export function sharePercent(shares: readonly LanguageShare[], language: string): number | null {
  const whole = shares.reduce((sum, { plannedMs }) => sum + plannedMs, 0)
  const own = shares.find((one) => one.language === language)?.plannedMs ?? 0
  return whole === 0 ? null : Math.round((own / whole) * 100)
}

/** Those that a commune must carry, in its order; what it did not order follows. */
export function inOrder(programme: CommuneProgramme): readonly OfferedBulletin[] {
  const place = new Map(programme.order.bulletins.map(({ id }, at) => [id, at]))
  return programme.offered
    .filter(({ class: level }) => level === 'priority')
    .toSorted(
      (a, b) =>
        (place.get(a.bulletin) ?? Number.POSITIVE_INFINITY) -
          (place.get(b.bulletin) ?? Number.POSITIVE_INFINITY) || (a.title < b.title ? -1 : 1),
    )
}

/** Communes that somebody may look at: the one they work for, or all of them for the district's people. */
export function communesOf<One extends Pick<Station, 'unit' | 'role'>>(
  stations: readonly One[],
  session: Session,
): readonly One[] {
  const units = session.roles.map(({ unit }) => unit)
  const everything = stations.some(({ role, unit }) => role === 'district' && units.includes(unit))
  return stations.filter(
    ({ role, unit }) => role === 'commune' && (everything || units.includes(unit)),
  )
}
