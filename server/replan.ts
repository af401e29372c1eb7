import type { Deps } from './deps.ts'
import type { VersionCause } from './plan/plan-version-store.ts'
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
  /** Of the changes that wait to be planned. */
  const causes = new Set<VersionCause>()

  const replan = async () => {
    if (stopped) return
    const cause = causeOf(causes)
    causes.clear()
    try {
      const { planned } = await planAndPublish(deps, clock.now(), cause)
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
    // A recall is told of right after its bulletin, which called for the plan.
    if (change.topic === 'recall' && cancel) causes.add('recall')
    // The plan's own news calls for no new plan.
    if (change.topic !== 'bulletin' && (change.topic !== 'plan' || telling)) return
    causes.add(change.topic === 'plan' ? (change.cause ?? 'plan') : 'plan')
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

/** What one planning answers: a recall before all else; several other causes at once have no name. */
function causeOf(causes: ReadonlySet<VersionCause>): VersionCause {
  if (causes.has('recall')) return 'recall'
  const [only] = causes
  return causes.size === 1 && only ? only : 'plan'
}
