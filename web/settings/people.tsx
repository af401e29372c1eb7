import { Button, Modal, NativeSelect, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import { staffQuery, unitsQuery } from '../api/queries.ts'
import type { Role } from '../api/shapes.ts'
import { Empty } from '../part/empty.tsx'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'

const roles: readonly Role[] = [
  'editor',
  'reviewer',
  'approver',
  'duty',
  'supervisor',
  'administrator',
]

type Language = 'vi' | 'km' | 'en'
/** What reviewers are mostly asked to check comes first. */
const languages: readonly Language[] = ['km', 'en', 'vi']

/** Who may do what, where. */
export function People() {
  const { t } = useTranslation()
  const staff = useQuery(staffQuery)
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <section aria-label={t('settings.people')}>
      <Button onClick={open} mb="md" data-testid="person-add">
        {t('settings.addPerson')}
      </Button>
      <ProblemNote error={staff.error} again={() => void staff.refetch()} />
      {staff.isPending && <Waiting />}
      {staff.data?.length === 0 && <Empty says={t('settings.peopleEmpty')} />}
      <ul className="people">
        {staff.data?.map((person) => (
          <li key={person.id}>
            <b>{person.name}</b> <span className="note">{person.username}</span>
            {person.disabled && <span className="chip">{t('settings.disabled')}</span>}
            <div>
              {person.roles.map((held) => (
                <span key={`${held.role} ${held.unit}`} className="chip">
                  {t(`role.${held.role}`)}
                  {held.languages.map((one) => ` · ${t(`lang.${one}`)}`)} · {held.unitName}
                </span>
              ))}
            </div>
          </li>
        ))}
      </ul>
      <Modal
        opened={opened}
        onClose={close}
        title={t('settings.addPerson')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <PersonForm onDone={close} />
      </Modal>
    </section>
  )
}

function PersonForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const units = useQuery(unitsQuery)
  const [name, setName] = useState('')
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [role, setRole] = useState<Role>('editor')
  const [language, setLanguage] = useState<Language>('km')
  const [chosen, setUnit] = useState('')
  const unit = chosen || (units.data?.find((one) => one.parent === null)?.id ?? '')
  const add = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/staff', {
          body: {
            ...{ name, username, password },
            roles: [{ role, unit, languages: role === 'reviewer' ? [language] : [] }],
          },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['staff'] })
      onDone()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('settings.personName')}
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <TextInput
          label={t('settings.username')}
          description={t('settings.usernameRule')}
          required
          autoCapitalize="none"
          pattern="[a-z0-9][a-z0-9._\-]{1,39}"
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('settings.firstPassword')}
          description={t('password.rule')}
          required
          minLength={10}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('settings.role')}
          value={role}
          onChange={(event) => setRole(event.currentTarget.value as Role)}
          data={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
        />
        {role === 'reviewer' && (
          <NativeSelect
            label={t('settings.reviews')}
            value={language}
            onChange={(event) => setLanguage(event.currentTarget.value as Language)}
            data={languages.map((value) => ({ value, label: t(`lang.${value}`) }))}
          />
        )}
        <NativeSelect
          label={t('settings.unit')}
          value={unit}
          onChange={(event) => setUnit(event.currentTarget.value)}
          data={(units.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
        />
        <ProblemNote error={add.error ?? units.error} />
        <Button type="submit" loading={add.isPending}>
          {t('settings.addPerson')}
        </Button>
      </Stack>
    </form>
  )
}
