import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { hasRole } from '../data/access.ts'
import { Empty } from '../part/empty.tsx'
import { useSigned } from '../part/office.ts'

/** Where nothing is planned: the way to windows for who makes them, and whom to ask for all others. */
export function NoWindows({ says }: { says: string }) {
  const { t } = useTranslation()
  const { session } = useSigned()
  if (!hasRole(session, 'administrator'))
    return (
      <Empty says={says}>
        <p className="note">{t('schedule.askAdmin')}</p>
      </Empty>
    )
  return (
    <Empty says={says}>
      <Button
        renderRoot={(props) => <Link to="/cai-dat" search={{ part: 'windows' }} {...props} />}
        data-testid="make-windows"
      >
        {t('schedule.makeWindows')}
      </Button>
    </Empty>
  )
}
