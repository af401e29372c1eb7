import { spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { runFfmpeg } from '../../media/ffmpeg/ffmpeg.ts'
import { uploadInput } from '../../media/ffmpeg/inputs.ts'
import type { Demuxer } from '../../media/ffmpeg/recognise.ts'
import { intake, makeSound, programs } from './sounds.ts'

/** A server that serves a playable sound, and counts who asks. */
async function canaryServer(file: string) {
  let asked = 0
  const bytes = await readFile(file)
  const server = createServer((_request, response) => {
    asked++
    response.end(bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}/canary.wav`, asked: () => asked }
}

const lists: Readonly<Record<string, (target: string) => string>> = {
  'concat list': (target) => `ffconcat version 1.0\nfile '${target}'\n`,
  'HLS playlist': (target) =>
    `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n${target}\n#EXT-X-ENDLIST\n`,
  'DASH manifest': (target) =>
    `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period><AdaptationSet mimeType="audio/mp4"><Representation id="1" bandwidth="1"><BaseURL>${target}</BaseURL></Representation></AdaptationSet></Period></MPD>`,
  'session description': () =>
    'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n',
}

const demuxers: readonly Demuxer[] = ['mp3', 'wav', 'mov', 'ogg', 'asf', 'flac', 'matroska', 'caf']

/** The m4a with its data said to lie at an address outside: `dref` of type `url `, not its own. */
function pointingOutside(m4a: Buffer, address: string): Buffer {
  const at = m4a.indexOf('dref') - 4
  const entry = Buffer.alloc(12 + address.length + 1)
  entry.writeUInt32BE(entry.length, 0)
  entry.write('url ', 4, 'latin1')
  entry.write(address, 12, 'latin1')
  const grown = entry.length - 12
  const parts = Buffer.concat([m4a.subarray(0, at + 16), entry, m4a.subarray(at + 28)])
  for (const name of ['moov', 'trak', 'mdia', 'minf', 'dinf', 'dref']) {
    const place = parts.indexOf(name) - 4
    parts.writeUInt32BE(parts.readUInt32BE(place) + grown, place)
  }
  return parts
}

for (const { origin, path: program } of programs) {
  describe(`the ${origin} ffmpeg, given a file that names others`, () => {
    it.each(Object.entries(lists))('opens nothing that a %s names', async (_name, list) => {
      const place = await intake(program)
      const canary = await makeSound(join(place.folder, 'canary.wav'), 2)
      const server = await canaryServer(canary)
      for (const target of [server.address, canary, `file://${canary}`]) {
        const path = join(place.folder, 'upload.mp3')
        await writeFile(path, list(target))

        expect(await place.take(path)).toMatchObject({ ok: false, reason: 'not-sound' })
        for (const demuxer of demuxers) {
          const run = runFfmpeg({
            program,
            input: uploadInput(path, { demuxer, skipBytes: 0 }),
            graph: null,
            outputs: [{ path: null, options: ['-map', '0:a', '-f', 'null'] }],
            signal: new AbortController().signal,
          })
          await expect(run).rejects.toThrow('exited with code')
        }
      }
      expect(server.asked()).toBe(0)
    })

    it('opens no outside data of an m4a', async () => {
      const place = await intake(program)
      const canary = await makeSound(join(place.folder, 'canary.wav'), 2)
      const server = await canaryServer(canary)
      const whole = await readFile(await makeSound(join(place.folder, 'a.m4a'), 2))
      const path = join(place.folder, 'outside.m4a')
      await writeFile(path, pointingOutside(whole, server.address))

      await place.take(path)

      expect(server.asked()).toBe(0)
    })
  })
}

/** Shows that the tests above could fail: without our guards the same file does ask the server. */
it('an unguarded ffmpeg does open what a playlist names', async () => {
  const place = await intake()
  const canary = await makeSound(join(place.folder, 'canary.wav'), 2)
  const path = join(place.folder, 'upload.m3u8')
  await writeFile(path, lists['concat list']?.('canary.wav') ?? '')
  const args = ['-v', 'error', '-nostdin', '-f', 'concat', '-i', path, '-f', 'null', '-']

  expect(spawnSync(place.deps.program, args, { encoding: 'utf8' }).status).toBe(0)
  expect(canary).toContain('canary')
})
