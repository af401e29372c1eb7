import { findFfmpeg } from '../../media/ffmpeg/find.ts'
import { ingest } from '../../media/ingest.ts'
import { defaultLimits } from '../../media/sound.ts'
import { openStore } from '../../media/store/store.ts'
import type { Instant } from '../../playout/contract/time.ts'
import { addSound } from '../../server/bulletin/sound-store.ts'
import { openDatabase } from '../../server/db/database.ts'
import { officeFolder } from '../../server/office/office-folder.ts'

/**
 * A process that takes one file in as the server does, to be killed meanwhile: the file is stored,
 * then entered. Arguments: data folder, file.
 */
const [data = '', file = ''] = process.argv.slice(2)
const folder = officeFolder(data, 'office')
const { path: program } = await findFfmpeg(process.env)
const db = openDatabase(folder.database)
const store = openStore(folder.media)
process.stdout.write('begin\n')
const deps = { program, store, workFolder: folder.work, level: 'house' } as const
const outcome = await ingest(file, deps, defaultLimits)
if (!outcome.ok) throw new Error(`refused: ${outcome.reason}`)
await db.transaction().execute((tx) => addSound(tx, outcome.value, 'a.wav', null, 1 as Instant))
process.stdout.write('entered\n')
await db.destroy()
