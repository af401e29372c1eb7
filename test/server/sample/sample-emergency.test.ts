import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findFfmpeg } from '../../../media/ffmpeg/find.ts'
import { openStore } from '../../../media/store/store.ts'
import { listChoices } from '../../../server/air/begin-emergency-store.ts'
import { openDatabase } from '../../../server/db/database.ts'
import { migrate } from '../../../server/db/migrate.ts'
import type { Deps } from '../../../server/deps.ts'
import { seedSample, seedSampleSounds } from '../../../server/sample/seed-sample.ts'
import { type Centre, startCentre } from '../../support/centre.ts'

describe('the sample', () => {
  let centre: Centre
  let deps: Deps
  let folder: string

  beforeEach(async () => {
    centre = await startCentre({ startsAt: Date.parse('2026-11-22T08:00:00+07:00') })
    folder = mkdtempSync(join(tmpdir(), 'sample-'))
    deps = { ...centre.deps, db: openDatabase(':memory:') }
    await migrate(deps.db, 'sqlite')
    await seedSample(deps)
  })
  afterEach(async () => {
    await deps.db.destroy()
    await centre.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('has one emergency that another person approved, so that breaking in can be tried', async () => {
    const program = (await findFfmpeg(process.env)).path
    const media = { program, store: openStore(join(folder, 'media')), workFolder: folder }
    await seedSampleSounds(deps, media, 'rest')
    const choices = await listChoices(deps.db, deps.clock.now())
    expect(choices).toMatchObject([{ version: 'mau-mua-lon-ngap/1', language: 'vi' }])
    expect(choices[0]?.text).toContain('Đây là bản tin mẫu')
    const version = await deps.db
      .selectFrom('bulletin_version')
      .select(['author_id', 'approved_by', 'class'])
      .where('id', '=', 'mau-mua-lon-ngap/1')
      .executeTakeFirstOrThrow()
    expect(version).toEqual({ author_id: 'lan', approved_by: 'minh', class: 'emergency' })
  }, 300_000)

  it('ties clusters to outputs where a player runs here, and nowhere else', async () => {
    const clusters = await deps.db.selectFrom('cluster').selectAll().execute()
    expect(clusters.length).toBeGreaterThan(0)
    for (const { technology, output } of clusters)
      expect(output).toBe(technology === 'ip' ? 'null' : null)
  })
})
