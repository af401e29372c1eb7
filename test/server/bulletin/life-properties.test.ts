import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BulletinId, Digest, StaffId } from '../../../playout/contract/ids.ts'
import type { Instant } from '../../../playout/contract/time.ts'
import { actionsFor } from '../../../server/bulletin/actions.ts'
import {
  type Bulletin,
  newestOf,
  stateAt,
  type Version,
} from '../../../server/bulletin/bulletin.ts'
import { editVersion } from '../../../server/bulletin/edit.ts'
import { recallVersion } from '../../../server/bulletin/recall.ts'
import { sealOf } from '../../../server/bulletin/seal.ts'
import { changeVersion, type Step } from '../../../server/bulletin/step.ts'
import { addVariant, firstDraft } from '../../../server/bulletin/variant.ts'

/** Everybody tries everything; some hold roles that tempt. */
const people = {
  lan: { edits: true, reviews: [], approves: false },
  hoa: { edits: true, reviews: ['km'], approves: true },
  minh: { edits: false, reviews: [], approves: true },
  saray: { edits: false, reviews: ['km'], approves: true },
  leader: { edits: false, reviews: [], approves: false },
} as const
type Name = keyof typeof people
const names = Object.keys(people) as Name[]

/** Counted from the newest, or the newest of a language: what people mostly work on. */
const version = fc.oneof(fc.nat({ max: 4 }), fc.constantFrom('vi' as const, 'km' as const))
const who = fc.constantFrom(...names)
const hours = fc.integer({ min: -2, max: 8 })
const single = fc.oneof(
  fc.record({ do: fc.constant('listen' as const), who, version }),
  fc.record({ do: fc.constant('approve' as const), who, version }),
  fc.record({ do: fc.constant('submit' as const), who, version }),
  fc.record({ do: fc.constant('review' as const), who, version }),
  fc.record({ do: fc.constant('send-back' as const), who, version }),
  fc.record({ do: fc.constant('recall' as const), who, version }),
  fc.record({
    do: fc.constant('variant' as const),
    who,
    version,
    from: hours,
    to: hours.map((h) => h + 20),
  }),
  fc.record({
    ...{ do: fc.constant('edit' as const), who, version, from: fc.option(hours) },
    ...{
      to: fc.option(fc.integer({ min: 1, max: 30 })),
      text: fc.option(fc.constantFrom('A', 'B', 'C')),
    },
    ...{ asset: fc.option(fc.constantFrom('a', 'b')), translates: fc.option(version, { freq: 1 }) },
  }),
  fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 0, max: 6 }) }),
)
type Deed = typeof single extends fc.Arbitrary<infer One> ? One : never

/** What is done in good order is done to the end now and then, with whatever comes between. */
const inOrder = (list: fc.Arbitrary<readonly Deed[]>) =>
  fc
    .record({ list, version, reviewer: who, approver: who })
    .map(({ list, version, reviewer, approver }): readonly Deed[] => [
      ...list,
      { do: 'submit', who: 'lan', version },
      { do: 'listen', who: reviewer, version },
      { do: 'review', who: reviewer, version },
      { do: 'listen', who: approver, version },
      { do: 'approve', who: approver, version },
    ])
const alone = single.map((one): readonly Deed[] => [one])
const nothing = fc.constant<readonly Deed[]>([])
const lan = fc.constant('lan' as const)
const renewed = (language: 'vi' | 'km') =>
  fc
    .record({ text: fc.constantFrom('A', 'B', 'C'), from: hours, approver: who, who: lan })
    .map(({ text, from, approver, who }): readonly Deed[] => [
      language === 'km'
        ? { do: 'variant', who, version: 0, from, to: from + 30 }
        : {
            ...{ do: 'edit', who, version: 'vi', text, from, to: from + 40 },
            ...{ asset: null, translates: null },
          },
      { do: 'submit', who, version: language },
      { do: 'listen', who: 'saray', version: language },
      { do: 'review', who: 'saray', version: language },
      { do: 'listen', who: approver, version: language },
      { do: 'approve', who: approver, version: language },
    ])
const deeds = fc.oneof(
  { weight: 3, arbitrary: alone },
  { weight: 1, arbitrary: inOrder(nothing) },
  { weight: 1, arbitrary: inOrder(alone) },
  { weight: 1, arbitrary: renewed('vi') },
  { weight: 1, arbitrary: renewed('km') },
)

const HOUR: Instant = 3_600_000
/** Long lives, in which most steps have somebody and something to work on. */
const lives = fc
  .array(deeds, { minLength: 10, maxLength: 50, size: 'max' })
  .map((list) => list.flat())

type World = {
  now: Instant
  bulletin: Bulletin
  /** What each person heard to the end, as the text and sound that it was. */
  readonly heard: Set<string>
  /** What was in each version when it was approved, and by whom. */
  readonly approved: Map<string, { content: string; by: Name }>
}

function begin(): World {
  const id = 'b' as BulletinId
  const first = { ...firstDraft(id, 1, 'lan' as StaffId, 0), asset: 'a' as Digest, text: 'A' }
  return {
    now: 0,
    bulletin: {
      ...{ id, unit: 'u', title: 'T', campaign: null },
      ...{ createdBy: 'lan' as StaffId, createdAt: 0, versions: [first] },
    },
    heard: new Set(),
    approved: new Map(),
  }
}

const contentOf = ({ language, text, asset, validFrom, validTo, translates, id }: Version) =>
  JSON.stringify({ id, language, text, asset, validFrom, validTo, translates })

function actorOf(world: World, name: Name, at: Version) {
  const { edits, reviews, approves } = people[name]
  return {
    ...{ id: name as string as StaffId, edits, approves },
    reviews: reviews.some((language) => language === at.language),
    listened: world.heard.has(`${name} ${sealOf(world.bulletin, at)}`),
  }
}

function live(world: World, one: Deed): void {
  if (one.do === 'wait') {
    world.now += one.hours * HOUR
    return
  }
  const at = versionAt(world.bulletin, one.version)
  const outcome = outcomeOf(world, one, at)
  if (!outcome?.ok) return
  world.bulletin = outcome.value
  if (one.do === 'approve') world.approved.set(at.id, { content: contentOf(at), by: one.who })
}

function versionAt(bulletin: Bulletin, which: number | 'vi' | 'km'): Version {
  const { versions } = bulletin
  if (typeof which === 'string') return newestOf(bulletin, which) ?? (versions[0] as Version)
  return versions.at(-1 - (which % versions.length)) as Version
}

function outcomeOf(world: World, one: Exclude<Deed, { do: 'wait' }>, at: Version) {
  const { bulletin, now } = world
  const by = one.who as string as StaffId
  switch (one.do) {
    case 'listen':
      world.heard.add(`${one.who} ${sealOf(bulletin, at)}`)
      world.heard.add(`${one.who} ${contentOf(at)}`)
      return null
    case 'recall': {
      const decided = recallVersion(bulletin, at, now)
      return decided.ok ? { ok: true as const, value: decided.value.bulletin } : decided
    }
    case 'variant': {
      const [validFrom, validTo] = [now + one.from * HOUR, now + one.to * HOUR]
      const wanted = { language: 'km', text: 'ខ', asset: 'a' as Digest, speech: null } as const
      return addVariant(bulletin, { ...wanted, validFrom, validTo }, by, now)
    }
    case 'edit': {
      const translated = versionAt(bulletin, one.translates ?? 0)
      return editVersion(
        bulletin,
        at,
        {
          text: one.text ?? undefined,
          asset: (one.asset ?? undefined) as Digest | undefined,
          validFrom: one.from === null ? undefined : now + one.from * HOUR,
          validTo: one.to === null ? undefined : now + one.to * HOUR,
          translates: one.translates === null ? undefined : translated.id,
        },
        by,
        now,
      )
    }
    default: {
      const step: Step = one.do === 'send-back' ? { action: one.do, note: 'x' } : { action: one.do }
      return changeVersion(bulletin, at, step, actorOf(world, one.who, at), now)
    }
  }
}

/** When a version may sound: from its approval or first instant to its end. */
function airtime({ approvedAt, validFrom, validTo, supersededAt, recalledAt }: Version) {
  const ends = [validTo, supersededAt, recalledAt].flatMap((end) => end ?? [])
  return { from: Math.max(approvedAt ?? 0, validFrom), to: Math.min(Infinity, ...ends) }
}

function faultsIn({ bulletin, heard, approved, now }: World): string[] {
  const faults: string[] = []
  const sounding = bulletin.versions.filter(({ state }) => state === 'approved')
  for (const one of bulletin.versions) {
    if (one.approvedAt === null) continue
    const { by = null, content = '' } = approved.get(one.id) ?? {}
    const say = (what: string) => faults.push(`${one.id}: ${what}`)
    if (one.approvedBy !== (by as string | null)) say('approved by nobody who did it')
    if (content !== contentOf(one)) say('changed after approval')
    if (!heard.has(`${by} ${content}`)) say('approved unheard')
    if (by === null || !people[by].approves) say('approved without the role')
    if ([one.author, ...one.editors].includes(by as string as StaffId)) say('own work')
    if (one.asset === null || one.awaiting !== null) say('approved without sound')
    if (one.language === 'vi') continue
    const reviewer = one.reviewedBy as string as Name | null
    if (reviewer === null) say('not reviewed')
    else {
      if (reviewer === by) say('approved by its reviewer')
      if ([one.author, ...one.editors].includes(one.reviewedBy as StaffId)) say('own review')
      if (people[reviewer].reviews.length === 0) say('reviewed by one who cannot read it')
      if (!heard.has(`${reviewer} ${content}`)) say('reviewed unheard')
    }
  }
  for (const one of sounding) {
    const own = airtime(one)
    for (const other of sounding) {
      if (other === one || other.language !== one.language) continue
      const { from, to } = airtime(other)
      if (Math.max(own.from, from) < Math.min(own.to, to))
        faults.push(`${one.id} sounds while ${other.id} does`)
    }
    const original = bulletin.versions.find(({ id }) => id === one.translates)
    if (!original) continue
    const around = airtime(original)
    if (own.from < own.to && own.to > now && (own.from < around.from || own.to > around.to))
      faults.push(`${one.id} says what ${original.id} does not say then`)
  }
  return faults
}

describe('whatever people do one after the other', () => {
  it('only what was heard, checked and approved by others is approved, one at a time', () => {
    let reached = 0
    let khmer = 0
    fc.assert(
      fc.property(lives, (life) => {
        const world = begin()
        for (const one of life) {
          live(world, one)
          expect(faultsIn(world)).toEqual([])
        }
        reached += world.approved.size
        khmer += world.bulletin.versions.filter(
          ({ language, approvedAt }) => language === 'km' && approvedAt !== null,
        ).length
      }),
      { numRuns: 400 },
    )
    // Lives in which nothing comes to anything would show nothing.
    expect(reached).toBeGreaterThan(400)
    expect(khmer).toBeGreaterThan(50)
  })

  it('nothing that was recalled is approved again, and nothing superseded comes back', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const world = begin()
        const gone = new Set<string>()
        for (const one of life) {
          live(world, one)
          for (const version of world.bulletin.versions) {
            const state = stateAt(version, world.now)
            if (gone.has(version.id)) expect(['superseded', 'recalled']).toContain(state)
            else if (state === 'superseded' || state === 'recalled') gone.add(version.id)
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('what is offered to somebody is exactly what they can do', () => {
    fc.assert(
      fc.property(lives, who, (life, name) => {
        const world = begin()
        for (const one of life) live(world, one)
        const { bulletin, now } = world
        for (const at of bulletin.versions) {
          const actor = actorOf(world, name, at)
          const { actions, blocked } = actionsFor(
            bulletin,
            at,
            { ...actor, approvesAbove: actor.approves, recalls: actor.approves },
            now,
          )
          const approving = changeVersion(bulletin, at, { action: 'approve' }, actor, now).ok
          expect(actions.includes('approve')).toBe(approving)
          for (const { action } of blocked) expect(actions).not.toContain(action)
          if (actions.includes('recall')) expect(recallVersion(bulletin, at, now).ok).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })
})
