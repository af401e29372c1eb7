import type { Kysely } from 'kysely'
import {
  CHAIN_START,
  eventHash,
  eventText,
  type Happening,
  type StationEvent,
} from '../../playout/contract/event.ts'
import { airingIdOf, type ItemId } from '../../playout/contract/ids.ts'
import type { Block, Item, Manifest } from '../../playout/contract/manifest.ts'
import { keyIdOf, type Signed } from '../../playout/contract/signature.ts'
import { type Instant, samplesToMs } from '../../playout/contract/time.ts'
import type { Database } from '../../server/db/schema.ts'
import { stationSigner, testPairs } from './keys.ts'

/** Gives a station a key, as enrolling would. */
export async function enrolKey(
  db: Kysely<Database>,
  station: string,
  which: 'stationOne' | 'stationTwo',
): Promise<void> {
  const { publicKey } = testPairs[which]
  await db
    .insertInto('station_key')
    .values({
      ...{ key_id: keyIdOf(publicKey), station_id: station, public_key: publicKey },
      ...{ enrolled_at: 0, revoked_at: null },
    })
    .execute()
}

/** Writes the signed log of one station, as its player would. */
export type StationPen = Readonly<{
  key: string
  sign(type: 'event' | 'status' | 'levels', text: string): Promise<Signed>
  write(happening: Happening, at?: Instant): Promise<Signed>
}>

export async function openPen(
  station: string,
  which: 'stationOne' | 'stationTwo',
): Promise<StationPen> {
  const signer = await stationSigner(which)
  const key = keyIdOf(signer.publicKey)
  let seq = 0
  let prev: string = CHAIN_START
  return {
    key,
    sign: signer.sign,
    write: async (happening, at = 0) => {
      seq += 1
      const clock = { at, offsetMs: 0, source: 'server' as const, boot: 'b1', monotonicMs: seq }
      const text = eventText({
        ...happening,
        ...{ format: 'tiep-am/event/1', station, key, seq, prev, clock, checkpoint: null },
      } as StationEvent)
      prev = eventHash(text)
      return signer.sign('event', text)
    },
  }
}

/** What a player says of an item of a manifest when it begins and when it has sounded. */
export function soundOf(manifest: Manifest, block: Block, item: Item, attempt = 1) {
  const plannedAt = block.startsAt + samplesToMs(item.offsetSamples)
  const subject = {
    ...{ purpose: block.purpose, manifestVersion: manifest.version, block: block.id },
    ...{ window: block.window, date: block.date, item: item.id, kind: item.kind },
    ...{ title: item.title, airing: airingIdOf(item.id as ItemId, attempt), attempt },
    ...{ relayOf: item.relayOf, bulletin: item.bulletin?.id ?? null },
    ...{ version: item.bulletin?.version ?? null, campaign: item.bulletin?.campaign ?? null },
    ...{ language: item.bulletin?.language ?? null, asset: item.asset, plannedAt },
    samplesExpected: item.lengthSamples,
  }
  const sounded = { startedAt: plannedAt, startErrorSamples: 0, fromSample: 0, outputs: ['hls'] }
  const ended = {
    endedAt: plannedAt + samplesToMs(item.lengthSamples),
    samplesSent: item.lengthSamples,
    levelMillibels: -1_800,
  }
  return {
    subject,
    started: { type: 'started' as const, ...subject, ...sounded },
    ended: { type: 'ended' as const, ...subject, ...sounded, ...ended },
    interruptedAfter: (samplesSent: number) => ({
      ...{ type: 'interrupted' as const, reason: 'power-cut', ...subject, ...sounded, ...ended },
      samplesSent,
    }),
    skipped: { type: 'skipped' as const, reason: 'late', ...subject },
    dropped: { type: 'recall-dropped' as const, reason: 'recalled', ...subject },
  }
}
