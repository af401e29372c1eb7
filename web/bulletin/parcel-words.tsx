import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { sentenceOf } from '../api/problem.ts'
import { AnotherFile } from '../api/upload.ts'
import type { Parcel } from '../part/uploads.tsx'

/** What there is to say of a parcel: why it was refused, what was noticed, where it is used. */
export function ParcelWords({ parcel }: { parcel: Parcel }) {
  const { t, i18n } = useTranslation()
  const english = i18n.language === 'en'
  const { error, line, upload } = parcel
  const refusal = upload?.refusal
  if (error || refusal)
    return (
      <p role="alert" className="refusal" data-testid="refusal">
        {error instanceof AnotherFile
          ? t('upload.anotherFile', { name: upload?.fileName ?? parcel.name })
          : refusal
            ? english
              ? refusal.en
              : refusal.vi
            : sentenceOf(error, i18n.language)}
      </p>
    )
  if (line === 'half') return <p className="note">{t('upload.halfSays')}</p>
  return (
    <>
      {upload?.warnings.map((warning) => (
        <p key={warning.code} className="note" data-testid="warning" data-code={warning.code}>
          {english ? warning.en : warning.vi}
        </p>
      ))}
      {upload && upload.usedBy.length > 0 && (
        <p className="note" data-testid="used-by">
          {t('upload.usedBy')}{' '}
          {upload.usedBy.map(({ bulletin, title }, place) => (
            <span key={bulletin}>
              {place > 0 && ', '}
              <Link to="/ban-tin/$bulletin" params={{ bulletin }}>
                {title}
              </Link>
            </span>
          ))}
        </p>
      )}
    </>
  )
}
