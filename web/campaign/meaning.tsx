import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { campaignCheckQuery, planQuery } from '../api/queries.ts'
import type { CampaignDetail } from '../api/shapes.ts'
import { bodyOf, faultsOf, orderOf } from '../data/campaign-draft.ts'
import { type CampaignNeed, needOf } from '../data/campaign-need.ts'
import { useNow, useSigned } from '../part/office.ts'
import { useSaid } from '../part/said.ts'
import { useSpan } from '../part/spans.ts'
import { daysAfter, localDateOf } from '../text/format.ts'
import { useDraft } from './draft-context.ts'
import { useOrderWords } from './order-words.ts'

/** The server is asked what it thinks once typing has paused for this long. */
const PAUSE_MS = 500

/** What the figures mean, said while they are typed: how much time they need, and whether it is there. */
export function Meaning({ campaign }: { campaign: CampaignDetail | null }) {
  const { t } = useTranslation()
  const { office } = useSigned()
  const { draft } = useDraft()
  const orderWords = useOrderWords()
  const today = localDateOf(useNow(60_000), office.zone)
  // Today's windows may be half over.
  const plan = useQuery(planQuery(office.station, daysAfter(today, 1)))
  const lengths = (campaign?.versions ?? []).flatMap(({ state, lengthMs }) =>
    state === 'approved' && lengthMs !== null ? [lengthMs] : [],
  )
  const order = orderOf(draft)
  const isDistricts = draft.airedBy === null || draft.airedBy.includes(office.station)
  const need = plan.data && isDistricts ? needOf(order.floor, lengths, plan.data) : null
  return (
    <section className="meaning" aria-live="polite" data-testid="meaning">
      <h2 className="part-title">{t('draft.means')}</h2>
      <p>
        {orderWords(order)} {need && <Room need={need} floor={order.floor} />}
      </p>
      <Checked campaign={campaign} />
    </section>
  )
}

function Room({ need, floor }: { need: CampaignNeed; floor: number }) {
  const { t } = useTranslation()
  const span = useSpan()
  if (need.windows === 0) return <>{t('draft.noWindows')}</>
  const own = { windows: need.windows, own: span(need.ownMs) }
  return (
    <>
      {need.needMs === null || floor === 0
        ? t('draft.room', own)
        : t('draft.need', { ...own, need: span(need.needMs) })}
    </>
  )
}

/** What the server says of the campaign as it is typed: what is wrong, and what does not fit. */
function Checked({ campaign }: { campaign: CampaignDetail | null }) {
  const said = useSaid()
  const { zone } = useSigned().office
  const { draft } = useDraft()
  const [settled] = useDebouncedValue(draft, PAUSE_MS)
  const whole = Object.keys(faultsOf(settled, zone)).length === 0
  const check = useQuery({
    ...campaignCheckQuery({ ...bodyOf(settled, zone), campaign: campaign?.id ?? null }),
    enabled: whole,
  })
  if (!whole) return null
  return check.data?.said.map((one) => (
    <p
      key={`${one.code} ${one.vi}`}
      className={one.severity === 'refusal' ? 'refusal' : 'warned'}
      data-testid="checked"
      data-code={one.code}
    >
      {said(one)}
    </p>
  ))
}
