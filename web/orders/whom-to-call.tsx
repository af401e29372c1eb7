import { useTranslation } from 'react-i18next'
import type { Reach } from '../api/orders.ts'
import { dialled } from '../data/recall.ts'
import { useSigned } from '../part/office.ts'
import { momentOf } from '../text/format.ts'

/** The number to call, who answers there, and since when no wire reaches it. */
export function WhomToCall({ place }: { place: Reach }) {
  const { t } = useTranslation()
  const { office } = useSigned()
  const { phone, contacts, lastSeenAt, technology } = place
  return (
    <span className="whom">
      {phone ? (
        <a className="call-number tabular" href={dialled(phone)}>
          {t('orders.call', { phone })}
        </a>
      ) : (
        <b>{t('orders.noPhone')}</b>
      )}
      {contacts.length > 0 && (
        <span className="note">{t('orders.contacts', { names: contacts.join(', ') })}</span>
      )}
      <span className="note tabular">
        {t(`technology.${technology}`)} ·{' '}
        {lastSeenAt === null
          ? t('orders.neverSeen')
          : t('orders.seen', { time: momentOf(lastSeenAt, office.zone) })}
      </span>
    </span>
  )
}
