import { useTranslation } from 'react-i18next'
import type { Item } from '../api/shapes.ts'

/** PL for a repeat, a pin for what a hand put there, the class where it is not ordinary. */
export function ItemMarks({ item }: { item: Pick<Item, 'repeat' | 'pinned' | 'bulletin'> }) {
  const { t } = useTranslation()
  const level = item.bulletin?.class ?? 'ordinary'
  return (
    <span className="item-marks">
      {level !== 'ordinary' && (
        <span className={`item-mark item-mark-${level}`}>{t(`class.${level}`)}</span>
      )}
      {item.bulletin && item.bulletin.language !== 'vi' && (
        <span className="item-mark">{item.bulletin.language.toUpperCase()}</span>
      )}
      {item.repeat && (
        <abbr className="item-mark" title={t('timeline.repeatSays')}>
          {t('timeline.repeat')}
        </abbr>
      )}
      {item.pinned && <Pin says={t('timeline.pinned')} />}
    </span>
  )
}

function Pin({ says }: { says: string }) {
  return (
    <svg className="pin" viewBox="0 0 16 16" role="img" aria-label={says} data-testid="pin">
      <title>{says}</title>
      <path d="M9.5 1.5 14.5 6.5 12 7.5 9.5 10 9 13.5 2.5 7 6 6.5 8.5 4ZM5.7 10.3 2 14" />
    </svg>
  )
}
