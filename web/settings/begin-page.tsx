import {
  Button,
  Checkbox,
  Fieldset,
  NativeSelect,
  PasswordInput,
  Stack,
  TextInput,
} from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { OfficeOffer } from '../api/shapes.ts'
import { readTimes } from '../data/window-form.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { Restarting } from './restarting.tsx'

/** Bắt đầu dùng thật: a clean office beside the sample, or the units and windows of a clean one. */
export function BeginPage() {
  const { t } = useTranslation()
  const { office } = useSigned()
  const open = office.sample || !office.furnished
  const offer = useQuery({
    queryKey: ['offer'],
    queryFn: () => answer(api.GET('/api/v1/office/offer')),
    enabled: open,
  })
  return (
    <div className="begin" data-testid="screen-begin">
      <Link to="/cai-dat" search={{ part: 'office' }} className="back-link">
        ‹ {t('settings.title')}
      </Link>
      <h1>{t('begin.title')}</h1>
      <p>{t(office.sample ? 'begin.says' : open ? 'begin.fresh' : 'begin.notSample')}</p>
      <ProblemNote error={offer.error} again={() => void offer.refetch()} />
      {open && offer.isPending && <Waiting />}
      {open && offer.data && <BeginForm offer={offer.data} fromSample={office.sample} />}
    </div>
  )
}

type Unit = OfficeOffer['units'][number]

function BeginForm({ offer, fromSample }: { offer: OfficeOffer; fromSample: boolean }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState(offer.name)
  const [windows, setWindows] = useState(offer.windows.join(', '))
  const [units, setUnits] = useState<readonly (Unit & { kept: boolean })[]>(
    offer.units.map((unit) => ({ ...unit, kept: true })),
  )
  const [adminName, setAdminName] = useState('')
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [sure, setSure] = useState(false)
  const times = readTimes(windows)
  const begin = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/office', {
          body: {
            name,
            administrator: fromSample ? { username, name: adminName, password } : null,
            units: units.flatMap(({ kept, ...unit }) => (kept ? [unit] : [])),
            windows: times ?? [],
          },
        }),
      ),
    onSuccess: async ({ restarting }) => {
      if (restarting) return
      await queries.invalidateQueries()
      await navigate({ to: '/' })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (times) begin.mutate()
  }
  const change = (code: string, news: Partial<Unit & { kept: boolean }>) =>
    setUnits(units.map((unit) => (unit.code === code ? { ...unit, ...news } : unit)))
  if (begin.data?.restarting) return <Restarting />
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('begin.officeName')}
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('begin.windows')}
          description={t('begin.windowsSays')}
          error={times ? null : t('begin.windowsWrong')}
          value={windows}
          onChange={(event) => setWindows(event.currentTarget.value)}
        />
        <Fieldset legend={t('begin.units')}>
          <p className="note">{t('begin.unitsSays')}</p>
          <ul className="offered">
            {units.map((unit) => (
              <li key={unit.code}>
                <Checkbox
                  label={unit.name}
                  checked={unit.kept}
                  onChange={(event) => change(unit.code, { kept: event.currentTarget.checked })}
                />
                <span className="note tabular">
                  {t('begin.code')} {unit.code}
                </span>
                <NativeSelect
                  aria-label={`${t('stations.technology')}, ${unit.name}`}
                  value={unit.technology}
                  onChange={(event) =>
                    change(unit.code, {
                      technology: event.currentTarget.value as Unit['technology'],
                    })
                  }
                  data={(['ip', 'fm', 'wired'] as const).map((value) => ({
                    value,
                    label: t(`technology.${value}`),
                  }))}
                />
              </li>
            ))}
          </ul>
        </Fieldset>
        {fromSample && (
          <Fieldset legend={t('begin.admin')}>
            <Stack>
              <TextInput
                label={t('settings.personName')}
                required
                value={adminName}
                onChange={(event) => setAdminName(event.currentTarget.value)}
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
                label={t('signIn.password')}
                description={t('password.rule')}
                required
                minLength={10}
                autoComplete="new-password"
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
              />
            </Stack>
          </Fieldset>
        )}
        <Checkbox
          label={t('begin.confirm')}
          checked={sure}
          onChange={(event) => setSure(event.currentTarget.checked)}
        />
        <ProblemNote error={begin.error} />
        <Button type="submit" disabled={!sure || !times} loading={begin.isPending}>
          {t('begin.submit')}
        </Button>
      </Stack>
    </form>
  )
}
