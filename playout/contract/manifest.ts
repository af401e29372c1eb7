import { z } from 'zod'
import { digest, instant, localDate, localTime, millibels, name, samples } from './wire.ts'

/**
 * What a station pulls: everything that it may play, and when. Immutable per version; versions only
 * grow. Any cache may carry it, since trust lies in the signature alone.
 *
 * A block is one stretch of air with an instant; its items are placed by sample within it, so that
 * nothing is ever "started": the start of an item is `startsAt + offsetSamples / 48 ms`.
 */

/** Longest segue and ramp, samples: half a minute. */
const SEGUE_MOST = 30 * 48_000

/** A file of an asset; all renditions of an asset hold the same sound. */
const Rendition = z.object({
  contentType: name,
  digest,
  bytes: z
    .int()
    .min(1)
    .max(2 ** 31),
  /** Decoded length at 48 kHz, which may be a little more than the asset's (encoder padding). */
  samples,
})

export const Asset = z.object({
  /** SHA-256 of the house-format master. */
  id: digest,
  title: name,
  /** Exact length at 48 kHz; playing stops there, whatever a decoder still has. */
  samples,
  renditions: z.array(Rendition).min(1).max(8),
})

/** Which version of which bulletin an item carries, and for which campaign; counts rest on it. */
const ItemBulletin = z.object({
  id: name,
  version: name,
  title: name,
  language: z.string().regex(/^[a-z]{2}$/),
  /** Of Thông tư 39/2020. An emergency is in a manifest of quiet hours only when it was confirmed. */
  class: z.enum(['ordinary', 'priority', 'emergency']),
  campaign: name.nullable(),
})

export const Item = z.object({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  kind: z.enum(['bulletin', 'tune', 'test']),
  title: name,
  asset: digest,
  offsetSamples: samples,
  lengthSamples: samples.min(1),
  gainMillibels: millibels,
  bulletin: ItemBulletin.nullable(),
  /** The district's item that this one relays: airing it fulfils an obligation. */
  relayOf: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullable(),
  /** Faded in and out over so many samples; without it, it begins and ends as it is. */
  fade: z.object({ inSamples: samples, outSamples: samples }).optional(),
  /** Begins so many samples before the item before it in the block has ended, and both are heard. */
  segueSamples: samples.max(SEGUE_MOST).optional(),
  /**
   * It lies under the other items of its block, softer by this (below 0) while one of them sounds,
   * with a ramp before and after.
   */
  under: z.object({ millibels: millibels.max(0), rampSamples: samples.max(SEGUE_MOST) }).optional(),
})

/** Part of a window that another source fills: named, not played by the district. */
const RelayTime = z.object({
  source: z.enum(['vov', 'province', 'district', 'commune']),
  offsetSamples: samples,
  lengthSamples: samples.min(1),
  /** The live source that is carried then; null for whatever is switched through at the place. */
  live: name.nullable().default(null),
  /** Hard: cut at its planned end; soft: what runs over by up to a minute is let out. */
  end: z.enum(['hard', 'soft']).default('hard'),
})

/**
 * What becomes of a block whose instant finds another still on the air: it cuts in (`now`), begins
 * as soon as the other is over (`next`), or waits for that up to some ms and cuts in then (`wait`).
 * Without it, what is on the air stays, and items that would begin meanwhile are missed.
 */
const BlockStart = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('now') }),
  z.object({ kind: z.literal('next') }),
  z.object({ kind: z.literal('wait'), upToMs: z.int().min(1).max(3_600_000) }),
])

export const Block = z.object({
  id: name,
  purpose: z.enum(['programme', 'test']),
  date: localDate,
  window: name,
  title: name,
  startsAt: instant,
  lengthSamples: samples.min(1),
  /** In order of offset, without overlap but for what `segueSamples` and `under` allow. */
  items: z.array(Item).max(500),
  relayTime: z.array(RelayTime).max(20),
  /** Names of the outputs that sound; null means all. Only a test names one. */
  outputs: z.array(name).max(16).nullable(),
  /**
   * Breaks in as soon as the station has it, over whatever sounds, though not later than ten minutes
   * after `startsAt`. What it interrupts is joined again where it should be by then.
   */
  urgent: z.boolean().optional(),
  start: BlockStart.optional(),
  /**
   * What is done with it where its beginning, or that of an item, was not caught: after a late boot,
   * a power cut, something urgent. `join` (also without it): the rest sounds where it should be by
   * then; `skip`: not the rest of an item, but those after it; `drop`: nothing of a block that began
   * before the player did, else as `skip`. Nothing is ever played later than planned in any case.
   */
  late: z.enum(['join', 'skip', 'drop']).optional(),
})

const Recall = z.object({ version: name, at: instant, reason: z.string().max(500) })

/** A person's order to be silent (dừng phát); it holds for as long as manifests name it. */
const Stop = z.object({
  id: name,
  at: instant,
  /** Outputs that fall silent; null means all. */
  outputs: z.array(name).max(16).nullable(),
  reason: z.string().max(300),
})

export const Manifest = z.object({
  format: z.literal('tiep-am/manifest/1'),
  station: name,
  stationName: name,
  version: z.int().min(1),
  issuedAt: instant,
  /** After this it is stale; a station without network may play on for the allowance, then stops. */
  expiresAt: instant,
  offlineAllowanceMs: z
    .int()
    .min(0)
    .max(90 * 86_400_000),
  zone: name,
  /** True for sample data: everything shown from it says so. */
  sample: z.boolean(),
  volumeMillibels: millibels,
  quietHours: z.object({ from: localTime, to: localTime }).nullable(),
  /** In order of `startsAt`, without overlap per output. */
  blocks: z.array(Block).max(5_000),
  assets: z.array(Asset).max(5_000),
  /** Addresses that may be played as they are; nothing else may. */
  liveSources: z
    .array(
      z.object({
        id: name,
        source: RelayTime.shape.source,
        /** `http(s)://…`, or `line-in:<name of the input>`. */
        address: z.url().max(500),
        /** Where the same is to be had when the first does not answer. */
        backup: z.url().max(500).nullable().default(null),
      }),
    )
    .max(50),
  recalls: z.array(Recall).max(5_000),
  stops: z.array(Stop).max(50).optional(),
  limits: z.object({ cacheBytes: z.int().min(0), maxItemSamples: samples }),
  /** The newest ledger checkpoint when this was issued (a signed note), or null. */
  checkpoint: z.string().max(2_000).nullable(),
})

export type Manifest = Readonly<z.infer<typeof Manifest>>
export type Block = Manifest['blocks'][number]
export type Item = Block['items'][number]
export type Asset = Manifest['assets'][number]
export type Rendition = Asset['renditions'][number]

/** What travels: the manifest's text, its signature, and the root's word for the signing key. */
export const SignedManifest = z.object({
  text: z.string().max(8_000_000),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
  key: z.object({
    text: z.string().max(1_000),
    signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
  }),
})
export type SignedManifest = Readonly<z.infer<typeof SignedManifest>>

/** The rendition that a station fetches. */
export const STATION_CONTENT_TYPE = 'audio/ogg; codecs=opus'
