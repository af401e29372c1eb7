import type { Version } from '../api/shapes.ts'

/** The one thing missing: that somebody listens to it. */
const NOT_LISTENED = 'bulletin-not-listened'

/** True when this step is open, or opens by listening to the end. */
function opens(version: Version, action: 'approve' | 'review'): boolean {
  return (
    version.actions.includes(action) ||
    version.blocked.some((one) => one.action === action && one.code === NOT_LISTENED)
  )
}

/** True when this person may approve it, once heard. */
export function mayApprove(version: Version): boolean {
  return opens(version, 'approve')
}

/** True when this person may confirm its words, once heard. */
export function mayReview(version: Version): boolean {
  return opens(version, 'review')
}

/** What stands in the way of steps that this person's role would let them take; listening says so itself. */
export function hindrances(version: Version): Version['blocked'] {
  return version.blocked.filter(({ code }) => code !== NOT_LISTENED)
}
