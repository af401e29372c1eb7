import { describe, expect, it } from 'vitest'
import { createChain } from '../../playout/play/chain.ts'
import { parseSchedule, readSchedule } from '../../playout/play/schedule.ts'
import { makeBlock, makeItem, makeManifest } from '../support/playout-office.ts'

const SECOND = 48_000
const T0 = 1_795_000_000_000

/** Items of a schedule file, with `at` in seconds. */
const chainOf = (...items: readonly Readonly<Record<string, unknown>>[]) =>
  createChain(
    parseSchedule(
      JSON.stringify({
        items: items.map(({ at, ...item }) => ({
          path: `${item.id}.wav`,
          ...(typeof at === 'number' ? { at: T0 + at * 1_000 } : {}),
          ...item,
        })),
      }),
      '/',
    ),
  )

const airOf = (seconds: number) => (T0 + seconds * 1_000) * 48

/** What sounds from when to when, in seconds. */
function heard(chain: ReturnType<typeof createChain>): readonly unknown[] {
  return chain
    .cues(airOf(0), airOf(600))
    .map(({ title, startsAt, lengthSamples, until }) => [
      title,
      (startsAt - airOf(0)) / SECOND,
      (startsAt - airOf(0) + (until?.sample ?? lengthSamples)) / SECOND,
    ])
}

describe('an item with an instant, in a schedule file, that finds another on the air', () => {
  const running = [
    { id: 'a', at: 0, duration: 30 },
    { id: 'b', duration: 30 },
    { id: 'c', duration: 30 },
  ]

  it('cuts in, and what had not begun by then never does', () => {
    expect(heard(chainOf(...running, { id: 'x', at: 40, duration: 5 }))).toEqual([
      ['a', 0, 30],
      ['b', 30, 40],
      ['x', 40, 45],
    ])
  })

  it('is the next, or waits so long at most, when it says so', () => {
    expect(heard(chainOf(...running, { id: 'x', at: 40, duration: 5, start: 'next' }))).toEqual([
      ['a', 0, 30],
      ['b', 30, 60],
      ['c', 60, 90],
      ['x', 90, 95],
    ])
    const waiting = { id: 'x', at: 40, duration: 5, start: { wait: 25 } }
    expect(heard(chainOf(...running, waiting, { id: 'y', duration: 2 }))).toEqual([
      ['a', 0, 30],
      ['b', 30, 60],
      ['c', 60, 65],
      ['x', 65, 70],
      ['y', 70, 72],
    ])
  })

  it('that is only known by its file waits until its length is known', () => {
    const chain = chainOf({ id: 'a', at: 0 }, { id: 'x', at: 10, duration: 5, start: 'next' })
    expect(heard(chain)).toEqual([['a', 0, Number.POSITIVE_INFINITY]])
    const [a] = chain.cues(airOf(0), airOf(600))
    if (!a) throw new Error('it is not given')
    chain.measured(a, 12 * SECOND)
    expect(heard(chain)).toContainEqual(['x', 12, 17])
  })
})

describe('a schedule file', () => {
  it('lets one begin before the other has ended, each with its fades', () => {
    const chain = chainOf(
      { id: 'a', at: 0, duration: 30, fade: { out: 2 } },
      { id: 'b', duration: 30, segue: 2, fade: { in: 2 } },
    )
    expect(heard(chain)).toEqual([
      ['a', 0, 30],
      ['b', 28, 58],
    ])
    expect(chain.cues(airOf(0), airOf(60)).map(({ shape }) => shape)).toEqual([
      { inSamples: 0, outSamples: 2 * SECOND },
      { inSamples: 2 * SECOND, outSamples: 0 },
    ])
  })

  it('lays a tune under those that follow, softer while they sound', () => {
    const chain = chainOf(
      { id: 'nhac', at: 0, duration: 30, under: { db: 12, ramp: 0.5 } },
      { id: 'tin', at: 5, duration: 10 },
      { id: 'tin-2', duration: 5 },
    )
    expect(heard(chain)).toEqual([
      ['nhac', 0, 30],
      ['tin', 5, 15],
      ['tin-2', 15, 20],
    ])
    expect(chain.cues(airOf(0), airOf(60))[0]?.shape?.duck).toEqual({
      millibels: -1_200,
      rampSamples: SECOND / 2,
      spans: [
        { from: 5 * SECOND, to: 15 * SECOND },
        { from: 15 * SECOND, to: 20 * SECOND },
      ],
    })
  })

  it('is joined late where it should be by then, unless an item says otherwise', () => {
    const chain = chainOf({ id: 'a', at: 0, duration: 30, late: 'skip' }, { id: 'b', duration: 30 })
    const titles = (from: number) => chain.cues(airOf(from), airOf(600)).map(({ title }) => title)
    expect(titles(10)).toEqual(['b'])
    expect(titles(40)).toEqual(['b'])
  })

  it.each([
    [{ start: 'later' }, '"start" is "now", "next" or {"wait": seconds}'],
    [{ segue: -1 }, '"segue" is not a number from 0 to 3600'],
    [{ fade: { in: 'slow' } }, '"in" is not a number from 0 to 3600'],
    [{ fade: 'x' }, '"fade" is {"in": seconds, "out": seconds}'],
    [{ under: true }, '"under" is {"db": n, "ramp": seconds}'],
    [{ late: 'drop' }, '"late" is "join" or "skip"'],
    [{ duration: '6' }, '"duration" is not a number of seconds'],
  ])('that says %j is refused with a sentence', (wrong, sentence) => {
    expect(() => chainOf({ id: 'a', at: 0, ...wrong })).toThrow(
      `item 1 of the schedule: ${sentence}`,
    )
  })
})

describe('a schedule file whose lengths are not stated', () => {
  it('that is out of order is refused with a sentence', () => {
    expect(() => chainOf({ id: 'a', at: 5 }, { id: 'b', at: 0 })).toThrow(
      'item 2 of the schedule: "at" is before that of one above it',
    )
  })

  it('softens a tune from the beginning of a speech whose end nobody knows yet', () => {
    const chain = chainOf(
      { id: 'nhac', at: 0, duration: 30, under: { db: 12, ramp: 0.5 } },
      { id: 'tin', at: 5 },
    )
    const spans = () => chain.cues(airOf(0), airOf(60))[0]?.shape?.duck?.spans
    expect(spans()).toEqual([{ from: 5 * SECOND, to: Number.POSITIVE_INFINITY }])
    chain.learnt('/tin.wav', 4 * SECOND)
    expect(spans()).toEqual([{ from: 5 * SECOND, to: 9 * SECOND }])
  })

  it('has what follows on an item that is over stand where that really ended', () => {
    const chain = chainOf({ id: 'a', at: 0 }, { id: 'b' })
    expect(chain.unknown()).toEqual(['/a.wav', '/b.wav'])
    chain.learnt('/a.wav', 6 * SECOND)
    expect(heard(chain)).toContainEqual(['b', 6, Number.POSITIVE_INFINITY])
  })

  it('tells once of each item that never began, and why', () => {
    const chain = chainOf(
      { id: 'qua', at: 0, duration: 5 },
      { id: 'tre', at: 8, duration: 30, late: 'skip' },
      { id: 'chen', at: 20, duration: 30 },
    )
    const missed = (at: number) => chain.missed(airOf(at)).map(({ id, why }) => [id, why])
    expect(missed(19)).toEqual([
      ['qua', 'over'],
      ['tre', 'late'],
    ])
    expect(missed(30)).toEqual([])
  })
})

it('a manifest’s blocks that are stopped, barred, dropped or need a station are left out with why', async () => {
  const sound = {
    ...{ name: 'tin', digest: 'a'.repeat(64), pcm: new Int16Array(4 * SECOND) },
    ...{ bytes: Buffer.alloc(9), path: '' },
  }
  const item = (occurrence: number) => makeItem({ sound, offsetSamples: 0, occurrence })
  const relay = { source: 'province', offsetSamples: 0, lengthSamples: SECOND } as const
  const blocks = [
    makeBlock(T0, [item(1)], { late: 'drop' }),
    makeBlock(T0 + 10_000, [item(2)], { outputs: ['loa'] }),
    makeBlock(T0 + 20_000, [item(3)], { urgent: true }),
    makeBlock(T0 + 30_000, [], {
      lengthSamples: SECOND,
      relayTime: [{ ...relay, live: null, end: 'hard' }],
    }),
  ]
  const read = (stops: readonly unknown[]) =>
    readSchedule(
      JSON.stringify({ ...makeManifest(1, blocks, [sound]), stops }),
      '/tram',
      T0 + 1_000,
    )
  const { items, left, stopped } = await read([{ id: 's', at: T0, outputs: ['cum-2'], reason: '' }])
  expect(items).toMatchObject([{ at: T0 + 10_000, outputs: ['loa'] }])
  expect(left.map(({ why }) => why)).toEqual(['late', 'urgent-needs-station', 'switched-through'])
  expect([...(createChain(items, stopped).stopped?.() ?? [])]).toEqual(['cum-2'])

  const silent = await read([{ id: 's', at: T0, outputs: null, reason: 'dừng phát' }])
  expect(silent.items).toEqual([])
  expect(silent.left.filter(({ why }) => why === 'stopped')).toHaveLength(4)
})

it('a stream has an address, a length, and no file', () => {
  const parse = (item: object) => () =>
    parseSchedule(JSON.stringify({ items: [{ at: T0, duration: 9, ...item }] }), '/')
  expect(parse({ stream: 'http://dai/tinh.mp3' })()).toMatchObject([{ live: { fillers: [] } }])
  expect(parse({ stream: 'line-in:hw:1', backup: 'https://dai/2' })()[0]?.live?.sources).toEqual([
    { name: '1', address: 'line-in:hw:1' },
    { name: '1 (2)', address: 'https://dai/2' },
  ])
  expect(parse({ stream: 'file:///etc/passwd' })).toThrow('"stream" is not http')
  expect(parse({ stream: 'http://dai', backup: 7 })).toThrow('"backup" is not http')
  expect(parse({ backup: 'http://dai' })).toThrow('"stream" is not http')
  expect(parse({ stream: 'http://dai', path: 'a.mp3' })).toThrow('not both')
  expect(parse({ stream: 'http://dai', duration: undefined })).toThrow('needs a "duration"')
})

it('a station’s manifest, signed or bare, is a schedule of what may sound of it', async () => {
  const sound = {
    ...{ name: 'tin', digest: 'a'.repeat(64), pcm: new Int16Array(4 * SECOND) },
    ...{ bytes: Buffer.alloc(9), path: '' },
  }
  const items = [
    makeItem({ sound, offsetSamples: 7 }),
    makeItem({ sound, offsetSamples: 5 * SECOND + 1, version: 'thu-hoi/1' }),
  ]
  const recalls = [{ version: 'thu-hoi/1', at: T0 - 1, reason: 'sai ngày' }]
  const manifest = makeManifest(1, [makeBlock(T0, items)], [sound], { recalls })
  for (const text of [
    JSON.stringify(manifest),
    JSON.stringify({ text: JSON.stringify(manifest), signature: '', key: {} }),
  ]) {
    const chain = createChain((await readSchedule(text, '/tram', T0 - 1)).items)
    expect(chain.cues(airOf(0), airOf(60))).toMatchObject([
      {
        title: items[0]?.id,
        startsAt: airOf(0) + 7,
        lengthSamples: 4 * SECOND,
        path: `/tram/assets/${sound.digest}`,
      },
    ])
  }
})
