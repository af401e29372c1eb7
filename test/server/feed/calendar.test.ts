import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { writeCalendar } from '../../../server/feed/calendar.ts'
import type { Feed } from '../../../server/feed/feed.ts'
import { aFeed, anItem, aWindow } from './a-feed.ts'

/** As a reader of somebody else's understands it. */
function events(feed: Feed) {
  const calendar = new ICAL.Component(ICAL.parse(writeCalendar(feed, 'vi')))
  return calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
}

describe('the calendar of a station', () => {
  it('has an event per window, with what sounds in it by the clock on the wall', () => {
    const [event] = events(aFeed())
    expect(event).toMatchObject({ uid: 'sang@2024-08-12@tiep-am', summary: 'Sáng', sequence: 3 })
    expect(event?.startDate.toJSDate().toISOString()).toBe('2024-08-11T22:00:00.000Z')
    expect(event?.endDate.toJSDate().toISOString()).toBe('2024-08-11T22:15:00.000Z')
    expect(event?.location).toBe('Đài huyện Mỹ Tú')
    expect(event?.description).toBe('05:00:00 VOV\n05:10:00 Dừng phục vụ máy 2G Only')
  })

  it('marks repeats, and what is carried from the district', () => {
    const [event] = events(
      aFeed({
        windows: [aWindow({ by: 'district-signal', parts: [], items: [anItem({ repeat: true })] })],
      }),
    )
    expect(event?.description).toBe('Tiếp sóng Đài huyện\n05:10:00 Dừng phục vụ máy 2G Only (PL)')
  })

  it('says of sample data that it is sample data', () => {
    expect(events(aFeed({ sample: true }))[0]?.summary).toBe('DỮ LIỆU MẪU · Sáng')
  })

  it('rings nobody and makes nobody busy', () => {
    const text = writeCalendar(aFeed(), 'vi')
    expect(text).not.toContain('VALARM')
    expect(text).toContain('\r\nTRANSP:TRANSPARENT\r\n')
  })

  it('is a calendar also without any window', () => {
    const calendar = new ICAL.Component(ICAL.parse(writeCalendar(aFeed({ windows: [] }), 'en')))
    expect(calendar.getAllSubcomponents().map(({ name }) => name)).toEqual(['vtimezone'])
  })

  it('leaves out a window of which nothing sounds', () => {
    const barred = aWindow({ parts: [], items: [] })
    expect(events(aFeed({ windows: [barred] }))).toEqual([])
  })

  it('gives back whatever a title holds, in lines of 75 octets that cut no letter', () => {
    const title = fc.string({ unit: 'grapheme', maxLength: 200 })
    fc.assert(
      fc.property(title, title, (first, second) => {
        const feed = aFeed({
          windows: [aWindow({ title: first, items: [anItem({ title: second })], parts: [] })],
        })
        const text = writeCalendar(feed, 'vi')
        for (const line of text.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
          expect(line.isWellFormed()).toBe(true)
        }
        const [event] = events(feed)
        expect(event?.summary).toBe(shown(first))
        expect(event?.description).toBe(`05:10:00 ${shown(second)}`)
      }),
    )
  })
})

/** Control characters are nothing that a calendar can hold. */
function shown(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n\t]/gu, '')
}
