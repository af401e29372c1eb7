/**
 * What a bulletin is for the log. The fixed parts of a window (signature tune, station ID, opening and
 * closing words, sting, time signal) go through the same approval as everything that sounds.
 */
export const contentTypes = [
  'news',
  'feature',
  'notice',
  'story',
  'tune',
  'station-id',
  'opening',
  'closing',
  'sting',
  'time-signal',
  'test',
] as const

export type ContentType = (typeof contentTypes)[number]

const fixedParts: readonly ContentType[] = [
  'tune',
  'station-id',
  'opening',
  'closing',
  'sting',
  'time-signal',
]

/** Fixed parts of a window: never counted as airings of a campaign. */
export function isFixedPart(type: ContentType): boolean {
  return fixedParts.includes(type)
}

/** Parts that are music or ring: they are silent on days without music. */
export function isMusical(type: ContentType): boolean {
  return type === 'tune' || type === 'sting'
}
