import { Anchor, Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import { sessionQuery } from '../api/queries.ts'
import type { Office } from '../api/shapes.ts'
import { useDeps } from '../deps.ts'
import { SampleRibbon } from '../frame/sample-ribbon.tsx'
import { ProblemNote } from '../part/problem-note.tsx'

/** The only screen of somebody who is not signed in; the address waits behind it. */
export function SignIn({ office }: { office: Office }) {
  const { t, i18n } = useTranslation()
  const { memory } = useDeps()
  const queries = useQueryClient()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const passwordField = useRef<HTMLInputElement>(null)
  const signIn = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/session', { body: { username, password } })),
    onSuccess: (session) => {
      if (!memory.getItem('tiep-am.language')) void i18n.changeLanguage(session.staff.language)
      queries.setQueryData(sessionQuery.queryKey, session)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    signIn.mutate()
  }
  const fill = (name: string) => {
    setUsername(name)
    passwordField.current?.focus()
  }
  const switchLanguage = () => {
    const language = i18n.language === 'vi' ? 'en' : 'vi'
    memory.setItem('tiep-am.language', language)
    void i18n.changeLanguage(language)
  }
  return (
    <div className="sign-in">
      <SampleRibbon sample={office.sample} />
      <main>
        <div className="sign-in-name">
          <img src="/favicon.svg" alt="" width={48} height={48} />
          <div>
            <Title order={1} size="h2">
              {t('name')}
            </Title>
            <Text>{office.name}</Text>
          </div>
          <Button
            variant="subtle"
            onClick={switchLanguage}
            lang={i18n.language === 'vi' ? 'en' : 'vi'}
          >
            {i18n.language === 'vi' ? t('english') : t('vietnamese')}
          </Button>
        </div>
        <Paper withBorder p="lg">
          <form onSubmit={submit}>
            <Stack>
              <TextInput
                label={t('signIn.username')}
                autoComplete="username"
                autoCapitalize="none"
                required
                value={username}
                onChange={(event) => setUsername(event.currentTarget.value)}
              />
              <PasswordInput
                ref={passwordField}
                label={t('signIn.password')}
                autoComplete="current-password"
                required
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
                visibilityToggleButtonProps={{ 'aria-hidden': true }}
              />
              <ProblemNote error={signIn.error} />
              <Button type="submit" size="md" loading={signIn.isPending}>
                {t('signIn.submit')}
              </Button>
            </Stack>
          </form>
        </Paper>
        {office.samplePersons.length > 0 && (
          <section className="sample-persons" aria-label={t('signIn.samplePersons')}>
            <Text fw={600}>{t('signIn.samplePersons')}</Text>
            <div className="sample-person-list">
              {office.samplePersons.map((person) => (
                <button
                  key={person.username}
                  type="button"
                  onClick={() => fill(person.username)}
                  data-testid={`sample-${person.username}`}
                >
                  <b>{person.name}</b>
                  <span>{person.says}</span>
                </button>
              ))}
            </div>
            <Text size="sm" mt="xs">
              {t('signIn.samplePassword')}
            </Text>
          </section>
        )}
        <Anchor href="/truc">{t('signIn.duty')}</Anchor>
      </main>
    </div>
  )
}
