import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const root = path.join(import.meta.dirname, '..')
const mark = path.join(root, 'web', 'dist', '.built-from')

/** Where the built screens lie. */
export const webFolder = path.join(root, 'web', 'dist')

/**
 * Builds the screens unless those in web/dist were built from these very sources.
 * @returns true when it had to build
 * @throws Error with the builder's own words when it fails
 */
export async function buildWeb(): Promise<boolean> {
  const sources = hashOfSources()
  if (readMark() === sources) return false
  await run(process.execPath, [
    path.join(root, 'node_modules', 'vite', 'bin', 'vite.js'),
    ...['build', 'web', '--config', 'web/vite.config.ts', '--logLevel', 'error'],
  ])
  writeFileSync(mark, sources)
  return true
}

function readMark(): string | null {
  try {
    return readFileSync(mark, 'utf8')
  } catch {
    return null
  }
}

function hashOfSources(): string {
  const hash = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json')))
  for (const folder of ['web', 'playout/contract', 'playout/timeline']) {
    const files = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => !file.startsWith(webFolder))
      .sort()
    for (const file of files) hash.update(path.relative(root, file)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function run(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(said))))
  })
}
