import type { Clock } from '../playout/contract/time.ts'

/**
 * Ids that sort by the time of their making: UUID version 7 (RFC 9562, section 5.7), with a counter in
 * place of `rand_a`, so that ids of one millisecond stay in order too.
 */
export function makeIds(clock: Clock, randomBytes: (count: number) => Uint8Array): () => string {
  let lastMs = 0
  let counter = 0
  return () => {
    const now = clock.now()
    if (now > lastMs) {
      lastMs = now
      counter = 0
    } else {
      counter++
      if (counter > 0xfff) {
        lastMs++
        counter = 0
      }
    }
    const time = lastMs.toString(16).padStart(12, '0')
    const random = randomBytes(8)
    random[0] = ((random[0] ?? 0) & 0x3f) | 0x80
    const tail = Buffer.from(random).toString('hex')
    const count = counter.toString(16).padStart(3, '0')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${tail.slice(0, 4)}-${tail.slice(4)}`
  }
}
