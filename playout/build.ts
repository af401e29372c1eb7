import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build } from 'rolldown'

/**
 * Puts the player together into a folder, for `launch.cjs`: JavaScript without types and blanks, each
 * command's half by itself, all that it imports within, and a note of what it was built from.
 *
 *   node playout/build.ts FOLDER
 */
const root = join(import.meta.dirname, '..')
const [folder = ''] = process.argv.slice(2)

const { output } = await build({
  input: join(import.meta.dirname, 'main.ts'),
  ...{ platform: 'node', logLevel: 'silent', write: false },
  output: {
    ...{ entryFileNames: '[name]-[hash].js', chunkFileNames: '[name]-[hash].js' },
    // Names stay: Node is told by name which function is to be optimised, and errors say them.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  },
})
const chunks = output.filter((file) => file.type === 'chunk')
mkdirSync(folder, { recursive: true })
for (const { fileName, code } of chunks) put(fileName, code)
// Node looks in the folder of a file for whether it is a module.
put('package.json', '{"type":"module"}')
const modules = new Set([import.meta.filename, ...chunks.flatMap(({ moduleIds }) => moduleIds)])
const sources = [...modules]
  .filter((id) => id.startsWith(root))
  .map((id) => [relative(root, id), statSync(id).size, statSync(id).mtimeMs] as const)
const entry = chunks.find(({ isEntry }) => isEntry)?.fileName
put('built-from.json', JSON.stringify({ entry, sources }))
const made = new Set(chunks.map(({ fileName }) => fileName))
for (const name of readdirSync(folder))
  if (name.endsWith('.js') && !made.has(name)) rmSync(join(folder, name), { force: true })

/** Whoever reads it meanwhile reads all of it: several players may be started at once. */
function put(name: string, text: string): void {
  const part = join(folder, `${name}.${process.pid}.part`)
  writeFileSync(part, text)
  renameSync(part, join(folder, name))
}
