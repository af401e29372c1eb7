import { z } from 'zod'

export const AiringOutcome = z.enum([
  'sounding',
  'aired',
  'partial',
  'silent',
  'skipped',
  'dropped',
  'unordered',
])

export const AiringView = z.object({
  id: z.string(),
  item: z.string(),
  attempt: z.int(),
  station: z.string(),
  stationName: z.string(),
  purpose: z.enum(['programme', 'test']),
  kind: z.enum(['bulletin', 'tune', 'test']),
  title: z.string(),
  date: z.string(),
  window: z.string(),
  windowName: z.string(),
  bulletin: z.string().nullable(),
  version: z.string().nullable(),
  campaign: z.string().nullable(),
  language: z.string().nullable(),
  relayOf: z.string().nullable(),
  manifestVersion: z.int(),
  plannedAt: z.int(),
  startedAt: z.int().nullable(),
  endedAt: z.int().nullable(),
  startErrorSamples: z.int().nullable(),
  fromSample: z.int().nullable(),
  samplesExpected: z.int(),
  samplesSent: z.int().nullable(),
  levelMillibels: z.int().nullable(),
  outcome: AiringOutcome,
  reason: z.string().nullable(),
  clockOffsetMs: z.int().nullable(),
  /** Places of its first and last event in the ledger: `/api/v1/ledger/entries/<leaf>`. */
  firstLeaf: z.int(),
  lastLeaf: z.int(),
  receivedAt: z.int(),
  /** It began after its version was recalled: shown everywhere, counted nowhere. */
  afterRecall: z.boolean(),
  /** `heard`: the matcher found it in a recording made at its station. */
  grade: z.enum(['heard', 'logged']),
})

export const AiringPage = z.object({
  sample: z.boolean(),
  airings: z.array(AiringView),
  /** Pass it as `cursor` for older ones; null at the end. */
  cursor: z.string().nullable(),
})

/** How often: one row per bulletin version, station and day. */
const CountView = z.object({
  date: z.string(),
  station: z.string(),
  stationName: z.string(),
  bulletin: z.string(),
  version: z.string(),
  title: z.string(),
  /** Lượt phát: approved campaign items that sounded at least 95 %. */
  aired: z.int(),
  /** Of those, relays of a district item. */
  relayed: z.int(),
  /** Sounded, but less than 95 %. */
  partial: z.int(),
  /** Planned, with a signed word that they did not sound. */
  missed: z.int(),
  planned: z.int(),
  /** Began after the recall (phát sau thu hồi): in none of the figures above. */
  afterRecall: z.int(),
  /** Whole milliseconds of sound in aired and partial ones. */
  soundMs: z.int(),
  /** Where the figure opens: a query of `/api/v1/airings`. */
  airings: z.string(),
})

export const CountsView = z.object({
  sample: z.boolean(),
  from: z.string(),
  to: z.string(),
  counts: z.array(CountView),
  /** Counted apart and in no figure above. */
  apart: z.object({ tunes: z.int(), tests: z.int() }),
  formula: z.object({ vi: z.string(), en: z.string() }),
})

export const LedgerKeyView = z.object({
  /** As C2SP signed-note verifiers take it: `<origin>+<key hash>+<key>`. */
  verifierKey: z.string(),
  /** Signed by the root: this key signs the ledger. */
  document: z.object({ text: z.string(), signature: z.string() }),
  rootKey: z.string(),
})

export const LedgerEntryView = z.object({
  leaf: z.int(),
  kind: z.string(),
  hash: z.string(),
  /** Verbatim, as received. */
  text: z.string(),
  signature: z.string().nullable(),
  receivedAt: z.int(),
})
