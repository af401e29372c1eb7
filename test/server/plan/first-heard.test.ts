import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planAndPublish } from '../../../server/plan-and-publish.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'

type Sound = Readonly<{ title: string; kind: string; startsAt: number; repeat: boolean }>
type Feed = Readonly<{ windows: readonly Readonly<{ items: readonly Sound[] }>[] }>

describe('what was heard at a station before', () => {
  let centre: Centre

  beforeAll(async () => {
    centre = await startCentre()
    await addProgramme(centre.deps.db)
    for (const [time, relayedBy] of [
      ['09:00:00', ['long-hung']],
      ['17:00:00', ['long-hung', 'hung-phu', 'my-huong']],
    ] as const)
      await centre.as('an').post('/windows', districtWindow(time, { relayedBy }))
    await planAndPublish(centre.deps, centre.clock.now())
  })
  afterAll(() => centre.stop())

  const next = async (station: string) =>
    (await centre.as('lan').get(`/stations/${station}/next?hours=72`))
      .json<{ sounding: Sound[] }>()
      .sounding.filter(({ kind }) => kind === 'bulletin')
  const fed = async (station: string) =>
    (await centre.as('lan').get(`/feeds/${station}.json?days=3`))
      .json<Feed>()
      .windows.flatMap(({ items }) => items)
      .filter(({ kind }) => kind === 'bulletin')
  const marks = (sounds: readonly Sound[]) =>
    sounds.map(({ title, startsAt, repeat }) => `${title} ${startsAt} ${repeat}`)

  /** By what sounded there until then, whatever else the district aired. */
  function counted(sounds: readonly Sound[]): readonly string[] {
    const heard = new Set<string>()
    return sounds.map(({ title, startsAt }) => {
      const mark = `${title} ${startsAt} ${heard.has(title)}`
      heard.add(title)
      return mark
    })
  }

  it.for(['district', 'long-hung', 'hung-phu', 'my-huong'])(
    'is a repeat at %s in what sounds next, in feeds and so on paper',
    async (station) => {
      const sounds = await next(station)
      expect(sounds.length).toBeGreaterThan(3)
      expect(marks(sounds)).toEqual(counted(sounds))
      expect(sounds.some(({ repeat }) => repeat)).toBe(true)
      const upTo = sounds.at(-1)?.startsAt ?? 0
      expect(marks((await fed(station)).filter(({ startsAt }) => startsAt <= upTo))).toEqual(
        marks(sounds),
      )
    },
  )

  it('is not what the district aired in windows that the station does not carry', async () => {
    const [atDistrict, atHungPhu] = [await next('district'), await next('hung-phu')]
    const newThere = (sounds: readonly Sound[]) =>
      sounds.filter(({ repeat }) => !repeat).map(({ startsAt }) => startsAt)
    const heardBefore = newThere(atHungPhu).filter((at) => !newThere(atDistrict).includes(at))
    expect(heardBefore.length).toBeGreaterThan(0)
  })
})
