import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StationId } from '../../../playout/contract/ids.ts'
import type { Manifest } from '../../../playout/contract/manifest.ts'
import type { Signed } from '../../../playout/contract/signature.ts'
import { openManifest } from '../../../playout/contract/trusted-manifest.ts'
import { planAndPublish } from '../../../server/plan-and-publish.ts'
import { type Centre, MONDAY_8AM, startCentre } from '../../support/centre.ts'
import { testPairs } from '../../support/keys.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'
import { enrolKey, openPen, soundOf } from '../../support/station-pen.ts'

/** One thing flows through the system; each test is the next step of the way. */
describe('the way from an approved bulletin to a commune’s relay', () => {
  let centre: Centre
  const manifests = new Map<string, Manifest>()
  const pushes = new Map<string, Signed[]>()

  beforeAll(async () => {
    centre = await startCentre({ startsAt: MONDAY_8AM })
    await addProgramme(centre.deps.db)
    await enrolKey(centre.deps.db, 'district', 'stationOne')
    await enrolKey(centre.deps.db, 'my-huong', 'stationTwo')
  })
  afterAll(() => centre.stop())

  it('a window is made, planned and published', async () => {
    const reply = await centre.as('an').post('/windows', districtWindow('11:00:00'))
    expect(reply.statusCode).toBe(201)
    const done = await planAndPublish(centre.deps, centre.clock.now())
    expect([...done.planned].sort()).toEqual(['district', 'my-huong'])
    expect([...done.published].sort()).toEqual(['district', 'my-huong'])
    const plan = (await centre.as('giam-sat').get('/plan?station=district')).json()
    expect(plan.blocks[0].items.map((item: { title: string }) => item.title)).toEqual([
      'nhac-hieu',
      'a',
      'b',
    ])
    expect(plan.blocks[0].explanations[0].vi).toBe('Mở đầu bằng "nhac-hieu".')
  })

  it('each station opens its manifest with the root key that it pinned', async () => {
    for (const station of ['district', 'my-huong']) {
      const reply = await centre.nobody.get(`/stations/${station}/manifest`)
      const opened = await openManifest(
        reply.body,
        testPairs.root.publicKey,
        station as StationId,
        0,
        centre.clock.now(),
      )
      if (!opened.ok) throw new Error(opened.reason)
      manifests.set(station, opened.value)
    }
    const district = manifests.get('district')?.blocks[0]
    const commune = manifests.get('my-huong')?.blocks[0]
    expect(commune?.items.map(({ relayOf }) => relayOf)).toEqual(
      district?.items.map(({ id }) => id),
    )
    expect(commune?.startsAt).toBe(Date.parse('2024-08-12T11:00:00+07:00'))
  })

  it('both air it and push their signed logs, twice, and it is kept once', async () => {
    await centre.wait(4 * 3_600_000)
    for (const [station, key] of [
      ['district', 'stationOne'],
      ['my-huong', 'stationTwo'],
    ] as const) {
      const pen = await openPen(station, key)
      const manifest = manifests.get(station) as Manifest
      const [block] = manifest.blocks
      const events: Signed[] = []
      for (const item of block?.items ?? []) {
        const sound = soundOf(manifest, block as Manifest['blocks'][number], item)
        events.push(await pen.write(sound.started), await pen.write(sound.ended))
      }
      pushes.set(station, events)
      const first = await centre.nobody.post(`/stations/${station}/events`, { events })
      expect(first.json().results.map(({ result }: { result: string }) => result)).toEqual(
        Array(6).fill('kept'),
      )
      const again = await centre.nobody.post(`/stations/${station}/events`, { events })
      expect(again.json().results.map(({ result }: { result: string }) => result)).toEqual(
        Array(6).fill('known'),
      )
      expect(again.json().keptSeq).toBe(6)
    }
  })

  it('each airing is counted once, and each count opens to its airings', async () => {
    const counts = (await centre.as('lan').get('/counts')).json()
    expect(
      counts.counts.map((row: Record<string, unknown>) => [
        ...[row.station, row.version, row.planned, row.aired, row.relayed, row.missed],
      ]),
    ).toEqual([
      ['district', 'a/1', 1, 1, 0, 0],
      ['district', 'b/1', 1, 1, 0, 0],
      ['my-huong', 'a/1', 1, 1, 1, 0],
      ['my-huong', 'b/1', 1, 1, 1, 0],
    ])
    expect(counts.apart).toEqual({ tunes: 2, tests: 0 })
    for (const row of counts.counts) {
      const opened = (await centre.as('lan').get(row.airings.replace('/api/v1', ''))).json()
      const aired = opened.airings.filter(({ outcome }: { outcome: string }) => outcome === 'aired')
      expect(aired.length).toBe(row.aired)
    }
  })

  it('an airing opens to the very bytes that the station signed', async () => {
    const page = (await centre.as('lan').get('/airings?station=my-huong&version=a%2F1')).json()
    const [airing] = page.airings
    const entry = (await centre.as('lan').get(`/ledger/entries/${airing.lastLeaf}`)).json()
    const [text] = (pushes.get('my-huong') ?? [])
      .filter((signed) => signed.text.includes('"type":"ended"') && signed.text.includes('"a/1"'))
      .map((signed) => signed.text)
    expect(entry.text).toBe(text)
  })

  it('the relay screen shows the IP commune relayed, the others without evidence', async () => {
    const matrix = (await centre.as('giam-sat').get('/compliance/day')).json()
    type Row = { station: string; relayed: number; owed: number; cells: Cell[] }
    type Cell = { standing: string; grade: string }
    const cells = (matrix.communes as Row[]).map(({ station, cells: [cell], relayed, owed }) => [
      ...[station, cell?.standing, cell?.grade, `${relayed}/${owed}`],
    ])
    expect(cells).toEqual([
      ['long-hung', 'no-evidence', 'none', '0/2'],
      ['hung-phu', 'no-evidence', 'none', '0/2'],
      ['my-huong', 'relayed', 'logged', '2/2'],
    ])
    expect(matrix.grades).toEqual({ heard: 0, logged: 2, imported: 0, declared: 0, none: 4 })
  })

  it('the one on duty says so, and the FM commune counts as relayed by declaration', async () => {
    const duty = (await centre.as('truc-long-hung').get('/duty')).json()
    const [window] = duty.windows
    expect(window.expected.map(({ title }: { title: string }) => title)).toEqual(['a', 'b'])
    const reply = await centre.as('truc-long-hung').post('/declarations', {
      ...{ id: '0191c0de-0000-4000-8000-000000000001', station: duty.station },
      ...{ window: window.window, date: duty.date, verdict: 'full' },
      declaredAt: centre.clock.now(),
    })
    expect(reply.statusCode).toBe(201)
    const matrix = (await centre.as('giam-sat').get('/compliance/day')).json()
    const row = matrix.communes.find(({ station }: { station: string }) => station === 'long-hung')
    expect(row.cells[0]).toMatchObject({ standing: 'relayed', grade: 'declared', relayed: 2 })
    expect(row.cells[0].obligations[0].owes).toMatch(/^[0-9a-f]{32}\.1$/)
  })

  it('a cell that rests on a declaration opens to who said what, and to its ledger entry', async () => {
    const matrix = (await centre.as('giam-sat').get('/compliance/day')).json()
    const row = matrix.communes.find(({ station }: { station: string }) => station === 'long-hung')
    const { declaration } = row.cells[0].obligations[0]
    expect(declaration).toMatchObject({
      ...{ verdict: 'full', reason: null, note: null, declaredByName: 'Sample truc-long-hung' },
    })
    const entry = (await centre.as('giam-sat').get(`/ledger/entries/${declaration.leaf}`)).json()
    expect(JSON.parse(entry.text)).toMatchObject({
      ...{ format: 'tiep-am/declaration/1', id: declaration.id, verdict: 'full' },
      ...{ declaredAt: declaration.declaredAt, receivedAt: declaration.receivedAt },
    })
  })
})
