import { Loader } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { officeQuery } from '../api/queries.ts'
import { useDeps } from '../deps.ts'

const ASK_EVERY_MS = 1_000

/** Asks which office answers until it is the clean one: app.tsx then begins anew at its sign-in. */
export function Restarting() {
  const { t } = useTranslation()
  const { clock } = useDeps()
  const queries = useQueryClient()
  useEffect(() => {
    let cancel = () => {}
    const ask = () => {
      // Until it is back nothing answers, or still the sample does: both mean to ask again.
      void queries.refetchQueries({ queryKey: officeQuery(clock).queryKey })
      cancel = clock.after(ASK_EVERY_MS, ask)
    }
    ask()
    return () => cancel()
  }, [clock, queries])
  return (
    <div role="status" className="empty" data-testid="restarting">
      <Loader aria-hidden />
      <p>{t('begin.restarting')}</p>
    </div>
  )
}
