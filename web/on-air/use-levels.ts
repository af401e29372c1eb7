import { useEffect, useState } from 'react'
import { type MeterTrack, makeMeterTrack, readLevels } from '../data/meter-track.ts'
import { useDeps } from '../deps.ts'

/** Nothing for so long: what is drawn is no longer what sounds, ms. */
const SILENT_MS = 2_500

/** A station's levels while somebody looks: their track, and whether they are coming in. */
export function useLevels(
  station: string | null,
): Readonly<{ track: MeterTrack; isLive: boolean }> {
  const { clock, openLevels } = useDeps()
  const [track, setTrack] = useState(makeMeterTrack)
  const [isLive, setLive] = useState(false)
  useEffect(() => {
    if (station === null) return
    const here = makeMeterTrack()
    setTrack(here)
    setLive(false)
    const source = openLevels(station)
    let cancel = () => {}
    source.addEventListener('levels', (event) => {
      const batch = readLevels((event as MessageEvent<string>).data)
      if (!batch) return
      here.push(batch)
      setLive(true)
      cancel()
      cancel = clock.after(SILENT_MS, () => setLive(false))
    })
    return () => {
      cancel()
      source.close()
    }
  }, [clock, openLevels, station])
  return { track, isLive }
}
