import { createContext, useContext, useEffect, useState } from 'react'
import type { Office, Session } from '../api/shapes.ts'
import { useDeps } from '../deps.ts'

/** What every screen knows once somebody is signed in. */
export type Signed = Readonly<{
  office: Office
  /** How far the server's clock is ahead of this machine's, in ms. */
  offsetMs: number
  session: Session
}>

export const SignedContext = createContext<Signed | null>(null)

export function useSigned(): Signed {
  const signed = useContext(SignedContext)
  if (!signed) throw new Error('SignedContext has no value: app.tsx gives one after signing in')
  return signed
}

/** Server time, read anew every `everyMs`. */
export function useNow(everyMs: number): number {
  const { clock } = useDeps()
  const { offsetMs } = useSigned()
  const [now, setNow] = useState(() => clock.now() + offsetMs)
  useEffect(() => {
    let cancel = () => {}
    const tick = () => {
      const at = clock.now() + offsetMs
      setNow(at)
      // Just after the next whole step, so that seconds change when the station's do.
      cancel = clock.after(everyMs - (at % everyMs) + 5, tick)
    }
    tick()
    return () => cancel()
  }, [clock, offsetMs, everyMs])
  return now
}
