import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { visitorOf } from '../access.ts'
import type { Deps } from '../deps.ts'
import { findSetting } from '../settings.ts'
import { findSurroundings, listBulletins } from './bulletin-store.ts'
import { BulletinList, LibraryQuestion } from './bulletin-view.ts'
import { countStates, isIn, narrowed, rememberFolded, thinned } from './library.ts'
import { showBulletins } from './show-bulletin.ts'

/** Pairs of a waveform that a list carries. */
const THUMBNAIL_PAIRS = 60

/** The library: bulletins searched and narrowed, with how many stand in each state. */
export const libraryRoutes: FastifyPluginAsyncZod<Deps> = async (api, { db, clock }) => {
  const fold = rememberFolded()

  api.get(
    '/bulletins',
    {
      config: { access: 'signed-in' },
      schema: {
        summary: 'Bulletins, newest first; waveforms are thumbnails',
        querystring: LibraryQuestion,
        response: { 200: BulletinList },
      },
    },
    async (request) => {
      const { state, limit, campaign, mine, ...filter } = request.query
      const { language } = filter
      const visitor = visitorOf(request)
      const listed = await listBulletins(db, { campaign })
      const own = mine
        ? listed.filter(({ unit }) => visitor.may(['editor', 'reviewer', 'approver'], unit))
        : listed
      const all = narrowed(own, filter, fold)
      const now = clock.now()
      const found = state === undefined ? all : all.filter((one) => isIn(one, state, now, language))
      const page = limit === undefined ? found : found.slice(0, limit)
      const shown = showBulletins(
        page,
        await findSurroundings(db, page, visitor.id, now),
        visitor,
        now,
      )
      return {
        sample: (await findSetting(db, 'sample')) === 'true',
        total: found.length,
        states: countStates(all, now, language),
        bulletins: shown.map((bulletin) => ({
          ...bulletin,
          versions: bulletin.versions.map((version) => ({
            ...version,
            sound: version.sound && {
              ...version.sound,
              peaks: thinned(version.sound.peaks, THUMBNAIL_PAIRS),
            },
          })),
        })),
      }
    },
  )
}
