import type { Manifest } from '../contract/manifest.ts'
import type { Clock } from '../contract/time.ts'
import type { AssetCache } from './asset-cache.ts'
import { type AssetPlan, planAssets } from './asset-plan.ts'
import { type Bell, isOutside } from './loop.ts'
import { NetworkFault } from './network.ts'

/** The network is handed to the cache; here it is only about what to fetch when. */
export type AssetsParts = Readonly<{
  clock: Clock
  url: string
  cache: AssetCache
  manifest(): Manifest | null
  /** Rung when there is another manifest. */
  bell: Bell
  /** Told each time that an asset has become available. */
  arrived(digest: string): void
  /** Forgets everything that was made of files other than these. */
  forgetOthers(digests: ReadonlySet<string>): Promise<void>
  /** Told when nothing is left on the disk that the manifest of this version does not want. */
  cleared(): void
  /** Told once per file, until it is good. */
  refused(digest: string, reason: string): void
  log(message: string, facts: Readonly<Record<string, unknown>>): void
}>

const IDLE_MS = 30_000
/** A refused file is fetched again after so long, twice as long each time, ms. */
const FIRST_RETRY_MS = 10_000
const MOST_RETRY_MS = 600_000

export type Assets = Readonly<{
  once(): Promise<void>
  /** How many files the manifest wants. */
  wanted(): number
  /** Version of the manifest that the disk was last cleared for; 0 before the first. */
  clearedFor(): number
}>

/** Has the cache hold what the manifest names, what sounds first first. */
export function createAssets(parts: AssetsParts): Assets {
  const { cache, clock } = parts
  const retryAt = new Map<string, Readonly<{ at: number; wait: number }>>()
  let wanted = 0
  let clearedFor = 0

  async function fillCache(manifest: Manifest): Promise<number> {
    const plan = planAssets(manifest, cache.held(), clock.now())
    wanted = plan.wanted.length + plan.noRoom.length
    await clear(manifest, plan)
    if (plan.noRoom.length > 0) parts.log('the cache is full', { left: plan.noRoom.length })
    let soonest = IDLE_MS
    let fault: NetworkFault | null = null
    for (const rendition of plan.wanted) {
      const { digest } = rendition
      if (await cache.confirm(digest)) continue
      const wait = (retryAt.get(digest)?.at ?? 0) - clock.monotonic()
      if (wait > 0) {
        soonest = Math.min(soonest, wait)
        continue
      }
      try {
        const got = await cache.obtain(rendition, `${parts.url}/api/v1/assets/${digest}`)
        if (got.ok) {
          retryAt.delete(digest)
          parts.arrived(digest)
        } else soonest = Math.min(soonest, refuse(digest, got.reason))
      } catch (error) {
        // One file that the server does not have must not keep the others from coming.
        if (!(error instanceof NetworkFault)) throw error
        if (error.status === null) throw error
        fault = error
      }
      if (parts.manifest()?.version !== manifest.version) return 0
    }
    if (fault) throw fault
    return soonest
  }

  /** A disk that gives nothing up must not keep from sounding what it holds. */
  async function clear(manifest: Manifest, plan: AssetPlan): Promise<void> {
    const digests = new Set(plan.wanted.map(({ digest }) => digest))
    try {
      for (const digest of plan.drop) await cache.drop(digest)
      await cache.tidy(digests)
      await parts.forgetOthers(digests)
    } catch (error) {
      if (!isOutside(error)) throw error
      parts.log('the disk cannot be cleared', { reason: (error as Error).message })
      return
    }
    if (clearedFor === manifest.version) return
    clearedFor = manifest.version
    parts.cleared()
  }

  function refuse(digest: string, reason: string): number {
    const known = retryAt.get(digest)
    const wait = known ? Math.min(MOST_RETRY_MS, known.wait * 2) : FIRST_RETRY_MS
    retryAt.set(digest, { at: clock.monotonic() + wait, wait })
    if (!known) parts.refused(digest, reason)
    return wait
  }

  return {
    wanted: () => wanted,
    clearedFor: () => clearedFor,
    once: async () => {
      const manifest = parts.manifest()
      const wait = manifest ? await fillCache(manifest) : IDLE_MS
      if (wait > 0) await parts.bell.wait(wait)
    },
  }
}
