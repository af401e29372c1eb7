import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { OrderBanner } from '../orders/order-banner.tsx'
import { ListeningProvider, useListening } from '../part/listening.tsx'
import { useSigned } from '../part/office.ts'
import { UploadsProvider } from '../part/uploads.tsx'
import { RecallBanner } from '../recall/recall-banner.tsx'
import { PasswordDialog } from '../sign-in/password-dialog.tsx'
import { Rail } from './rail.tsx'
import { SampleRibbon } from './sample-ribbon.tsx'
import { Shortcuts } from './shortcuts.tsx'
import { TopStrip } from './top-strip.tsx'

/** What stands around every screen. */
export function Frame() {
  const { t } = useTranslation()
  const { office } = useSigned()
  return (
    <ListeningProvider>
      <UploadsProvider>
        <a className="skip" href="#content">
          {t('skip')}
        </a>
        <div className="frame">
          <SampleRibbon sample={office.sample} />
          <TopStrip />
          <Rail />
          <main id="content" tabIndex={-1}>
            <PasswordBanner />
            <OrderBanner />
            <RecallBanner />
            <Outlet />
          </main>
        </div>
        <Keyboard />
      </UploadsProvider>
    </ListeningProvider>
  )
}

function Keyboard() {
  const { toggle } = useListening()
  return <Shortcuts onListen={toggle} />
}

function PasswordBanner() {
  const { t } = useTranslation()
  const { session } = useSigned()
  const [opened, { open, close }] = useDisclosure(false)
  if (!session.staff.mustChangePassword) return null
  return (
    <div className="banner no-print" role="note">
      <span>{t('password.must')}</span>
      <Button size="sm" variant="default" onClick={open}>
        {t('password.change')}
      </Button>
      <PasswordDialog opened={opened} onClose={close} />
    </div>
  )
}
