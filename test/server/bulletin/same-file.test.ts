import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Centre, startCentre } from '../../support/centre.ts'
import { toneWav } from '../../support/wav.ts'

let centre: Centre
beforeAll(async () => {
  centre = await startCentre()
})
afterAll(() => centre.stop())

const send = async (who: string, name: string, bytes: Uint8Array) =>
  (await centre.as(who).upload('/uploads?wait=60', name, bytes)).json()
const codes = (warnings: readonly Readonly<{ code: string }>[]) => warnings.map(({ code }) => code)

describe('a file that was uploaded before', () => {
  it('is ready at once under its own name, and says which bulletins have it', async () => {
    const file = toneWav(1.2, 410)
    const first = await send('lan', 'gốc.wav', file)
    expect(codes(first.warnings)).not.toContain('already-here')
    const bulletin = (
      await centre.as('lan').post('/bulletins', { title: 'Đổi lịch cắt sóng', upload: first.id })
    ).json()
    const again = await send('hoa', 'bản sao.wav', file)
    expect(again).toMatchObject({
      ...{ state: 'ready', fileName: 'bản sao.wav' },
      sound: { asset: first.sound.asset, originalName: 'bản sao.wav' },
      usedBy: [{ bulletin: bulletin.id, title: 'Đổi lịch cắt sóng' }],
    })
    expect(codes(again.warnings)).toEqual(['already-here'])
    const added = await centre.deps.db
      .selectFrom('audit')
      .select('id')
      .where('action', '=', 'sound.added')
      .execute()
    expect(added).toHaveLength(1)
  })

  it('while the first of two is still being taken in is taken in once', async () => {
    const file = toneWav(1, 420)
    const [one, two] = await Promise.all([
      centre.as('lan').upload('/uploads?wait=60', 'một.wav', file),
      centre.as('lan').upload('/uploads?wait=60', 'hai.wav', file),
    ])
    const warned = [one, two].filter((reply) =>
      codes(reply.json().warnings).includes('already-here'),
    )
    expect(warned).toHaveLength(1)
    expect(one.json().sound.asset).toBe(two.json().sound.asset)
  })

  it('is listed with one’s own, newest first, and cleared away without its sound', async () => {
    const mine = (await centre.as('hoa').get('/uploads')).json()
    expect(mine.map(({ fileName }: { fileName: string }) => fileName)).toEqual(['bản sao.wav'])
    const theirs = await centre.as('lan').delete(`/uploads/${mine[0].id}`)
    expect(theirs.statusCode).toBe(404)
    expect((await centre.as('hoa').delete(`/uploads/${mine[0].id}`)).statusCode).toBe(204)
    expect((await centre.as('hoa').get('/uploads')).json()).toEqual([])
    const [rendition] = await centre.deps.db.selectFrom('rendition').select('digest').execute()
    const kept = await centre.as('hoa').get(`/assets/${rendition?.digest}`)
    expect(kept.statusCode).toBe(200)
  })
})
