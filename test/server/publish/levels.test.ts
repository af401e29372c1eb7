import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../playout/contract/canonical.ts'
import { makeMeters } from '../../../server/meters.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { enrolKey, openPen, type StationPen } from '../../support/station-pen.ts'
import { statusText } from '../../support/station-status.ts'

describe('the levels of a station', () => {
  let centre: Centre
  let pen: StationPen
  let address: string

  beforeEach(async () => {
    centre = await startCentre()
    await enrolKey(centre.deps.db, 'my-huong', 'stationOne')
    pen = await openPen('my-huong', 'stationOne')
    address = await centre.app.listen({ port: 0, host: '127.0.0.1' })
  })
  afterEach(() => centre.stop())

  const textOf = (changes: object = {}) =>
    canonicalJson({
      ...{ format: 'tiep-am/levels/1', station: 'my-huong', key: pen.key, boot: 'b1', count: 1 },
      ...{ at: 1_000, clockOffsetMs: 5 },
      outputs: [{ name: 'hls', peak: [-300, -400], rms: [-1_800, -1_900] }],
      ...changes,
    })
  const send = async (text = textOf(), station = 'my-huong') => {
    const signed = await pen.sign('levels', text)
    return centre.nobody.post(`/stations/${station}/levels`, signed)
  }
  const watch = async () => {
    const stop = new AbortController()
    const reply = await fetch(`${address}/api/v1/stations/my-huong/levels`, {
      headers: { accept: 'text/event-stream', cookie: await centre.as('lan').cookie() },
      signal: stop.signal,
    })
    const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader()
    let seen = ''
    const until = async (word: string) => {
      while (!seen.includes(word)) seen += (await reader?.read())?.value ?? ''
      return seen
    }
    await until('event: open')
    return { until, leave: () => stop.abort() }
  }
  const status = async (count: number) => {
    const signed = await pen.sign('status', canonicalJson(statusText(pen.key, { count })))
    return (await centre.nobody.post('/stations/my-huong/status', signed)).json()
  }

  it('are asked for only while somebody looks, and reach that page and nothing else', async () => {
    expect((await status(1)).watched).toBe(undefined)
    expect((await send()).json()).toEqual({ watched: false })
    const page = await watch()
    expect((await status(2)).watched).toBe(true)
    expect((await send()).json()).toEqual({ watched: true })
    expect(await page.until('"peak"')).toContain(
      'data: {"at":1005,"outputs":[{"name":"hls","peak":[-300,-400],"rms":[-1800,-1900]}]}',
    )
    page.leave()
    await expect
      .poll(async () => (await send(textOf({ count: 2 }))).json())
      .toEqual({ watched: false })
    const kept = await centre.deps.db.selectFrom('ledger_leaf').selectAll().execute()
    expect(kept).toEqual([])
  })

  it('are refused when they are garbage, another’s, altered, of a stranger, old or too large', async () => {
    const page = await watch()
    const codeOf = async (text: string) => (await send(text)).json().code
    expect(await codeOf('{}')).toBe('levels-malformed')
    expect(await codeOf(textOf({ outputs: [{ name: 'a', peak: [1], rms: [1, 2] }] }))).toBe(
      'levels-malformed',
    )
    expect(await codeOf(textOf({ station: 'long-hung' }))).toBe('levels-other-station')
    expect(await codeOf(textOf({ key: '0'.repeat(32) }))).toBe('levels-key-unknown')
    const signed = await pen.sign('levels', textOf())
    const altered = { ...signed, text: textOf({ at: 2 }) }
    expect((await centre.nobody.post('/stations/my-huong/levels', altered)).json().code).toBe(
      'levels-signature-wrong',
    )
    await send()
    expect(await codeOf(textOf())).toBe('levels-old')
    const large = { text: 'x'.repeat(13_000), signature: signed.signature }
    expect((await centre.nobody.post('/stations/my-huong/levels', large)).statusCode).toBe(413)
    page.leave()
  })

  it('are for who is signed in, of stations that there are', async () => {
    const accept = { accept: 'text/event-stream' }
    expect((await centre.nobody.get('/stations/my-huong/levels', accept)).statusCode).toBe(401)
    expect((await centre.as('lan').get('/stations/none/levels', accept)).statusCode).toBe(404)
  })
})

describe('meters', () => {
  it('are watched until the last of two has looked away', () => {
    const meters = makeMeters()
    const one = meters.watch('s', () => {})
    const two = meters.watch('s', () => {})
    one()
    expect(meters.isWatched('s')).toBe(true)
    two()
    expect(meters.isWatched('s')).toBe(false)
  })
})
