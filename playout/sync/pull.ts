import { z } from 'zod'
import { News } from '../contract/exchange.ts'
import type { Manifest } from '../contract/manifest.ts'
import type { Clock } from '../contract/time.ts'
import { parseText } from '../contract/wire.ts'
import type { HeldManifest } from './held-manifest.ts'
import type { Bell } from './loop.ts'
import { ask, askFor, type Network, NetworkFault } from './network.ts'

/** Longest wait for the waiting route, ms: it answers after 25 s by itself. */
const NEWS_MS = 35_000
/** Without the waiting route, and after a refusal, the manifest is asked for this often, ms. */
const PLAIN_MS = 15_000
/** A cache on the way may still carry the manifest before the announced one, ms. */
const BEHIND_MS = 2_000
const MAX_MANIFEST_BYTES = 12_000_000

export type PullParts = Readonly<{
  network: Network
  clock: Clock
  chance(): number
  /** `https://…/api/v1/stations/x`. */
  address: string
  held: HeldManifest
  accepted(manifest: Manifest): Promise<void>
  /** Told once per version and reason. */
  refused(version: string, reason: string): void
  /** Rung when somebody else learnt of a newer version. */
  bell: Bell
  log(message: string, facts: Readonly<Record<string, unknown>>): void
}>

/** One round: fetch what is new, then wait until there is something newer. */
export function createPull(parts: PullParts): () => Promise<void> {
  const { network, clock, held } = parts
  let etag: string | null = null
  /** The newest version that was fetched, good or not. */
  let fetched = 0
  let isRefused = false
  /** The newest version that the server spoke of. */
  let announced = 0
  const told = new Set<string>()

  async function fetchManifest(): Promise<void> {
    // What was refused is looked at again: a clock that was wrong may be right by now.
    const headers: Record<string, string> = etag && !isRefused ? { 'if-none-match': etag } : {}
    const answer = await ask(network, clock, `${parts.address}/manifest`, { headers })
    if (answer.status === 304) return
    if (answer.status !== 200) throw new NetworkFault(`manifest: ${answer.status}`, answer.status)
    const bytes = await answer.text(MAX_MANIFEST_BYTES)
    const before = held.manifest()?.version
    const opened = await held.offer(bytes, clock.now())
    etag = answer.headers.get('etag')
    isRefused = !opened.ok
    if (opened.ok) {
      fetched = Math.max(fetched, opened.value.version)
      if (opened.value.version !== before) await parts.accepted(opened.value)
      return
    }
    const version = claimedVersion(bytes)
    fetched = Math.max(fetched, Number(version) || 0)
    const key = `${version} ${opened.reason}`
    if (told.has(key)) return
    told.add(key)
    parts.refused(version, opened.reason)
  }

  async function waitForNews(): Promise<void> {
    if (isRefused || announced > fetched) {
      await parts.bell.wait((isRefused ? PLAIN_MS : BEHIND_MS) * (0.5 + parts.chance()))
      return
    }
    const askingOver = new AbortController()
    const bellRang = new AbortController()
    const bell = parts.bell.wait(NEWS_MS, askingOver.signal).then((rang) => {
      if (rang) bellRang.abort(new Error('news came by another way'))
    })
    try {
      const address = `${parts.address}/news?after=${Math.max(held.seen(), fetched)}`
      const question = { answerMs: NEWS_MS, signal: bellRang.signal }
      announced = (await askFor(network, clock, address, News, question)).version
    } catch (error) {
      if (bellRang.signal.aborted) return
      if (!(error instanceof NetworkFault) || error.status === null) throw error
      // No waiting route there: ask plainly, but not in step with everybody else.
      parts.log('no waiting route', { status: error.status })
      await parts.bell.wait(PLAIN_MS * (0.5 + parts.chance()), askingOver.signal)
    } finally {
      askingOver.abort()
      await bell
    }
  }

  return async () => {
    await fetchManifest()
    await waitForNews()
  }
}

const Claim = z.object({ text: z.string() })
const VersionClaim = z.object({ version: z.int() })

/** The version that an untrusted envelope claims to have, for the log only. */
function claimedVersion(bytes: string): string {
  const envelope = parseText(Claim, bytes)
  const claim = envelope.ok ? parseText(VersionClaim, envelope.value.text) : envelope
  return claim.ok && 'version' in claim.value ? String(claim.value.version) : 'unreadable'
}
