/** PCM that waits to be taken, knowing the place of each sample on the timeline. */
export type PcmQueue = Readonly<{
  push(pcm: Int16Array, position: number): void
  /** Place of the next sample; null when empty. */
  position(): number | null
  /** Highest magnitude within the next `samples`. */
  peak(samples: number): number
  /** Removes and returns up to `samples`, no more than what is in one piece. */
  take(samples: number): Int16Array
  /**
   * Copies the next samples into `to`, as far as they follow each other on the timeline; returns
   * how many there were.
   */
  peek(to: Int16Array): number
  drop(samples: number): void
  /** Forgets everything from this place on. */
  retract(position: number): void
  length(): number
  clear(): void
}>

export function createPcmQueue(): PcmQueue {
  let pieces: { pcm: Int16Array; position: number }[] = []
  let length = 0

  function take(samples: number): Int16Array {
    const first = pieces[0]
    if (!first) return new Int16Array(0)
    const taken = first.pcm.subarray(0, samples)
    length -= taken.length
    if (taken.length === first.pcm.length) pieces.shift()
    else {
      first.pcm = first.pcm.subarray(samples)
      first.position += samples
    }
    return taken
  }

  return {
    push: (pcm, position) => {
      if (pcm.length === 0) return
      pieces.push({ pcm, position })
      length += pcm.length
    },
    position: () => pieces[0]?.position ?? null,
    peak: (samples) => {
      const first = pieces[0]?.pcm
      if (!first) return 0
      let high = 0
      let low = 0
      const end = Math.min(samples, first.length)
      for (let i = 0; i < end; i++) {
        const sample = first[i] as number
        if (sample > high) high = sample
        else if (sample < low) low = sample
      }
      return Math.max(high, -low)
    },
    take,
    peek: (to) => {
      let count = 0
      let next = pieces[0]?.position ?? 0
      for (const { pcm, position } of pieces) {
        if (count === to.length || position !== next) break
        const part = pcm.subarray(0, to.length - count)
        to.set(part, count)
        count += part.length
        next = position + pcm.length
      }
      return count
    },
    drop: (samples) => {
      let left = samples
      while (left > 0 && pieces.length > 0) left -= take(left).length
    },
    retract: (position) => {
      pieces = pieces.flatMap((piece) => {
        const keep = Math.min(piece.pcm.length, Math.max(0, position - piece.position))
        return keep === 0 ? [] : [{ pcm: piece.pcm.subarray(0, keep), position: piece.position }]
      })
      length = pieces.reduce((sum, { pcm }) => sum + pcm.length, 0)
    },
    length: () => length,
    clear: () => {
      pieces = []
      length = 0
    },
  }
}
