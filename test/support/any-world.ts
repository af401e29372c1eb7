import fc from 'fast-check'

/** Random worlds for the planner: small, and with every rule in them. */
export const FIRST_DATE = '2024-08-12'
const HOUR = 3_600_000
const MINUTE = 60_000
const midnight = Date.parse(`${FIRST_DATE}T00:00:00+07:00`)

const campaigns = fc.array(
  fc.record({
    weight: fc.integer({ min: 1, max: 5 }),
    floor: fc.integer({ min: 0, max: 4 }),
    above: fc.integer({ min: 0, max: 3 }),
    spread: fc.integer({ min: 1, max: 4 }),
    bulletinGapMs: fc.constantFrom(0, 0, 0, 2 * HOUR, 20 * HOUR),
    campaignGapMs: fc.constantFrom(0, 0, 0, MINUTE, 3 * HOUR),
    sharePercent: fc.constantFrom(100, 100, 50, 20),
    lastDay: fc.integer({ min: 10, max: 20 }),
    named: fc.boolean(),
  }),
  { minLength: 1, maxLength: 3 },
)

const bulletins = fc.array(
  fc.record({
    campaign: fc.integer({ min: 0, max: 2 }),
    seconds: fc.integer({ min: 1, max: 240 }),
    language: fc.constantFrom('vi', 'vi', 'vi', 'km'),
    class: fc.constantFrom('ordinary', 'ordinary', 'priority', 'emergency'),
    state: fc.constantFrom('approved', 'approved', 'approved', 'submitted', 'recalled'),
    fromHour: fc.integer({ min: -80, max: 30 }),
    hours: fc.integer({ min: 20, max: 160 }),
    own: fc.boolean(),
    picked: fc.boolean(),
  }),
  { maxLength: 7 },
)

const aWindow = fc.record({
  minute: fc.integer({ min: 0, max: 24 * 60 - 1 }),
  vov: fc.integer({ min: 1, max: 20 }),
  least: fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }),
  district: fc.integer({ min: 1, max: 12 }),
  commune: fc.integer({ min: 0, max: 8 }),
  share: fc.option(fc.integer({ min: 0, max: 12 }), { nil: null }),
  most: fc.integer({ min: 0, max: 5 }),
  parts: fc.option(
    fc.record({
      opens: fc.subarray(['tune', 'ident']),
      between: fc.constantFrom('sting', null),
      closes: fc.subarray(['end']),
      signal: fc.option(fc.integer({ min: 0, max: 30 }), { nil: null }),
    }),
    { nil: null },
  ),
  mode: fc.constantFrom('same', 'same', 'later'),
})

const windows = fc.array(aWindow, { minLength: 1, maxLength: 4 })

const hands = fc.array(
  fc.record({
    bulletin: fc.integer({ min: 0, max: 6 }),
    window: fc.integer({ min: 0, max: 3 }),
    day: fc.integer({ min: 0, max: 1 }),
    commune: fc.boolean(),
    second: fc.option(fc.integer({ min: 0, max: 2_400 }), { nil: null }),
    bar: fc.boolean(),
  }),
  { maxLength: 4 },
)

export const anyWorld = fc
  .record({
    ...{ campaigns, bulletins, windows, hands },
    mourning: fc.boolean(),
    mix: fc.constantFrom(null, { km: 60, vi: 40 }),
    zone: fc.constantFrom('Asia/Ho_Chi_Minh', 'Asia/Ho_Chi_Minh', 'Europe/Berlin'),
    confirmed: fc.boolean(),
    picks: fc.boolean(),
    owed: fc.boolean(),
  })
  .map((parts) => {
    const known = parts.bulletins.map((_, at) => `b${at}`)
    const made = parts.hands
      .filter(({ bulletin, window }) => bulletin < known.length && window < parts.windows.length)
      .map((hand) => ({
        window: hand.commune ? `r${hand.window}@x` : `w${hand.window}`,
        date: day(hand.day),
        version: `b${hand.bulletin}/1`,
        offsetMs: hand.second === null ? null : hand.second * 1_000,
        bar: hand.bar,
      }))
    return {
      format: 'tiep-am/world/1' as const,
      zone: parts.zone,
      stations: [
        { id: 'd', name: 'd', role: 'district', technology: 'fm', languages: ['vi'] },
        ...['x', 'y'].map((id) => ({
          ...{
            id,
            name: id,
            role: 'commune',
            technology: id === 'x' ? 'ip' : 'fm',
            groups: ['xa'],
          },
          ...{ languages: ['km', 'vi'], languageMix: parts.mix },
        })),
      ],
      calendar: parts.mourning
        ? [{ name: 'Quốc tang', from: day(1), to: day(1), withoutMusic: true }]
        : [],
      windows: parts.windows.flatMap(windowsOf),
      campaigns: parts.campaigns.map(({ above, lastDay, named, ...one }, at) => ({
        ...{ ...one, id: `k${at}`, name: `k${at}`, cap: one.floor + above },
        ...{ from: '2024-08-01', to: `2024-08-${lastDay}`, stations: named ? ['d', 'x'] : ['d'] },
      })),
      bulletins: [
        ...fixed,
        ...parts.bulletins.map((one, at) => ({
          ...{ id: `b${at}`, title: `b${at}`, owner: one.own ? 'x' : 'd' },
          campaign: one.campaign < parts.campaigns.length ? `k${one.campaign}` : null,
          versions: [
            {
              ...{ id: `b${at}/1`, language: one.language, class: one.class, state: one.state },
              samples: one.seconds * 48_000,
              validFrom: midnight + one.fromHour * HOUR,
              validTo: midnight + (one.fromHour + one.hours) * HOUR,
            },
          ],
        })),
      ],
      pins: made.flatMap(({ bar, ...pin }) => (bar ? [] : [pin])),
      bars: made.flatMap(({ bar, offsetMs: _, ...one }) => (bar ? [one] : [])),
      ...(parts.picks
        ? {
            picks: parts.bulletins.flatMap(({ picked }, at) =>
              picked ? [{ station: 'x', bulletin: `b${at}` }] : [],
            ),
          }
        : {}),
      priorityOrder: [{ station: 'x', bulletins: known.toReversed() }],
      confirmations: parts.confirmed
        ? known.flatMap((id) =>
            ['d', 'x'].map((station) => ({
              ...{ station, version: `${id}/1` },
              ...{ from: midnight + 2 * HOUR, until: midnight + 27 * HOUR },
            })),
          )
        : [],
      makeGood: parts.owed ? [{ station: 'd', campaign: 'k0', date: day(1), airings: 1 }] : [],
    }
  })

export function day(ahead: number): string {
  return `2024-08-${12 + ahead}`
}

const fixed = (
  [
    ['tune', 'tune', 9],
    ['ident', 'station-id', 4],
    ['end', 'closing', 7],
    ['sting', 'sting', 2],
    ['signal', 'time-signal', 6],
  ] as const
).map(([id, contentType, seconds]) => ({
  ...{ id, title: id, owner: 'd' },
  versions: [{ id: `${id}/1`, validFrom: 0, contentType, samples: seconds * 48_000 }],
}))

type AnyWindow = typeof aWindow extends fc.Arbitrary<infer One> ? One : never

function windowsOf(one: AnyWindow, at: number) {
  const time = clock(one.minute)
  const segments = [
    {
      ...{ source: 'vov', lengthMs: one.vov * MINUTE },
      leastMs: one.least === null ? null : Math.min(one.least, one.vov) * MINUTE,
    },
    {
      ...{ source: 'district', lengthMs: one.district * MINUTE },
      campaignShareMs: one.share === null ? null : one.share * MINUTE,
    },
    ...(one.commune > 0 ? [{ source: 'commune', lengthMs: one.commune * MINUTE }] : []),
  ]
  const both = { name: time, validFrom: '2024-01-01', segments, mostItems: one.most }
  const parts = one.parts && {
    ...{ opens: one.parts.opens, between: one.parts.between, closes: one.parts.closes },
    timeSignals:
      one.parts.signal === null
        ? []
        : [{ bulletin: 'signal', at: `${clock(one.minute + one.parts.signal)}:00` }],
  }
  // A later relay begins when the district is over.
  const over = one.vov + one.district + one.commune
  // After midnight it would begin before what it relays that day.
  const mode = one.minute + over < 24 * 60 ? one.mode : 'same'
  const later = mode === 'later' ? over : 0
  return [
    { ...both, id: `w${at}`, station: 'd', startsAt: time, parts },
    {
      ...{ ...both, id: `r${at}`, station: 'xa', relays: `w${at}` },
      ...{ startsAt: clock(one.minute + later), relayMode: mode },
    },
  ]
}

function clock(minute: number): string {
  const [hours, minutes] = [Math.floor(minute / 60) % 24, minute % 60]
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}
