/** What ingest levels everything to, and how far off it may end; 0.01 LUFS, as in media/loudness.ts. */
const HOUSE_LEVEL = -1600
const TOLERANCE = 50

/** Where a sound stands against the house's level. */
export function loudnessVerdict(loudness: number): 'even' | 'quiet' | 'loud' {
  if (loudness < HOUSE_LEVEL - TOLERANCE) return 'quiet'
  return loudness > HOUSE_LEVEL + TOLERANCE ? 'loud' : 'even'
}
