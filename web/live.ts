import type { Clock } from '../playout/contract/time.ts'

/** Which cached answers a change makes stale, by the first word of their key. */
const staleAfter: Readonly<Record<string, readonly string[]>> = {
  airing: [
    ...['airings', 'counts', 'matrix', 'stations', 'recall', 'progress', 'make-good'],
    'orders',
  ],
  status: ['stations', 'orders'],
  bulletin: ['bulletins', 'bulletin', 'campaign', 'programme'],
  sound: ['uploads'],
  plan: ['plan', 'bulletins', 'campaigns', 'campaign', 'progress', 'make-good', 'programme'],
  manifest: ['stations', 'plan'],
  recording: [...['recordings', 'recording', 'matrix', 'counts', 'progress', 'make-good']],
  declaration: ['matrix', 'counts', 'progress', 'make-good'],
  order: ['orders', 'plan'],
  happening: ['happenings', 'orders'],
  recall: ['recalls', 'recall', 'bulletin', 'airings', 'counts', 'matrix', 'campaign', 'progress'],
}

/** What to fetch anew after some topics changed, each once. */
export function staleKeys(topics: Iterable<string>): readonly string[] {
  return [...new Set([...topics].flatMap((topic) => staleAfter[topic] ?? []))]
}

/** The part of an EventSource that is used here. */
export type ChangeSource = Readonly<{
  addEventListener(type: string, hear: (event: Event) => void): void
  close(): void
}>

/** Changes within this long are fetched together. */
const GATHER_MS = 500

/**
 * Listens for changes and says which keys are stale, gathered so that ten stations' statuses are one
 * fetch. After every (re)connection everything is stale: something may have been missed.
 *
 * @param stale `null` means everything
 * @returns stops listening
 */
export function followChanges(
  source: ChangeSource,
  clock: Pick<Clock, 'after'>,
  stale: (keys: readonly string[] | null) => void,
): () => void {
  const topics = new Set<string>()
  let cancel: (() => void) | null = null
  const flush = () => {
    cancel = null
    stale(staleKeys(topics))
    topics.clear()
  }
  source.addEventListener('open', () => stale(null))
  source.addEventListener('change', (event) => {
    const topic = topicOf((event as MessageEvent<string>).data)
    if (!topic) return
    topics.add(topic)
    cancel ??= clock.after(GATHER_MS, flush)
  })
  return () => {
    cancel?.()
    source.close()
  }
}

function topicOf(data: string): string | null {
  try {
    const { topic } = JSON.parse(data) as { topic?: unknown }
    return typeof topic === 'string' ? topic : null
  } catch {
    return null
  }
}
