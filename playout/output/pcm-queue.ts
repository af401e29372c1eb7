/** PCM that waits to be taken, knowing the place of each sample on the timeline. */
export type PcmQueue = Readonly<{
  push(pcm: Int16Array, position: number): void
  /** Place of the next sample; null when empty. */
  position(): number | null
  /** Highest magnitude within the next `samples`. */
  peak(samples: number): number
  /** Removes and returns up to `samples`, no more than what is in one piece. */
  take(samples: number): Int16Array
  drop(samples: number): void
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
      let peak = 0
      const first = pieces[0]?.pcm.subarray(0, samples)
      for (let i = 0; i < (first?.length ?? 0); i++)
        peak = Math.max(peak, Math.abs(first?.[i] as number))
      return peak
    },
    take,
    drop: (samples) => {
      let left = samples
      while (left > 0 && pieces.length > 0) left -= take(left).length
    },
    length: () => length,
    clear: () => {
      pieces = []
      length = 0
    },
  }
}
