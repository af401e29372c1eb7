import { writeFileSync } from 'node:fs'
import os from 'node:os'
import { pino } from 'pino'
import { openStore } from '../media/store/store.ts'
import { makeKeyPair, signerOf } from '../playout/contract/signature.ts'
import { systemClock } from '../playout/contract/time.ts'
import { buildApp } from './app.ts'
import { readConfig } from './config.ts'
import { openDatabase } from './db/database.ts'
import { makeLive } from './live.ts'

/** `tiep-am openapi FILE`: the API's description, as the running server shows it, without running one. */
export async function writeOpenApi(file: string): Promise<void> {
  const signer = await signerOf(await makeKeyPair())
  const db = openDatabase(':memory:')
  const nowhere = () => {
    throw new Error('the description needs nothing of this')
  }
  const app = await buildApp(
    {
      config: readConfig({}),
      clock: systemClock,
      newId: nowhere,
      randomBytes: nowhere,
      db,
      keys: {
        root: signer.publicKey,
        publish: signer,
        publishDocument: { text: '', signature: '' },
        ledger: signer,
        ledgerDocument: { text: '', signature: '' },
      },
      live: makeLive(),
      log: pino({ level: 'silent' }),
    },
    {
      machine: { version: '0', ffmpeg: { version: '', origin: '' }, freeBytes: nowhere },
      pages: null,
      liveSound: os.tmpdir(),
      media: { store: openStore(os.tmpdir()), program: '', workFolder: os.tmpdir() },
      speech: { findVoices: async () => ({ voices: [], faults: [] }) },
      office: { sample: true, version: '0', samplePersons: [], begin: nowhere },
    },
  )
  await app.ready()
  writeFileSync(file, `${JSON.stringify(app.swagger(), null, 2)}\n`)
  await app.close()
  await db.destroy()
}
