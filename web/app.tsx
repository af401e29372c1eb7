import { useQuery, useQueryClient } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { officeQuery, sessionQuery } from './api/queries.ts'
import { mustBegin } from './data/access.ts'
import { useDeps } from './deps.ts'
import { followChanges } from './live.ts'
import { SignedContext, useSigned } from './part/office.ts'
import { ProblemNote } from './part/problem-note.tsx'
import { Waiting } from './part/waiting.tsx'
import { router } from './router.tsx'
import { SignIn } from './sign-in/sign-in.tsx'

/** Which office, who: then the screens. */
export function App() {
  const { t } = useTranslation()
  const { clock } = useDeps()
  const office = useQuery(officeQuery(clock))
  const session = useQuery(sessionQuery)
  const sample = office.data?.office.sample ?? false
  useEffect(() => {
    document.title = sample ? `${t('name')} · ${t('sample')}` : t('name')
  }, [sample, t])
  useReloadOnAnother(office.data?.office.rootFingerprint)
  const failed = office.data ? session.error : office.error
  if (failed && (!office.data || session.data === undefined))
    return (
      <main className="alone">
        <ProblemNote
          error={failed}
          again={() => {
            void office.refetch()
            void session.refetch()
          }}
        />
      </main>
    )
  if (!office.data || session.data === undefined)
    return (
      <main className="alone">
        <Waiting />
      </main>
    )
  if (!session.data) return <SignIn office={office.data.office} />
  return (
    <SignedContext value={{ ...office.data, session: session.data }}>
      <Changes />
      <RouterProvider router={router} />
      <Beginning />
    </SignedContext>
  )
}

/** When another office answers at this address, nothing on screen holds any more: all begins anew. */
function useReloadOnAnother(fingerprint: string | undefined) {
  const first = useRef(fingerprint)
  useEffect(() => {
    first.current ??= fingerprint
    if (first.current !== fingerprint) window.location.assign('/')
  }, [fingerprint])
}

/** Leads the administrator of an office without units and windows to where they are chosen. */
function Beginning() {
  const { office, session } = useSigned()
  const must = mustBegin(office, session)
  useEffect(() => {
    if (must) void router.navigate({ to: '/cai-dat/dung-that', replace: true })
  }, [must])
  return null
}

/** While somebody is signed in, what changed is fetched anew. */
function Changes() {
  const { clock, openChanges } = useDeps()
  const queries = useQueryClient()
  useEffect(
    () =>
      followChanges(openChanges(), clock, (keys) => {
        if (!keys) void queries.invalidateQueries()
        for (const key of keys ?? []) void queries.invalidateQueries({ queryKey: [key] })
      }),
    [clock, openChanges, queries],
  )
  return null
}
