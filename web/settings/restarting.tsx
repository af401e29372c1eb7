import { Loader } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import { useDeps } from '../deps.ts'

const ASK_EVERY_MS = 1_000

/** Waits until the clean office answers, then begins anew at its sign-in. */
export function Restarting() {
  const { t } = useTranslation()
  const { clock } = useDeps()
  useEffect(() => {
    let gone = false
    let cancel = () => {}
    const ask = async () => {
      // Until it is back nothing answers, or still the sample does: both mean to ask again.
      const office = await answer(api.GET('/api/v1/office')).catch(() => null)
      if (gone) return
      if (office && !office.sample) window.location.assign('/')
      else cancel = clock.after(ASK_EVERY_MS, () => void ask())
    }
    void ask()
    return () => {
      gone = true
      cancel()
    }
  }, [clock])
  return (
    <div role="status" className="empty" data-testid="restarting">
      <Loader aria-hidden />
      <p>{t('begin.restarting')}</p>
    </div>
  )
}
