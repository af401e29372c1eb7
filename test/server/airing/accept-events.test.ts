import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sha256Hex } from '../../../playout/contract/hash.ts'
import type { Manifest } from '../../../playout/contract/manifest.ts'
import { rootOfLeaves } from '../../../playout/contract/merkle.ts'
import { openNote, parseCheckpoint } from '../../../playout/contract/note.ts'
import { signerOf } from '../../../playout/contract/signature.ts'
import { fingerprintOf } from '../../../playout/contract/trust.ts'
import { planAndPublish } from '../../../server/plan-and-publish.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { testPairs } from '../../support/keys.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'
import { enrolKey, openPen, type StationPen, soundOf } from '../../support/station-pen.ts'

describe('the events that a station pushes', () => {
  let centre: Centre
  let pen: StationPen
  let manifest: Manifest

  beforeEach(async () => {
    centre = await startCentre()
    const { db } = centre.deps
    await addProgramme(db)
    await enrolKey(db, 'my-huong', 'stationOne')
    pen = await openPen('my-huong', 'stationOne')
    await centre.as('an').post('/windows', districtWindow('11:00:00'))
    await planAndPublish(centre.deps, centre.clock.now())
    manifest = JSON.parse((await centre.nobody.get('/stations/my-huong/manifest')).json().text)
  })
  afterEach(() => centre.stop())

  const push = async (events: unknown, station = 'my-huong') =>
    (await centre.nobody.post(`/stations/${station}/events`, { events } as never)).json()
  const answers = (answer: { results: { result: string; reason: string | null }[] }) =>
    answer.results.map(({ result, reason }) => reason ?? result)
  const sounds = () => {
    const block = manifest.blocks[0] as Manifest['blocks'][number]
    return block.items.map((item) => soundOf(manifest, block, item))
  }
  const boot = { type: 'boot', about: 'player', reason: '', amountMs: 0 } as const

  it('are kept verbatim in the ledger, whose checkpoint a stranger can verify', async () => {
    const events = [await pen.write(boot), await pen.write({ ...boot, type: 'clock-step' })]
    const answer = await push(events)
    expect(answer.results).toEqual([
      { seq: 1, result: 'kept', leaf: 0, reason: null },
      { seq: 2, result: 'kept', leaf: 1, reason: null },
    ])
    const leaves = await centre.deps.db
      .selectFrom('ledger_leaf')
      .selectAll()
      .orderBy('leaf_index')
      .execute()
    expect(leaves.map(({ text }) => text)).toEqual(events.map(({ text }) => text))
    const reply = await centre.nobody.get('/ledger/checkpoint')
    expect(reply.headers['content-type']).toContain('text/plain')
    const { root, ledger } = centre.deps.keys
    const origin = `tiep-am/${fingerprintOf(root)}`
    const opened = await openNote(reply.body, origin, ledger.publicKey)
    expect(opened.ok && parseCheckpoint(opened.value)).toEqual({
      ok: true,
      value: { origin, size: 2, root: rootOfLeaves(leaves.map(({ hash }) => hash as never)) },
    })
  })

  it('are known when they come again, alone, overlapping or within one push', async () => {
    const [one, two, three] = [await pen.write(boot), await pen.write(boot), await pen.write(boot)]
    expect(answers(await push([one, two]))).toEqual(['kept', 'kept'])
    expect(answers(await push([one]))).toEqual(['known'])
    const answer = await push([two, three, three])
    expect(answers(answer)).toEqual(['known', 'kept', 'known'])
    expect(answer.results.map(({ leaf }: { leaf: number }) => leaf)).toEqual([1, 2, 2])
    expect(answer.keptSeq).toBe(3)
    expect(await refusals()).toEqual([])
  })

  it('are refused behind a gap, and taken in once the missing one came', async () => {
    const [one, two, three] = [await pen.write(boot), await pen.write(boot), await pen.write(boot)]
    expect(answers(await push([one, three]))).toEqual(['kept', 'gap'])
    expect(answers(await push([two, three]))).toEqual(['kept', 'kept'])
    expect(await refusals()).toEqual(['gap'])
  })

  it('are refused when altered, out of chain, forked or not of this shape', async () => {
    const one = await pen.write(boot)
    expect(answers(await push([{ ...one, text: one.text.replace('player', 'plaier') }]))).toEqual([
      'signature-wrong',
    ])
    expect(answers(await push([await pen.sign('event', '{"format":"tiep-am/event/9"}')]))).toEqual([
      'malformed',
    ])
    await push([one])
    const stranger = await openPen('my-huong', 'stationOne')
    const fork = await stranger.write({ ...boot, about: 'other' })
    expect(answers(await push([fork]))).toEqual(['fork'])
    const wrongPrev = await pen.sign(
      'event',
      (await pen.write(boot)).text.replace(/"prev":"\w+"/, `"prev":"${sha256Hex('x')}"`),
    )
    expect(answers(await push([wrongPrev]))).toEqual(['chain-broken'])
    expect(await refusals()).toEqual(['signature-wrong', 'malformed', 'fork', 'chain-broken'])
    expect((await push([one])).keptSeq).toBe(1)
  })

  it('are refused from a key that is not the station’s, or about another station', async () => {
    const other = await openPen('my-huong', 'stationTwo')
    expect(answers(await push([await other.write(boot)]))).toEqual(['unknown-key'])
    await enrolKey(centre.deps.db, 'long-hung', 'stationTwo')
    const longHung = await openPen('long-hung', 'stationTwo')
    expect(answers(await push([await longHung.write(boot)]))).toEqual(['other-station'])
    expect(answers(await push([await other.write(boot)]))).toEqual(['unknown-key'])
  })

  it('cannot claim an item that was planned for another station', async () => {
    const [block] = manifest.blocks
    await enrolKey(centre.deps.db, 'long-hung', 'stationTwo')
    const longHung = await openPen('long-hung', 'stationTwo')
    const sound = soundOf(manifest, block as never, block?.items[1] as never)
    const answer = await push([await longHung.write(sound.ended)], 'long-hung')
    expect(answers(answer)).toEqual(['other-station'])
    const airings = (await centre.as('lan').get('/airings')).json().airings
    expect(airings).toEqual([])
  })

  it('name their airing by item and attempt, or are malformed', async () => {
    const sound = sounds()[1]
    if (!sound) throw new Error('nothing planned')
    const lying = { ...sound.ended, attempt: 2 }
    expect(answers(await push([await pen.write(lying)]))).toEqual(['malformed'])
  })

  it('are told of on screens', async () => {
    const told: unknown[] = []
    centre.deps.live.listen((change) => told.push(change))
    const sound = sounds()[0]
    if (!sound) throw new Error('nothing planned')
    await push([await pen.write(sound.started), await pen.write(sound.ended)])
    expect(told).toEqual([{ topic: 'airing', airing: sound.subject.airing, station: 'my-huong' }])
  })

  it('are kept but count nowhere when they are not as the manifest ordered', async () => {
    const sound = sounds()[1]
    if (!sound) throw new Error('nothing planned')
    const { started, ended } = sound
    const forgeries = [
      { ...ended, samplesExpected: 1 },
      { ...ended, version: 'made-up/1' },
      { ...ended, date: '2024-08-13' },
      { ...ended, item: 'f'.repeat(32), airing: `${'f'.repeat(32)}.1` },
      { ...ended, manifestVersion: 99 },
    ].map((forged, index) =>
      'f'.repeat(32) === forged.item
        ? forged
        : { ...forged, attempt: 50 + index, airing: `${forged.item}.${50 + index}` },
    )
    const events = []
    for (const forged of forgeries) events.push(await pen.write(forged as never))
    events.push(await pen.write(started), await pen.write(ended))
    expect(await push(events)).toMatchObject({ keptSeq: events.length })
    const rows = await centre.deps.db.selectFrom('airing').select(['attempt', 'outcome']).execute()
    expect(rows.filter(({ outcome }) => outcome === 'unordered')).toHaveLength(forgeries.length)
    expect(rows.filter(({ outcome }) => outcome === 'aired')).toEqual([
      { attempt: 1, outcome: 'aired' },
    ])
    const { counts } = (
      await centre.as('giam-sat').get('/counts?from=2024-08-12&to=2024-08-13')
    ).json()
    const aired = counts.reduce((sum: number, row: { aired: number }) => sum + row.aired, 0)
    expect(aired).toBe(1)
  })

  it('are refused when they are spelled otherwise than canonical JSON, even rightly signed', async () => {
    const sound = sounds()[0]
    if (!sound) throw new Error('nothing planned')
    const { text } = await pen.write(sound.started)
    const { sign } = await signerOf(testPairs.stationOne)
    const spellings = [
      JSON.stringify(JSON.parse(text), null, 1),
      text.replace('{', '{"type":"ended",'),
      text.replace('"seq":1', '"seq":1.0'),
    ]
    for (const spelling of spellings) {
      const answer = await push([await sign('event', spelling)])
      expect(answer.results).toMatchObject([{ result: 'refused', reason: 'malformed' }])
    }
    expect((await push([await sign('event', text)])).keptSeq).toBe(1)
  })

  it('are refused as a whole beyond a megabyte', async () => {
    const reply = await centre.nobody.post('/stations/my-huong/events', {
      events: Array(120).fill({ text: 'x'.repeat(9_999), signature: 'x'.repeat(86) }),
    })
    expect(reply.statusCode).toBe(413)
  })

  it('may be five hundred at once', async () => {
    const sound = sounds()[1]
    if (!sound) throw new Error('nothing planned')
    const events = []
    for (let attempt = 1; attempt <= 250; attempt++) {
      const block = manifest.blocks[0] as Manifest['blocks'][number]
      const one = soundOf(manifest, block, block.items[1] as never, attempt)
      events.push(await pen.write(one.started), await pen.write(one.interruptedAfter(48_000)))
    }
    expect(await push(events)).toMatchObject({ keptSeq: 500 })
  })

  async function refusals(): Promise<string[]> {
    const rows = await centre.deps.db
      .selectFrom('refusal')
      .select('reason')
      .where('kind', '=', 'event')
      .orderBy('id')
      .execute()
    return rows.map(({ reason }) => reason)
  }
})
