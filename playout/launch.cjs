// Starts the player: `node playout/launch.cjs (run|play|guard|stop|…) …`, from wherever.
// It runs as a few built files, put together anew when a source has changed: to read a hundred files of
// TypeScript Node takes 40 MB and twice the time. Hence no TypeScript here.
const { spawnSync } = require('node:child_process')
const { readFileSync, statSync } = require('node:fs')
const { enableCompileCache } = require('node:module')
const path = require('node:path')
const { pathToFileURL } = require('node:url')
const { setFlagsFromString } = require('node:v8')

const root = path.join(__dirname, '..')
const cache = path.join(root, 'node_modules', '.cache')
const built = path.join(cache, 'player')

// A player waits most of its time, and what it does is short loops. Only the one that follows a
// sound card's clock is worth the 5 MB that an optimising compiler touches.
setFlagsFromString('--turbo-filter=interpolate')
setFlagsFromString('--maglev-filter=interpolate')
setFlagsFromString('--semi-space-growth-factor=1')
enableCompileCache(process.env.NODE_COMPILE_CACHE ?? path.join(cache, 'compiled'))

/** The entry that was built from these very sources; null when there is none. */
function freshEntry() {
  try {
    const { entry, sources } = JSON.parse(readFileSync(path.join(built, 'built-from.json')))
    const same = sources.every(([file, bytes, changedMs]) => {
      const { size, mtimeMs } = statSync(path.join(root, file))
      return size === bytes && mtimeMs === changedMs
    })
    return same ? path.join(built, entry) : null
  } catch {
    return null
  }
}

function buildEntry() {
  const builder = spawnSync(process.execPath, [path.join(__dirname, 'build.ts'), built], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  })
  if (builder.status === 0) return freshEntry()
  process.stderr.write(
    `The player could not be put together, it runs from its sources: ${builder.stderr}\n`,
  )
  return null
}

import(pathToFileURL(freshEntry() ?? buildEntry() ?? path.join(__dirname, 'main.ts')))
