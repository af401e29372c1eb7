import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
} from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { BulletinPage } from './bulletin/bulletin-page.tsx'
import { BulletinsPage } from './bulletin/bulletins-page.tsx'
import { SheetPage } from './bulletin/sheet-page.tsx'
import { CampaignPage } from './campaign/campaign-page.tsx'
import { CampaignsPage } from './campaign/campaigns-page.tsx'
import { EditCampaignPage, NewCampaignPage } from './campaign/draft-pages.tsx'
import { CommuneProgrammePage } from './commune-programme/commune-programme-page.tsx'
import { readFilter } from './data/airing-filter.ts'
import { readBulletinFilter } from './data/bulletin-list.ts'
import { texts } from './data/search-words.ts'
import { Frame } from './frame/frame.tsx'
import { RecordingPage } from './hearing/recording-page.tsx'
import { RecordingsPage } from './hearing/recordings-page.tsx'
import { LogPage } from './log/log-page.tsx'
import { OnAirPage } from './on-air/on-air-page.tsx'
import { OrdersPage } from './orders/orders-page.tsx'
import { PrintBookPage } from './paper/book-page.tsx'
import { PrintWeekPage } from './paper/week-page.tsx'
import { Empty } from './part/empty.tsx'
import { ProblemNote } from './part/problem-note.tsx'
import { RecallPage } from './recall/recall-page.tsx'
import { RecallsPage } from './recall/recalls-page.tsx'
import { RelayPage } from './relay/relay-page.tsx'
import { SchedulePage } from './schedule/schedule-page.tsx'
import { BeginPage } from './settings/begin-page.tsx'
import { SettingsPage } from './settings/settings-page.tsx'
import { StationsPage } from './stations/stations-page.tsx'

const root = createRootRoute({
  component: Frame,
  errorComponent: Fault,
  notFoundComponent: Nowhere,
})
const under = <Path extends string>(path: Path) => ({ getParentRoute: () => root, path }) as const

const routes = root.addChildren([
  createRoute({ ...under('/'), component: OnAirPage }),
  createRoute({
    ...under('/lich-phat'),
    component: SchedulePage,
    validateSearch: texts('station', 'group', 'date', 'week', 'campaign', 'as'),
  }),
  createRoute({
    ...under('/lich-phat/in-tuan'),
    component: PrintWeekPage,
    validateSearch: texts('station', 'from'),
  }),
  createRoute({
    ...under('/lich-phat/so'),
    component: PrintBookPage,
    validateSearch: texts('station', 'date', 'book'),
  }),
  createRoute({
    ...under('/ban-tin'),
    component: BulletinsPage,
    validateSearch: readBulletinFilter,
  }),
  createRoute({
    ...under('/ban-tin/$bulletin'),
    component: BulletinPage,
    validateSearch: texts('version', 'edit'),
  }),
  createRoute({ ...under('/ban-tin/$bulletin/phieu-duyet/$number'), component: SheetPage }),
  createRoute({ ...under('/dot-tuyen-truyen'), component: CampaignsPage }),
  createRoute({ ...under('/dot-tuyen-truyen/moi'), component: NewCampaignPage }),
  createRoute({ ...under('/dot-tuyen-truyen/$campaign'), component: CampaignPage }),
  createRoute({ ...under('/dot-tuyen-truyen/$campaign/sua'), component: EditCampaignPage }),
  createRoute({
    ...under('/chuong-trinh-xa'),
    component: CommuneProgrammePage,
    validateSearch: texts('station'),
  }),
  createRoute({ ...under('/nhat-ky'), component: LogPage, validateSearch: readFilter }),
  createRoute({ ...under('/tiep-am'), component: RelayPage, validateSearch: texts('date') }),
  createRoute({
    ...under('/ban-ghi'),
    component: RecordingsPage,
    validateSearch: texts('date', 'station', 'verdict'),
  }),
  createRoute({
    ...under('/ban-ghi/$recording'),
    component: RecordingPage,
    validateSearch: texts('find'),
  }),
  createRoute({ ...under('/thu-hoi'), component: RecallsPage }),
  createRoute({ ...under('/thu-hoi/$recall'), component: RecallPage }),
  createRoute({ ...under('/lenh-phat'), component: OrdersPage }),
  createRoute({ ...under('/dai-xa'), component: StationsPage }),
  createRoute({ ...under('/cai-dat'), component: SettingsPage, validateSearch: texts('part') }),
  createRoute({ ...under('/cai-dat/dung-that'), component: BeginPage }),
])

/** Addresses are read and written as plain words, so that anything may link to a screen. */
export const router = createRouter({
  routeTree: routes,
  // Each screen's own, so that a fault in one leaves the frame around it where it is.
  defaultErrorComponent: Fault,
  defaultPreload: false,
  scrollRestoration: true,
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const words = Object.entries(search).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, String(value)]],
    )
    return words.length > 0 ? `?${new URLSearchParams(words)}` : ''
  },
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

function Fault({ error, reset }: ErrorComponentProps) {
  return <ProblemNote error={error} again={reset} />
}

function Nowhere() {
  const { t } = useTranslation()
  return (
    <>
      <h1>{t('nowhere')}</h1>
      <Empty says={t('nowhereSays')} />
    </>
  )
}
