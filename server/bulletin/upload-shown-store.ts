import type { z } from 'zod'
import { showMediaError } from '../../media/errors.ts'
import type { Db } from '../deps.ts'
import { soundWarnings } from './bulletin-errors.ts'
import { showSound } from './show-sound.ts'
import { listBulletinsWith, listSounds } from './sound-store.ts'
import type { Upload } from './upload.ts'
import type { Uploads } from './upload-job.ts'
import type { UploadView } from './upload-view.ts'

type Shown = z.infer<typeof UploadView>

/** An upload as its owner sees it, under the name that they gave the file. */
export async function showUpload(db: Db, uploads: Uploads, upload: Upload): Promise<Shown> {
  const line = await showUploadLine(db, uploads, upload)
  const asset = upload.state.kind === 'ready' ? upload.state.asset : ''
  const sound = (await listSounds(db, [asset])).get(asset)
  return {
    ...line,
    sound: sound ? { ...showSound(sound), originalName: upload.fileName } : null,
  }
}

/** The same without its sound, for a list. */
export async function showUploadLine(
  db: Db,
  uploads: Uploads,
  upload: Upload,
): Promise<Omit<Shown, 'sound'>> {
  const { id, fileName, bytes, createdAt, original, state } = upload
  const { receivedBytes, work, ahead } = await uploads.standing(upload)
  const base = {
    ...{ id, fileName, bytes, receivedBytes, ahead, createdAt, state: state.kind },
    ...{ finishedAt: null, refusal: null, warnings: [], usedBy: [] },
  }
  switch (state.kind) {
    case 'receiving': {
      const percent = bytes === 0 ? 100 : Math.floor((receivedBytes / bytes) * 100)
      return { ...base, stage: percent < 100 ? 'receiving' : 'probing', percent }
    }
    case 'waiting':
      return { ...base, stage: 'waiting', percent: 0 }
    case 'running':
      return { ...base, ...(work ?? { stage: 'probing', percent: 0 }) }
    case 'refused': {
      const { code, params, finishedAt } = state
      const [vi, en] = [showMediaError(code, params, 'vi'), showMediaError(code, params, 'en')]
      return { ...base, stage: 'done', percent: 100, finishedAt, refusal: { code, params, vi, en } }
    }
    case 'ready':
      return {
        ...{ ...base, stage: 'done', percent: 100, finishedAt: state.finishedAt },
        warnings: state.warnings.map((code) => ({ code, ...soundWarnings[code] })),
        usedBy: original ? await listBulletinsWith(db, original) : [],
      }
  }
}
