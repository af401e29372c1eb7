import { Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { sessionQuery } from '../api/queries.ts'
import { hasRole } from '../data/access.ts'
import { useDeps } from '../deps.ts'
import { useSigned } from '../part/office.ts'
import { PasswordDialog } from '../sign-in/password-dialog.tsx'
import { places } from './places.ts'

/** Who is signed in; language, password, and on phones the places that the bottom bar leaves out. */
export function AccountMenu() {
  const { t, i18n } = useTranslation()
  const { session } = useSigned()
  const { memory } = useDeps()
  const queries = useQueryClient()
  const [changing, { open, close }] = useDisclosure(false)

  const signOut = async () => {
    await api.DELETE('/api/v1/session').catch(() => undefined)
    // First who, so that nothing on the screens that go away is asked for once more.
    queries.setQueryData(sessionQuery.queryKey, null)
    queries.removeQueries({
      predicate: ({ queryKey }) => queryKey[0] !== 'office' && queryKey[0] !== 'session',
    })
  }
  const switchLanguage = () => {
    const language = i18n.language === 'vi' ? 'en' : 'vi'
    memory.setItem('tiep-am.language', language)
    void i18n.changeLanguage(language)
  }
  const initials = session.staff.name
    .split(/\s+/)
    .slice(-2)
    .map((word) => word[0])
    .join('')

  return (
    <div className="strip-account">
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button variant="default" radius="xl" px="sm" data-testid="account">
            <span aria-hidden="true">{initials.toUpperCase()}</span>
            <span className="unseen">{t('signIn.account', { name: session.staff.name })}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{session.staff.name}</Menu.Label>
          {places
            .filter((place) => !place.bottom)
            .map((place) => (
              <Menu.Item key={place.to} component={Link} to={place.to} className="phone-only">
                {t(`go.${place.name}`)}
              </Menu.Item>
            ))}
          {hasRole(session, 'duty') && (
            <Menu.Item component="a" href="/truc">
              {t('go.duty')}
            </Menu.Item>
          )}
          <Menu.Item onClick={switchLanguage} lang={i18n.language === 'vi' ? 'en' : 'vi'}>
            {i18n.language === 'vi' ? t('english') : t('vietnamese')}
          </Menu.Item>
          <Menu.Item onClick={open}>{t('password.change')}</Menu.Item>
          <Menu.Item onClick={signOut}>{t('signIn.out')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <PasswordDialog opened={changing} onClose={close} />
    </div>
  )
}
