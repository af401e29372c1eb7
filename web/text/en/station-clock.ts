import type { stationClockVi } from '../vi/station-clock.ts'
import type { Widened } from '../widened.ts'

export const stationClockEn: Widened<typeof stationClockVi> = {
  stationClock: {
    slow: 'The clock of the machine at {{station}} is {{time}} behind the server.',
    fast: 'The clock of the machine at {{station}} is {{time}} ahead of the server.',
    says: 'More than a minute off, a station begins nothing by itself. Set the clock of its machine: it goes on as soon as the two agree. If it is the server’s clock that is wrong, set that one.',
    away: 'Out of reach: if it is silent too, its clock may be distrusted (long without power, an empty battery).',
    word: 'Somebody there looks at the clock, sets it where it is wrong, and types on the station’s machine:',
  },
}
