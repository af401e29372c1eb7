import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { planComingDays } from '../../../server/plan/plan-job.ts'
import { startReplanning } from '../../../server/replan.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addApproved, addProgramme, districtWindow } from '../../support/programme.ts'

const TUESDAY = '2024-08-13'

type Act = (centre: Centre) => Promise<unknown>

const order = (floor: number): Act => {
  const change = { floor, extendedUntil: floor === 0 ? null : '2024-08-12' }
  return (centre) => centre.as('lan').patch('/campaigns/tat-song-2g', change)
}
const approve: Act = async ({ deps }) => {
  await addApproved(deps.db, 'd', 60)
  deps.live.tell({ topic: 'bulletin', bulletin: 'd' })
}
const recall: Act = (centre) =>
  centre.as('minh').post('/bulletins/a/versions/1/recall', { reason: 'sai ngày' })
const open: Act = (centre) => centre.as('an').post('/windows', districtWindow('11:00:00'))
const edit: Act = async (centre) => {
  const plan = await centre.as('lan').get(`/plan?station=district&date=${TUESDAY}`)
  const item = plan.json().blocks[0].items[1].id as string
  const changes = [{ kind: 'remove', item }]
  const seen = await centre.as('lan').post('/plan/changes/preview', { changes, resolve: null })
  const { revision } = seen.json<{ revision: string }>()
  return centre.as('lan').post('/plan/changes', { changes, resolve: null, revision })
}

describe('a version of a playlist', () => {
  let centre: Centre
  let stop: () => void

  beforeEach(async () => {
    centre = await startCentre()
    await addProgramme(centre.deps.db)
    await centre.as('an').post('/windows', districtWindow('17:00:00'))
    await planComingDays(centre.deps, centre.clock.now())
    stop = startReplanning(centre.deps)
  })
  afterEach(() => {
    stop()
    return centre.stop()
  })

  /** Of Tuesday's newest version, once there is a second one. */
  async function newest(): Promise<Readonly<{ cause: string; staff: string | null }>> {
    for (let turn = 0; turn < 500; turn++) {
      const reply = await centre.as('lan').get(`/plan/versions?station=district&date=${TUESDAY}`)
      const [version, before] = reply.json<{ cause: string; staff: string | null }[]>()
      if (version && before) return { cause: version.cause, staff: version.staff }
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    throw new Error('no second version')
  }

  it.for<readonly [string, string, readonly Act[]]>([
    ['window', 'a window that was laid down', [open]],
    ['campaign', 'a campaign that was changed', [order(1)]],
    ['plan', 'a bulletin that was approved', [approve]],
    ['recall', 'a recall', [recall]],
    ['plan', 'a window and a campaign at once', [open, order(1)]],
    ['recall', 'a recall among others', [open, recall]],
  ])('says %s after %s', async ([cause, , acts]) => {
    for (const act of acts) await act(centre)
    await centre.wait(200)
    expect(await newest()).toEqual({ cause, staff: null })
  })

  it('says edit after a change by hand, and by whom', async () => {
    await edit(centre)
    expect(await newest()).toEqual({ cause: 'edit', staff: 'lan' })
  })

  it.for(['make-good', 'day', 'emergency'] as const)(
    'says %s when it was planned for that',
    async (cause) => {
      await addApproved(centre.deps.db, 'd', 60)
      await planComingDays(centre.deps, centre.clock.now(), cause)
      expect(await newest()).toEqual({ cause, staff: null })
    },
  )
})
