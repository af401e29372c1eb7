import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { findFfmpeg } from '../../media/ffmpeg/find.ts'
import type { AiringPage } from '../../server/airing/airing-view.ts'
import type { BulletinView } from '../../server/bulletin/bulletin-view.ts'
import type { UploadView } from '../../server/bulletin/upload-view.ts'
import type { QuietHoursView } from '../../server/plan/quiet-hours-view.ts'
import type { EnrolmentCodeView } from '../../server/station/station-view.ts'
import { type Icecast, startIcecast } from '../support/icecast.ts'
import { listenAndApprove } from '../support/life.ts'
import { likeness } from '../support/likeness.ts'
import { hear } from '../support/listening.ts'
import { eventually, type Office, PASSWORD, startOffice } from '../support/office.ts'
import { hasProgram } from '../support/programs.ts'

const SECOND = 1_000
const root = path.join(import.meta.dirname, '..', '..')
const sample = path.join(root, 'media', 'samples', '2g-kiem-tra-may.opus')

describe.runIf(hasProgram('icecast2'))(
  'a clean office with one commune that sends to Icecast',
  () => {
    let office: Office
    let icecast: Icecast
    let relay: ChildProcess
    const folder = mkdtempSync(path.join(os.tmpdir(), 'tiep-am-relay-'))

    beforeAll(async () => {
      icecast = await startIcecast()
      office = await startOffice({ TIEP_AM_PRESET: 'none' })
    })

    afterAll(async () => {
      relay?.kill('SIGTERM')
      await office?.stop()
      await icecast?.stop()
      rmSync(folder, { recursive: true, force: true })
    })

    it('lets a bulletin that somebody uploaded and somebody else approved be heard there', async () => {
      const admin = await office.signIn('admin')
      await admin.post('/office', {
        name: 'Huyện Thử',
        administrator: null,
        units: [{ code: '31579', kind: 'commune', name: 'Xã Long Hưng', technology: 'ip' }],
        windows: [],
      })
      for (const [username, role] of [
        ['bien-tap', 'editor'],
        ['duyet', 'approver'],
      ])
        await admin.post('/staff', {
          username,
          name: username,
          password: PASSWORD,
          roles: [{ role, unit: 'root' }],
        })
      // The test may run at any hour of the day; what would sound at night takes two persons.
      const approver = await office.signIn('duyet')
      const asked = await admin.send('/office/quiet-hours', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ quietHours: null }),
      })
      expect(asked.status).toBe(200)
      const { quietHours } = await approver.post<z.infer<typeof QuietHoursView>>(
        '/office/quiet-hours/confirm',
        { readBack: { from: '21:00', to: '05:00' } },
      )
      expect(quietHours).toBeNull()

      const { code } = await admin.post<z.infer<typeof EnrolmentCodeView>>(
        '/stations/commune-31579/enrolment',
      )
      relay = spawn(
        process.execPath,
        [
          path.join(root, 'server', 'cli.ts'),
          ...['relay', '--state', path.join(folder, 'state'), '--enrol', code],
          ...['--icecast', icecast.sourceUrl('/longhung.mp3')],
        ],
        { stdio: 'ignore' },
      )

      const editor = await office.signIn('bien-tap')
      const campaign = await editor.post<{ id: string }>('/campaigns', {
        name: 'Đợt thử',
        periodFrom: '2024-07-01',
        periodTo: '2099-12-31',
      })
      const { path: ffmpeg } = await findFfmpeg(process.env)
      const m4a = path.join(folder, 'bản tin.m4a')
      execFileSync(ffmpeg, ['-v', 'error', '-i', sample, '-c:a', 'aac', '-b:a', '64k', m4a])
      const form = new FormData()
      form.append('file', new Blob([readFileSync(m4a)], { type: 'audio/mp4' }), 'bản tin.m4a')
      const uploaded = await editor.send('/uploads?wait=60', { method: 'POST', body: form })
      expect(uploaded.status).toBe(201)
      const upload = (await uploaded.json()) as z.infer<typeof UploadView>
      expect(upload.state).toBe('ready')
      const bulletin = await editor.post<z.infer<typeof BulletinView>>('/bulletins', {
        title: 'Kiểm tra máy của bạn',
        campaign: campaign.id,
        upload: upload.id,
        text: 'Thử',
      })
      await editor.post(`/bulletins/${bulletin.id}/versions/1/submit`)
      await expect(editor.post(`/bulletins/${bulletin.id}/versions/1/approve`)).rejects.toThrow(
        '403',
      )
      await listenAndApprove(approver, bulletin.id)

      const startsAt = Math.ceil((Date.now() + 12 * SECOND) / SECOND) * SECOND
      const local = new Date(startsAt + 7 * 3_600_000).toISOString()
      await admin.post('/windows', {
        station: 'district',
        name: 'Khung thử',
        startsAt: local.slice(11, 19),
        validFrom: local.slice(0, 10),
        segments: [{ source: 'district', lengthMs: 60 * SECOND, campaignShareMs: 60 * SECOND }],
        relayedBy: ['commune-31579'],
      })
      await new Promise((resolve) => setTimeout(resolve, startsAt - Date.now() - 2 * SECOND))
      const [wanted, heard] = await Promise.all([
        hear(sample, 30),
        hear(`${icecast.url}/longhung.mp3`, 40),
      ])
      expect(likeness(wanted, heard)).toBeGreaterThan(0.9)

      const airing = await eventually('the relay in the log', 20 * SECOND, async () => {
        const { airings } = await admin.get<z.infer<typeof AiringPage>>(
          '/airings?station=commune-31579&outcome=aired',
        )
        return airings[0]
      })
      expect(airing).toMatchObject({ bulletin: bulletin.id, kind: 'bulletin', attempt: 1 })
      const { airings } = await admin.get<z.infer<typeof AiringPage>>('/airings?station=district')
      expect(airings.map(({ item }) => item)).toContain(airing.relayOf)
    })
  },
)
