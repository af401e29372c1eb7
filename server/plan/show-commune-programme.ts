import type { z } from 'zod'
import { samplesToMs } from '../../playout/contract/time.ts'
import { type CommuneProgramme, inPriorityOrder } from './commune-programme.ts'
import type { CommuneProgrammeView } from './commune-view.ts'
import { segmentOf } from './window.ts'

const DAY_MS = 86_400_000

export function showCommuneProgramme(
  programme: CommuneProgramme,
  mayDecide: boolean,
): z.output<typeof CommuneProgrammeView> {
  const { station, windows, offered, order, next, campaignNames, staffNames } = programme
  const person = (id: string) => ({ id, name: staffNames.get(id) ?? id })
  return {
    ...{ station: station.id, name: station.name, technology: station.technology },
    hasPlaylist: station.technology === 'ip',
    mayDecide: mayDecide && station.technology === 'ip',
    languageMix: station.languageMix && Object.fromEntries(station.languageMix),
    windows: windows.map((window) => {
      const { offsetMs, lengthMs } = segmentOf(window, 'commune') ?? { offsetMs: 0, lengthMs: 0 }
      const { id, name, startsAt, validFrom } = window
      return { id, name, startsAt: timeAfter(startsAt, offsetMs), lengthMs, validFrom }
    }),
    offered: offered.map(({ campaign, versions, pick, ...one }) => ({
      ...one,
      campaign:
        campaign === null ? null : { id: campaign, name: campaignNames.get(campaign) ?? '' },
      versions: versions.map(({ version, language, samples, validFrom, validTo }) => ({
        ...{ id: version, language, lengthMs: samplesToMs(samples), validFrom, validTo },
      })),
      pick: pick && {
        ...{ id: pick.id, by: person(pick.by), at: pick.at },
        windows: pick.windows && [...pick.windows],
      },
      next: next.get(one.bulletin) ?? null,
    })),
    order: {
      bulletins: inPriorityOrder(offered, order?.bulletins ?? [], next).map(
        ({ bulletin, title }) => ({ id: bulletin, name: title }),
      ),
      by: order && person(order.by),
      at: order?.at ?? null,
    },
  }
}

/** Wall time so many ms after another, `05:00:00`. */
function timeAfter(time: string, ms: number): string {
  const at = (Date.parse(`1970-01-01T${time}Z`) + ms) % DAY_MS
  return new Date(at).toISOString().slice(11, 19)
}
