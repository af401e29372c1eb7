import type { z } from 'zod'
import type { StaffId } from '../../playout/contract/ids.ts'
import { type Instant, samplesToMs } from '../../playout/contract/time.ts'
import type { Visitor } from '../access.ts'
import { actionsFor, type Bulletin, type Version } from './bulletin.ts'
import type { BulletinView, SoundView, VersionView } from './bulletin-view.ts'
import { sealOf } from './seal.ts'
import type { Sound } from './sound.ts'

type Names = ReadonlyMap<string, string>

/** What stands around bulletins: read once for all that are shown. */
export type Surroundings = Readonly<{
  sounds: ReadonlyMap<string, Sound>
  people: Names
  campaigns: Names
  /** Where each sounds next. */
  next: ReadonlyMap<string, Readonly<{ station: string; at: Instant }>>
}>

/** Bulletins as one visitor sees them at one instant: with names, sounds, and what they may do. */
export function showBulletins(
  bulletins: readonly Bulletin[],
  { sounds, people, campaigns, next }: Surroundings,
  visitor: Visitor,
  now: Instant,
): z.infer<typeof BulletinView>[] {
  return bulletins.map((bulletin) => {
    const { id, unit, title, createdAt, campaign } = bulletin
    const who = {
      id: visitor.id,
      edits: visitor.may(['editor'], unit),
      approves: visitor.may(['approver'], unit),
    }
    return {
      ...{ id, unit, title, createdAt },
      campaign:
        campaign === null ? null : { id: campaign, name: campaigns.get(campaign) ?? campaign },
      versions: bulletin.versions.map((version) => ({
        ...showVersion(version, sounds, people),
        seal: sealOf(bulletin, version),
        actions: actionsFor(bulletin, version, who, now),
      })),
      next: next.get(id) ?? null,
    }
  })
}

function showVersion(
  version: Version,
  sounds: ReadonlyMap<string, Sound>,
  people: Names,
): Omit<z.infer<typeof VersionView>, 'actions' | 'seal'> {
  const { author, editors: _, approvedBy, reviewedBy, asset, speech, ...plain } = version
  const person = (id: StaffId) => ({ id, name: people.get(id) ?? id })
  const sound = sounds.get(asset ?? '')
  return {
    ...plain,
    author: person(author),
    approver: approvedBy === null ? null : person(approvedBy),
    reviewer: reviewedBy === null ? null : person(reviewedBy),
    speech: speech === null ? null : JSON.parse(speech),
    sound: sound ? showSound(sound) : null,
  }
}

export function showSound(sound: Sound): z.infer<typeof SoundView> {
  return {
    ...{ asset: sound.id, samples: sound.samples, lengthMs: samplesToMs(sound.samples) },
    ...{ loudness: sound.loudness, truePeak: sound.true_peak, originalName: sound.original_name },
    peaks: JSON.parse(sound.peaks),
    renditions: sound.renditions.map(
      ({ kind, content_type: contentType, digest, bytes, samples }) => ({
        ...{ kind, contentType, digest, bytes, samples },
      }),
    ),
  }
}
