import { expect, it } from 'vitest'
import { causeOf } from '../../playout/live/fault-cause.ts'

it.each([
  [
    '880, should be 18446744073709551615\n[in#0 @ 0x563bdeadbeef] Error opening input: Invalid data found',
    'what comes is not sound (880, should be 18446744073709551615 [in#0] Error opening input: Invalid data found)',
  ],
  ['PulseAudio answered with error 3', 'no such sound device (PulseAudio answered with error 3)'],
  ['HTTP error 404 Not Found', 'its server has no such stream (HTTP error 404 Not Found)'],
  [
    '[tcp @ 0x1f] Connection to tcp://127.0.0.1:1 failed: Connection refused',
    'nobody answers at its address ([tcp] Connection to tcp://127.0.0.1:1 failed: Connection refused)',
  ],
  ['nothing comes any more', 'nothing comes any more'],
  ['something else', 'it cannot be carried (something else)'],
])('of %j is %j', (raw, cause) => {
  expect(causeOf(raw)).toBe(cause)
})

it('is short, whatever was said', () => {
  expect(causeOf('x'.repeat(5_000)).length).toBeLessThan(200)
})
