/** Why an output is lost, as far as the player's own words tell; `other` where they are new to us. */
export type OutputReason =
  | 'refused'
  | 'denied'
  | 'unreachable'
  | 'full'
  | 'readonly'
  | 'gone'
  | 'busy'
  | 'reader'
  | 'slow'
  | 'other'

/** The first that fits. */
const meanings: readonly (readonly [RegExp, OutputReason])[] = [
  [/ENOSPC|EDQUOT|disk.*full|no space/i, 'full'],
  [/EROFS|read-only/i, 'readonly'],
  [/ECONNREFUSED|refused/i, 'refused'],
  [/\b(401|403)\b|EACCES|EPERM|password|unauthor|forbidden|permission/i, 'denied'],
  [/ENOTFOUND|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EAI_AGAIN|timed? ?out/i, 'unreachable'],
  [/EBUSY|busy/i, 'busy'],
  [/no reader|ENXIO|EPIPE/i, 'reader'],
  [/too slow|behind|overflow|full pipe/i, 'slow'],
  [/ENODEV|ENOENT|no such|gone|disconnect|closed|removed|ECONNRESET/i, 'gone'],
]

export function outputReason(reason: string): OutputReason {
  return meanings.find(([words]) => words.test(reason))?.[1] ?? 'other'
}
