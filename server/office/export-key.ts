import { existsSync } from 'node:fs'
import path from 'node:path'
import { fingerprintOf } from '../../playout/contract/trust.ts'
import { readConfig } from '../config.ts'
import { openOfficeFolder } from './office-folder.ts'
import { openRoot } from './office-keys.ts'

/** `tiep-am root-key [--private]`: prints the root key, to be kept away from this machine. */
export async function exportRootKey(
  env: Readonly<Record<string, string | undefined>>,
  args: readonly string[],
): Promise<void> {
  const config = readConfig(env)
  const folder = openOfficeFolder(config.data, config.preset)
  if (!existsSync(path.join(folder.keys, 'root.json'))) {
    process.stderr.write(
      'Chưa có khoá gốc: hãy chạy npm start trước.\nThere is no root key yet: run npm start first.\n',
    )
    process.exitCode = 1
    return
  }
  const pair = await openRoot(folder.keys)
  const shown = args.includes('--private') ? pair : { publicKey: pair.publicKey }
  process.stdout.write(
    `${JSON.stringify({ office: folder.name, fingerprint: fingerprintOf(pair.publicKey), ...shown }, null, 2)}\n`,
  )
}
