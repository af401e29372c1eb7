import '@fontsource-variable/inter/index.css'
// Khmer letters: a browser fetches the file only where a page has them.
import '@fontsource/noto-sans-khmer/400.css'
import '@mantine/core/styles.css'
import '@mantine/dropzone/styles.css'
import '@mantine/notifications/styles.css'
import './style/base.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { systemClock } from '../playout/contract/time.ts'
import { ProblemError } from './api/problem.ts'
import { sessionQuery } from './api/queries.ts'
import { App } from './app.tsx'
import { DepsContext, type WebDeps } from './deps.ts'
import { startTexts } from './text/text.ts'
import { theme } from './theme.ts'

const deps: WebDeps = {
  clock: systemClock,
  openChanges: () => new EventSource('/api/v1/live'),
  openLevels: (station) =>
    new EventSource(`/api/v1/stations/${encodeURIComponent(station)}/levels`),
  newId: () => crypto.randomUUID(),
  memory: window.localStorage,
}

/** A session that ran out shows the sign-in screen, wherever one is; of whichever office answers. */
const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (!(error instanceof ProblemError) || error.problem.status !== 401) return
      queries.setQueryData(sessionQuery.queryKey, null)
      void queries.invalidateQueries({ queryKey: ['office'] })
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) =>
        failures < 2 &&
        !(
          error instanceof ProblemError &&
          error.problem.status >= 400 &&
          error.problem.status < 500
        ),
    },
  },
})

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
startTexts(deps.memory.getItem('tiep-am.language') === 'en' ? 'en' : 'vi', document.documentElement)
createRoot(root).render(
  <DepsContext value={deps}>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <Notifications position="bottom-right" />
        <App />
      </QueryClientProvider>
    </MantineProvider>
  </DepsContext>,
)
