import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { Manifest } from '../../playout/contract/manifest.ts'
import type { AiringPage, AiringView } from '../../server/airing/airing-view.ts'
import type { RecallMade } from '../../server/bulletin/recall-view.ts'
import type { DutyRecalls, RecallView } from '../../server/evidence/recall-view.ts'
import { type Cable, layCable } from '../support/cable.ts'
import { eventually, type Office, type Person, startOffice } from '../support/office.ts'
import { type PlayerProcess, startPlayer } from '../support/playout-process.ts'
import { firstSampleAt, readWav } from '../support/playout-sounds.ts'

type Airing = z.infer<typeof AiringView>

const SECOND = 1_000
const MINUTE = 60 * SECOND
const REACHED = ['huynhhuunghia', 'mytu']
const CUT_OFF = 'longhung'
const RELAYS = [...REACHED, CUT_OFF]

describe('recalling a bulletin that is on air on three relays of the sample', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tiep-am-recall-'))
  const players = new Map<string, PlayerProcess>()
  let office: Office
  let cable: Cable
  let approver: Person
  let supervisor: Person
  let sounding: Airing
  /** What the relay without network had planned before it lost it. */
  let heldBefore: Manifest
  let recalledAt: number
  let recall: z.infer<typeof RecallMade>

  beforeAll(async () => {
    office = await startOffice()
    // The sample's own relays make no sound that could be looked at: here are three that do.
    for (const station of RELAYS) process.kill(office.pidOf(station), 'SIGSTOP')
    cable = await layCable(Number(new URL(office.url).port))
    const admin = await office.signIn('admin')
    approver = await office.signIn('minh')
    supervisor = await office.signIn('hoa')
    for (const station of RELAYS) {
      const { code } = await admin.post<{ code: string }>(`/stations/${station}/enrolment`)
      const server = station === CUT_OFF ? cable.url : office.url
      const state = path.join(folder, station)
      players.set(
        station,
        startPlayer([
          ...['run', '--state', state, '--enrol', code, '--server', server],
          ...['--file', wavOf(station)],
        ]),
      )
    }
  })

  afterAll(async () => {
    await Promise.all([...players.values()].map((player) => player.end('SIGTERM')))
    cable?.close()
    await office?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const wavOf = (station: string) => path.join(folder, `${station}.wav`)
  const airings = async (query: string) =>
    (await supervisor.get<z.infer<typeof AiringPage>>(`/airings?limit=500${query}`)).airings
  const delivery = async (station: string) => {
    const view = await supervisor.get<z.infer<typeof RecallView>>(`/recalls/${recall.recall}`)
    const found = view.stations.find((one) => one.station === station)
    if (!found) throw new Error(`${station} is not in the list`)
    return found
  }
  const manifestOf = async (station: string) => {
    const { text } = await supervisor.get<{ text: string }>(`/stations/${station}/manifest`)
    return JSON.parse(text) as Manifest
  }
  /** What a relay really put out between two instants: the share of samples that are not zero. */
  const soundIn = (station: string, from: number, to: number) => {
    const first = firstSampleAt(wavOf(station))
    const heard = readWav(wavOf(station)).subarray(
      Math.max(0, Math.round((from - first) * 48)),
      Math.round((to - first) * 48),
    )
    return heard.length === 0
      ? Number.NaN
      : heard.filter((sample) => sample !== 0).length / heard.length
  }
  /** Wall instant of a relay's last sample of sound before another. */
  const lastSoundBefore = (station: string, before: number) => {
    const first = firstSampleAt(wavOf(station))
    const heard = readWav(wavOf(station)).subarray(0, Math.round((before - first) * 48))
    return first + heard.findLastIndex((sample) => sample !== 0) / 48
  }

  it('is told to every station while it sounds on all of them', async () => {
    for (const station of RELAYS)
      await eventually(
        `${station} is ready`,
        MINUTE,
        async () => players.get(station)?.told().includes('ready') ?? false,
      )
    sounding = await eventually(
      'a bulletin on air everywhere, for a while yet',
      6 * MINUTE,
      async () => {
        const now = Date.now()
        const all = (await airings('&outcome=sounding')).filter(
          (one) =>
            one.kind === 'bulletin' &&
            now - (one.startedAt ?? now) > 3 * SECOND &&
            one.plannedAt + one.samplesExpected / 48 - now > 12 * SECOND,
        )
        const [first] = all
        const on = RELAYS.every((station) =>
          all.some((one) => one.station === station && one.version === first?.version),
        )
        return on && first
      },
    )
    heldBefore = await manifestOf(CUT_OFF)
    cable.pull()
    recalledAt = Date.now()
    const [bulletin, number] = String(sounding.version).split('/')
    recall = await approver.post<typeof recall>(
      `/bulletins/${bulletin}/versions/${number}/recall`,
      { reason: 'Thử nghiệm: ngày cắt sóng đã đổi' },
    )
    expect(recall.covers).toContain(sounding.version)
  })

  it('is silent within three seconds at those with a network, by their own sound', async () => {
    await new Promise((resolve) => setTimeout(resolve, recalledAt + 7 * SECOND - Date.now()))
    for (const station of REACHED) {
      expect(soundIn(station, recalledAt - 2 * SECOND, recalledAt)).toBeGreaterThan(0.5)
      const last = lastSoundBefore(station, recalledAt + 5 * SECOND)
      expect(last - recalledAt).toBeGreaterThan(0)
      expect(last - recalledAt).toBeLessThan(3 * SECOND)
      expect(soundIn(station, recalledAt + 3 * SECOND, recalledAt + 5 * SECOND)).toBe(0)
    }
    const [cut] = await eventually('the district’s own word', 10 * SECOND, async () => {
      const all = await airings(`&station=district&version=${sounding.version}`)
      return all[0]?.outcome !== 'sounding' && all
    })
    expect(cut?.reason).toContain('recalled: Thử nghiệm')
    expect((cut?.endedAt ?? 0) - recalledAt).toBeLessThan(3 * SECOND)
  })

  it('sounds on where nothing could be told: nobody there can know', () => {
    expect(soundIn(CUT_OFF, recalledAt + 3 * SECOND, recalledAt + 5 * SECOND)).toBeGreaterThan(0.5)
  })

  it('stands in the list: dropped when, or whom to call', async () => {
    for (const station of [...REACHED, 'district']) {
      const line = await eventually(`${station} has dropped it`, 20 * SECOND, async () => {
        const line = await delivery(station)
        return line.state === 'dropped' && line
      })
      expect(line.askedAt).toBeGreaterThanOrEqual(recall.at)
      expect((line.droppedAt ?? 0) - recalledAt).toBeLessThan(3 * SECOND)
    }
    const fm = await delivery('myhuong')
    expect(fm).toMatchObject({ state: 'not-reached', askedAt: null })
    expect(fm.phone).toMatch(/^0299/)
    const lost = await eventually(
      'the one without network is to be called',
      90 * SECOND,
      async () => {
        const line = await delivery(CUT_OFF)
        return line.state === 'not-reached' && line
      },
    )
    expect(lost).toMatchObject({ droppedAt: null })
    expect(lost.askedAt).toBeGreaterThanOrEqual(recall.at)
    expect(lost.phone).toMatch(/^0299/)
  })

  it('is dropped at the first contact, before its next airing there', async () => {
    const coming = heldBefore.blocks.flatMap((block) =>
      block.items
        .filter((item) => recall.covers.includes(item.bulletin?.version ?? ''))
        .map((item) => ({ item: item.id, at: block.startsAt + item.offsetSamples / 48 }))
        .filter(({ at }) => at > Date.now()),
    )
    const pluggedAt = Date.now()
    cable.plug()
    const line = await eventually('it has dropped it', 90 * SECOND, async () => {
      const line = await delivery(CUT_OFF)
      return line.state === 'dropped' && line
    })
    const contact = line.receivedAt ?? 0
    expect(contact).toBeGreaterThan(pluggedAt)
    const aired = await airings(`&station=${CUT_OFF}&version=${sounding.version}`)
    for (const { item, at } of coming.filter((one) => one.at > contact)) {
      const dropped = aired.find((one) => one.item === item)
      expect(dropped).toMatchObject({ outcome: 'dropped', startedAt: null })
      expect(dropped?.receivedAt).toBeLessThan(at)
    }
    // What sounded there was begun before the recall; nothing was begun since.
    expect(aired.filter((one) => one.startedAt !== null).map(({ item }) => item)).not.toContain(
      coming[0]?.item ?? '',
    )
    expect(aired.every((one) => !one.afterRecall)).toBe(true)
  })

  it('leaves no hole: the next windows carry something else', async () => {
    for (const station of ['district', ...RELAYS]) {
      const manifest = await manifestOf(station)
      expect(manifest.recalls.map(({ version }) => version)).toContain(sounding.version)
      const next = manifest.blocks.filter(({ startsAt }) => startsAt > Date.now()).slice(0, 3)
      expect(next.length).toBe(3)
      for (const block of next) {
        expect(block.items.filter(({ kind }) => kind === 'bulletin').length).toBeGreaterThan(0)
        for (const item of block.items)
          expect(recall.covers).not.toContain(item.bulletin?.version ?? '')
      }
    }
  })

  it('is settled at an FM commune by the tap of its duty officer', async () => {
    const duty = await office.signIn('truc.myhuong')
    const { recalls } = await duty.get<z.infer<typeof DutyRecalls>>('/duty/recalls')
    expect(recalls).toMatchObject([{ id: recall.recall, station: 'myhuong', confirmed: false }])
    await duty.post(`/recalls/${recall.recall}/stations/myhuong/confirm`, {})
    const line = await delivery('myhuong')
    expect(line.state).toBe('confirmed')
    expect(line.confirmations).toMatchObject([{ way: 'station' }])
  })
})
