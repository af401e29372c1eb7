import type { z } from 'zod'
import { changeCampaign, orderCampaign } from '../campaign/campaign-change-store.ts'
import type { Db } from '../deps.ts'
import { changeLanguageMix } from '../station/language-mix-store.ts'
import { withdrawnTo } from './calendar-day.ts'
import { addCalendarDay, findCalendarDay, withdrawCalendarDay } from './calendar-day-store.ts'
import { type Deciding, dropPicked, orderPriorities, pickBulletin } from './commune-change-store.ts'
import { changeGroup, districtToday, getGroup, removeUnusedGroup } from './group-change-store.ts'
import { changeLiveSource, removeUnusedLiveSource } from './live-source-change-store.ts'
import type { Rehearsal } from './rehearsal-view.ts'
import { settingProblem } from './setting-errors.ts'
import { saveQuietHours } from './setting-store.ts'
import { changeLimits } from './station-limit-store.ts'
import {
  checkChange,
  checkExceptions,
  endedBefore,
  exceptionsOf,
  nameAfter,
  successorsOf,
  withExceptions,
} from './window-change.ts'
import { windowProblem } from './window-errors.ts'
import { checkFit } from './window-fit-store.ts'
import { laidWith, loadTogether } from './window-laid-store.ts'
import { rewriteDates, saveWindows } from './window-store.ts'
import { takeOverHands } from './window-take-over-store.ts'
import { readWindow } from './window-view.ts'

/**
 * Does what somebody wants to see the outcome of, by the same means as the route that really does it.
 * @throws Problem as that route would
 */
export async function actOut(
  tx: Db,
  wanted: z.output<typeof Rehearsal>,
  deciding: Deciding,
): Promise<void> {
  const { visitor, now, newId } = deciding
  switch (wanted.what) {
    case 'window': {
      const { window, instead } = wanted
      const own = readWindow(newId(), window, window)
      if (instead !== null) {
        const { old, earliest } = await loadTogether(tx, instead, now)
        const checked = checkChange(old[0], own.validFrom, earliest)
        if (!checked.ok) throw windowProblem(checked.reason, checked.params)
        const named = { ...own, name: nameAfter(old[0], window) }
        const laid = await laidWith(tx, named, window, newId)
        await rewriteDates(
          tx,
          old.map((one) => endedBefore(one, own.validFrom)),
        )
        await checkFit(tx, laid)
        await saveWindows(tx, laid)
        await takeOverHands(tx, successorsOf(old, laid), own.validFrom)
        return
      }
      const laid = await laidWith(tx, own, window, newId)
      await checkFit(tx, laid)
      return saveWindows(tx, laid)
    }
    case 'window-end': {
      const { old, earliest } = await loadTogether(tx, wanted.window, now)
      const checked = checkChange(old[0], wanted.before, earliest)
      if (!checked.ok) throw windowProblem(checked.reason, checked.params)
      return rewriteDates(
        tx,
        old.map((one) => endedBefore(one, wanted.before)),
      )
    }
    case 'window-exceptions': {
      const { old, earliest } = await loadTogether(tx, wanted.window, now)
      const before = exceptionsOf(old[0])
      const dates = { except: wanted.exceptDates, also: wanted.alsoDates }
      const checked = checkExceptions(before, dates, earliest)
      if (!checked.ok) throw windowProblem(checked.reason, checked.params)
      const news = old.map((one) => withExceptions(one, before, dates))
      await checkFit(tx, news, new Set(old.map(({ id }) => id)))
      return rewriteDates(tx, news)
    }
    case 'calendar-day': {
      const { what: _, ...day } = wanted
      return addCalendarDay(tx, { ...day, id: newId() }, visitor.id, now)
    }
    case 'calendar-day-withdrawn': {
      const day = await findCalendarDay(tx, wanted.day)
      if (!day) throw settingProblem('calendar-day-unknown')
      const left = withdrawnTo(day, await districtToday(tx, now))
      if (!left.ok) throw settingProblem(left.reason, left.params)
      return withdrawCalendarDay(tx, day.id, left.value, now)
    }
    case 'quiet-hours':
      return saveQuietHours(tx, wanted.quietHours)
    case 'group': {
      const { group, ...others } = wanted
      await changeGroup(tx, await getGroup(tx, group), others, now)
      return
    }
    case 'group-removed':
      return removeUnusedGroup(tx, await getGroup(tx, wanted.group), now)
    case 'live-source': {
      const { what: _, live, ...source } = wanted
      await changeLiveSource(tx, live, source, now)
      return
    }
    case 'live-source-removed':
      await removeUnusedLiveSource(tx, wanted.live, now)
      return
    case 'limits':
      return changeLimits(tx, wanted.station, wanted, now)
    case 'language-mix':
      await changeLanguageMix(tx, wanted.station, wanted.languageMix)
      return
    case 'campaign':
      await orderCampaign(tx, { newId }, wanted.order, now)
      return
    case 'campaign-edit':
      await changeCampaign(tx, { newId }, wanted.campaign, wanted.edit, now)
      return
    case 'commune-pick':
      return pickBulletin(tx, wanted, deciding)
    case 'commune-pick-dropped':
      await dropPicked(tx, wanted.pick, deciding)
      return
    case 'commune-order':
      return orderPriorities(tx, wanted, deciding)
  }
}
