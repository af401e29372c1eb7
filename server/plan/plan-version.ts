import type { Block } from '../../playout/contract/manifest.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { DayHands } from './hand.ts'
import { itemSpan, type PlannedBlock } from './playlist.ts'

/** A playlist as it was written: what hands had wished for, and its blocks with their items. */
export type PlanVersionText = Readonly<{ hands: DayHands; blocks: readonly Block[] }>

/** One thing that a later version has otherwise. */
export type PlanChange = Readonly<{
  kind: 'added' | 'removed' | 'moved'
  title: string
  window: string
  windowName: string
  before: Instant | null
  after: Instant | null
}>

type Sound = Readonly<{ id: string; title: string; block: Block; startsAt: Instant }>

/** What one version has otherwise than another, in order of time; an item is known by its identity. */
export function diffVersions(
  before: readonly Block[],
  after: readonly Block[],
): readonly PlanChange[] {
  const old = new Map(soundsOf(before).map((sound) => [sound.id, sound]))
  const fresh = new Map(soundsOf(after).map((sound) => [sound.id, sound]))
  const changes = [
    ...[...old.values()]
      .filter(({ id }) => !fresh.has(id))
      .map((sound) => changeOf('removed', sound, sound.startsAt, null)),
    ...[...fresh.values()].flatMap((sound) => {
      const was = old.get(sound.id)
      if (!was) return [changeOf('added', sound, null, sound.startsAt)]
      return was.startsAt === sound.startsAt
        ? []
        : [changeOf('moved', sound, was.startsAt, sound.startsAt)]
    }),
  ]
  const at = (change: PlanChange) => change.after ?? change.before ?? 0
  return changes.sort((a, b) => at(a) - at(b) || (a.title < b.title ? -1 : 1))
}

/** The text to keep of one station and date. */
export function versionText(blocks: readonly PlannedBlock[], hands: DayHands): PlanVersionText {
  return { hands, blocks: blocks.map(({ block }) => block) }
}

function soundsOf(blocks: readonly Block[]): Sound[] {
  return blocks.flatMap((block) =>
    block.items.map((item) => ({
      ...{ id: item.id, title: item.title, block, startsAt: itemSpan(block, item).startsAt },
    })),
  )
}

function changeOf(
  kind: PlanChange['kind'],
  { title, block }: Sound,
  before: Instant | null,
  after: Instant | null,
): PlanChange {
  return { kind, title, window: block.window, windowName: block.title, before, after }
}
