/**
 * Peaks (min and max pairs, −128…127) as one closed outline for an SVG of `width` × 2, zero line at
 * y = 1: over the tops from left to right, back under the bottoms.
 */
export function outlineOf(peaks: readonly number[], width: number): string {
  const pairs = Math.floor(peaks.length / 2)
  if (pairs === 0) return ''
  const x = (index: number) => ((index / Math.max(1, pairs - 1)) * width).toFixed(2)
  const y = (value: number) => (1 - value / 128).toFixed(3)
  const tops: string[] = []
  const bottoms: string[] = []
  for (let index = 0; index < pairs; index += 1) {
    bottoms.push(`${x(index)},${y(Math.min(-1, peaks[index * 2] ?? 0))}`)
    tops.push(`${x(index)},${y(Math.max(1, peaks[index * 2 + 1] ?? 0))}`)
  }
  return `M${tops.join('L')}L${bottoms.reverse().join('L')}Z`
}

/** At most `count` pairs, each the widest of those it stands for: a thumbnail. */
export function thinned(peaks: readonly number[], count: number): readonly number[] {
  const pairs = Math.floor(peaks.length / 2)
  if (pairs <= count) return peaks
  const thin: number[] = []
  for (let to = 0; to < count; to += 1) {
    let low = 127
    let high = -128
    const end = Math.floor(((to + 1) * pairs) / count)
    for (let index = Math.floor((to * pairs) / count); index < end; index += 1) {
      low = Math.min(low, peaks[index * 2] ?? 0)
      high = Math.max(high, peaks[index * 2 + 1] ?? 0)
    }
    thin.push(low, high)
  }
  return thin
}

/** For a player that wants one list per channel, −1…1: the higher of each pair. */
export function channelOf(peaks: readonly number[]): number[] {
  const channel: number[] = []
  for (let index = 0; index + 1 < peaks.length; index += 2)
    channel.push(Math.max(-(peaks[index] ?? 0), peaks[index + 1] ?? 0) / 128)
  return channel
}
