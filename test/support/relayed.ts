import { sha256Hex } from '../../playout/contract/hash.ts'
import type { StationId, WindowId } from '../../playout/contract/ids.ts'
import type { LocalDate } from '../../playout/contract/time.ts'
import { blockIdOf } from '../../server/plan/block.ts'
import type { PlannedBlock } from '../../server/plan/playlist.ts'

const MINUTE = 60 * 48_000

/** A window of 17:00 in which Mỹ Hương relayed approved bulletins, a minute each, one after the other. */
export function relayedOn(date: LocalDate, bulletins: readonly string[]): PlannedBlock {
  const window = 'relays' as WindowId
  return {
    station: 'my-huong' as StationId,
    block: {
      ...{ id: blockIdOf(window, date), purpose: 'programme', date, window, title: '17:00' },
      ...{ startsAt: Date.parse(`${date}T17:00:00+07:00`), lengthSamples: 5 * MINUTE },
      ...{ relayTime: [], outputs: null },
      items: bulletins.map((id, at) => ({
        ...{
          id: sha256Hex(`${date} ${id}`).slice(0, 32),
          kind: 'bulletin',
          title: id,
          asset: sha256Hex(`master of ${id}`),
        },
        ...{ offsetSamples: at * MINUTE, lengthSamples: MINUTE, gainMillibels: 0 },
        bulletin: {
          ...{ id, version: `${id}/1`, title: id, language: 'vi' },
          ...{ class: 'ordinary', campaign: null },
        },
        relayOf: sha256Hex(`district ${date} ${id}`).slice(0, 32),
      })),
    },
    explanations: [],
  }
}
