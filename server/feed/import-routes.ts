import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import type { Deps } from '../deps.ts'
import { occurrenceOn, segmentOf } from '../plan/window.ts'
import { listWindows } from '../plan/window-store.ts'
import { getStation, unitOfStation } from '../station/station-store.ts'
import { feedProblem } from './feed-errors.ts'
import { gatherListGround } from './import-store.ts'
import { ImportView, WantedImport } from './import-view.ts'
import { readM3u } from './m3u-read.ts'
import { matchList, titleOf } from './match-list.ts'
import { VERSION_URN } from './playlist-file.ts'
import { readXspf } from './xspf-read.ts'

/** As many as changes by hand may be at once. */
const MOST_PLACED = 200
const FILES_PER_MINUTE = 30

/** Lists of other programs: what they would place. Nothing is changed here. */
export const importRoutes: FastifyPluginAsyncZod<Deps> = async (api, { db, clock }) => {
  api.post(
    '/plan/import',
    {
      config: {
        access: {
          roles: ['editor', 'approver'],
          unit: (request: FastifyRequest) =>
            unitOfStation(db, (request.body as z.output<typeof WantedImport>).station),
        },
        rateLimit: { max: FILES_PER_MINUTE, timeWindow: 60_000 },
      },
      schema: {
        summary: 'What an M3U or XSPF file would place in a window, as changes to look at and make',
        body: WantedImport,
        response: { 200: ImportView },
      },
    },
    async ({ body }) => {
      const { date, text } = body
      const station = await getStation(db, body.station)
      if (station.role === 'commune' && station.technology !== 'ip')
        throw feedProblem('import-no-player', { station: station.name })
      const format: 'xspf' | 'm3u' = /^\s*</.test(text.replace(/^\ufeff/, '')) ? 'xspf' : 'm3u'
      const read = format === 'xspf' ? readXspf(text) : readM3u(text)
      if (!read.ok) throw feedProblem(read.reason, read.params)
      const { title, sounds } = read.value
      const windows = await listWindows(db, { station: station.id })
      const window = windows.find(({ id }) => id === body.window)
      if (!window || !occurrenceOn(window, date, station.zone))
        throw feedProblem('import-window', { date: date.split('-').reverse().join('/') })
      const named = sounds.flatMap(({ identifiers }) =>
        identifiers.flatMap((one) =>
          one.startsWith(VERSION_URN) ? [one.slice(VERSION_URN.length)] : [],
        ),
      )
      const ground = await gatherListGround(db, station, named, clock.now())
      const { placed, left } = matchList(sounds, ground)
      if (placed.length > MOST_PLACED) throw feedProblem('import-too-many', { most: MOST_PLACED })
      return {
        ...{ title, format, windowName: window.name },
        placed: placed.map(({ sound: { line }, version: { title, ...version }, by }) => ({
          ...{ line, title, version: version.version, bulletin: version.bulletin },
          ...{ language: version.language, lengthMs: version.lengthMs, by },
        })),
        left: left.map(({ sound, reason, params }) => {
          const { code, vi, en } = feedProblem(reason, params)
          return { line: sound.line, title: titleOf(sound), reason: { code, vi, en } }
        }),
        lengthMs: placed.reduce((sum, { version }) => sum + version.lengthMs, 0),
        roomMs: segmentOf(window, station.role)?.lengthMs ?? 0,
        // Where each fits, after what was placed before it.
        changes: placed.map(({ version: { version } }) => ({
          ...{ kind: 'place' as const, station: station.id, window: window.id, date },
          ...{ version, offsetSamples: null },
        })),
      }
    },
  )
}
