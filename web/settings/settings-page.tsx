import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { hasRole } from '../data/access.ts'
import { useSigned } from '../part/office.ts'
import { Groups } from './groups.tsx'
import { Limits } from './limits.tsx'
import { LiveSources } from './live-sources.tsx'
import { People } from './people.tsx'
import { QuietHours } from './quiet-hours.tsx'
import { SoundKeeping } from './sound-keeping.tsx'
import { SpecialDays } from './special-days.tsx'
import { Windows } from './windows.tsx'

const parts = ['people', 'windows', 'groups', 'days', 'live', 'limits', 'office'] as const

/** Cài đặt: people, windows and what they rest on, the office itself. */
export function SettingsPage() {
  const { t } = useTranslation()
  const { session } = useSigned()
  const { part } = useSearch({ from: '/cai-dat' })
  const shown = parts.find((one) => one === part) ?? 'people'
  return (
    <div data-testid="screen-settings">
      <div className="page-head">
        <h1>{t('settings.title')}</h1>
      </div>
      <nav className="tabs" aria-label={t('settings.title')}>
        {parts.map((one) => (
          <Link
            key={one}
            to="/cai-dat"
            search={{ part: one }}
            data-active={one === shown || undefined}
            aria-current={one === shown ? 'true' : undefined}
            activeProps={{}}
          >
            {one === 'people' || one === 'windows' || one === 'office'
              ? t(`settings.${one}`)
              : t(`airtime.tabs.${one}`)}
          </Link>
        ))}
      </nav>
      {shown === 'people' &&
        (hasRole(session, 'administrator') ? <People /> : <p>{t('settings.peopleForAdmin')}</p>)}
      {shown === 'windows' && <Windows />}
      {shown === 'groups' && <Groups />}
      {shown === 'days' && <SpecialDays />}
      {shown === 'live' && <LiveSources />}
      {shown === 'limits' && <Limits />}
      {shown === 'office' && <OfficeFacts />}
    </div>
  )
}

function OfficeFacts() {
  const { t } = useTranslation()
  const { office, session } = useSigned()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <section className="office-facts">
      <dl>
        <dt>{t('settings.office')}</dt>
        <dd>
          {office.name} · {office.district}
        </dd>
        <dt>{t('settings.fingerprint')}</dt>
        <dd>
          <code className="mono">{office.rootFingerprint}</code>
          <p className="note">{t('settings.fingerprintSays')}</p>
        </dd>
        <dt>{t('quiet.title')}</dt>
        <dd>
          <QuietHours />
        </dd>
        <dt>{t('hearing.sound.keep')}</dt>
        <dd>
          <SoundKeeping />
        </dd>
        <dt>{t('settings.zone')}</dt>
        <dd>{office.zone}</dd>
        <dt>{t('settings.version')}</dt>
        <dd className="tabular">{office.version}</dd>
        <dt>{t('settings.appearance')}</dt>
        <dd>
          <SegmentedControl
            aria-label={t('settings.appearance')}
            value={colorScheme}
            onChange={(value) => setColorScheme(value as typeof colorScheme)}
            data={(['light', 'dark', 'auto'] as const).map((value) => ({
              value,
              label: t(`settings.${value}`),
            }))}
          />
        </dd>
      </dl>
      {hasRole(session, 'administrator') && (office.sample || !office.furnished) && (
        <p>
          <Link to="/cai-dat/dung-that" className="button-link" data-testid="begin-link">
            {t('settings.begin')}
          </Link>
        </p>
      )}
    </section>
  )
}
