import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LOWEST_DB, levelVerdict, meterPercent, settleDb } from '../data/level.ts'
import { useDeps } from '../deps.ts'
import type { Microphone } from '../part/microphone.ts'

/** The needle moves this often; the words beside it change once a second. */
const NEEDLE_MS = 50

/** How loud the microphone hears, and in words whether that is well. */
export function LevelMeter({ microphone }: { microphone: Microphone }) {
  const { t } = useTranslation()
  const { clock } = useDeps()
  const [db, setDb] = useState(LOWEST_DB)
  const [says, setSays] = useState<'quiet' | 'good' | 'loud'>('good')
  const highest = useRef({ db: LOWEST_DB, since: 0 })
  useEffect(() => {
    let cancel = () => {}
    let before = clock.monotonic()
    const look = () => {
      const now = clock.monotonic()
      const heard = microphone.levelDb()
      setDb((shown) => settleDb(shown, heard, now - before))
      before = now
      highest.current.db = Math.max(highest.current.db, heard)
      if (now - highest.current.since > 1_000) {
        setSays(levelVerdict(highest.current.db))
        highest.current = { db: LOWEST_DB, since: now }
      }
      cancel = clock.after(NEEDLE_MS, look)
    }
    look()
    return () => cancel()
  }, [clock, microphone])
  return (
    <div className="level">
      <span className="note">{t('recorder.level')}</span>
      <meter
        className="level-bar"
        min={0}
        max={100}
        low={50}
        high={95}
        optimum={70}
        value={meterPercent(db)}
        aria-label={t('recorder.level')}
        data-testid="level"
      />
      <span className="note" role="status" data-says={says}>
        {t(`recorder.level${says === 'quiet' ? 'Quiet' : says === 'loud' ? 'Loud' : 'Good'}`)}
      </span>
    </div>
  )
}
