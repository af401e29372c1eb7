import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Manifest } from '../../../playout/contract/manifest.ts'
import { planAndPublish } from '../../../server/plan-and-publish.ts'
import { publishManifests } from '../../../server/publish/publish-job.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'

const HOUR_MS = 3_600_000

describe('a recall in the middle of a publication', () => {
  let centre: Centre

  beforeEach(async () => {
    centre = await startCentre()
    await addProgramme(centre.deps.db)
    await centre.as('an').post('/windows', districtWindow('09:00:00'))
    await planAndPublish(centre.deps, centre.clock.now())
  })
  afterEach(() => centre.stop())

  it('is not undone by what that publication had read before', async () => {
    const { deps } = centre
    await centre.wait(37 * HOUR_MS)
    let recalled: Promise<unknown> | null = null
    // The first signature of the slow publication is made when the recall is already out.
    const slow = {
      ...deps.keys.publish,
      sign: async (...asked: Parameters<typeof deps.keys.publish.sign>) => {
        recalled ??= centre
          .as('minh')
          .post('/bulletins/a/versions/1/recall', { reason: 'sai ngày' })
        await recalled
        return deps.keys.publish.sign(...asked)
      },
    }
    await publishManifests({ ...deps, keys: { ...deps.keys, publish: slow } }, centre.clock.now())
    for (const station of ['district', 'my-huong']) {
      const reply = await centre.nobody.get(`/stations/${station}/manifest`)
      const manifest = JSON.parse(reply.json().text) as Manifest
      expect(manifest.recalls.map(({ version }) => version)).toEqual(['a/1'])
      expect(JSON.stringify(manifest.blocks)).not.toContain('a/1')
    }
  })
})
