import type { Deps } from './deps.ts'
import { planAndPublish } from './plan-and-publish.ts'

/** Several changes within this time are planned once. */
const SETTLE_MS = 200

/**
 * Plans and publishes anew when a bulletin changed, or when a route says that windows or campaigns
 * did. The result stops it.
 */
export function startReplanning(deps: Deps): () => void {
  const { clock, live, log } = deps
  let cancel: (() => void) | null = null
  /** One run after the other: the next one sees what this one did. */
  let runs = Promise.resolve()
  let stopped = false
  let telling = false

  const replan = async () => {
    if (stopped) return
    try {
      const { planned } = await planAndPublish(deps, clock.now())
      telling = true
      for (const station of planned) live.tell({ topic: 'plan', station })
    } catch (error) {
      log.error(
        { err: error },
        'planning after a change failed; the next change or hour tries again',
      )
    } finally {
      telling = false
    }
  }
  const stopListening = live.listen((change) => {
    // The plan's own news calls for no new plan.
    if (change.topic !== 'bulletin' && (change.topic !== 'plan' || telling)) return
    cancel?.()
    cancel = clock.after(SETTLE_MS, () => {
      cancel = null
      runs = runs.then(replan)
    })
  })
  return () => {
    stopped = true
    stopListening()
    cancel?.()
  }
}
