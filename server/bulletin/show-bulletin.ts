import type { z } from 'zod'
import type { StaffId } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Visitor } from '../access.ts'
import { actionsFor } from './actions.ts'
import { beholderOf } from './beholder.ts'
import { type Bulletin, stateAt, type Version } from './bulletin.ts'
import { bulletinProblem } from './bulletin-errors.ts'
import type { BulletinView, VersionView } from './bulletin-view.ts'
import { sealOf } from './seal.ts'
import { showSound } from './show-sound.ts'
import type { Sound } from './sound.ts'

type Names = ReadonlyMap<string, string>

/** What stands around bulletins: read once for all that are shown. */
export type Surroundings = Readonly<{
  sounds: ReadonlyMap<string, Sound>
  people: Names
  campaigns: Names
  units: Names
  /** Seals of what the one who asks has listened to, to the end. */
  heard: ReadonlySet<string>
  /** Where each sounds next. */
  next: ReadonlyMap<string, Readonly<{ station: string; at: Instant }>>
}>

/** Bulletins as one visitor sees them at one instant: with names, sounds, and what they may do. */
export function showBulletins(
  bulletins: readonly Bulletin[],
  around: Surroundings,
  visitor: Visitor,
  now: Instant,
): z.infer<typeof BulletinView>[] {
  return bulletins.map((bulletin) => {
    const { id, unit, title, createdAt, campaign } = bulletin
    const { campaigns, units, heard, next } = around
    return {
      ...{ id, unit, unitName: units.get(unit) ?? unit, title, createdAt },
      campaign:
        campaign === null ? null : { id: campaign, name: campaigns.get(campaign) ?? campaign },
      versions: bulletin.versions.map((version) => {
        const who = beholderOf(visitor, bulletin, version, heard)
        const { actions, blocked } = actionsFor(bulletin, version, who, now)
        return {
          ...showVersion(bulletin, version, around, now),
          ...{ listened: who.listened, actions: [...actions] },
          blocked: blocked.map(({ action, reason }) => {
            const { code, vi, en } = bulletinProblem(`bulletin-${reason}`)
            return { action, code, vi, en }
          }),
        }
      }),
      next: next.get(id) ?? null,
    }
  })
}

/** A version as it is, whoever asks. */
export function showVersion(
  bulletin: Bulletin,
  version: Version,
  { sounds, people }: Pick<Surroundings, 'sounds' | 'people'>,
  now: Instant,
): Omit<z.infer<typeof VersionView>, 'actions' | 'blocked' | 'listened'> {
  const { author, editors: _, approvedBy, reviewedBy, asset, speech, ...plain } = version
  const person = (id: StaffId) => ({ id, name: people.get(id) ?? id })
  const sound = sounds.get(asset ?? '')
  return {
    ...plain,
    state: stateAt(version, now),
    seal: sealOf(bulletin, version),
    author: person(author),
    approver: approvedBy === null ? null : person(approvedBy),
    reviewer: reviewedBy === null ? null : person(reviewedBy),
    speech: speech === null ? null : JSON.parse(speech),
    sound: sound ? showSound(sound) : null,
  }
}
