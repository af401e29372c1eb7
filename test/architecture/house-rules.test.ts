import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** What no linter checks: the rules of ARCHITECTURE.md about files as a whole. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(file))
const sources = files
  .filter((file) => /^(media|playout|server|web|test)\/.*\.tsx?$/.test(file))
  .filter((file) => !file.includes('.gen.'))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
const product = sources.filter(({ file }) => !file.startsWith('test/'))

/** Where a process is put together, and where the clock and ids are made. */
const compositionRoots =
  /(^|\/)((match-)?cli|main|supervisor|make)\.tsx?$|^playout\/contract\/time\.ts$|\/(clock|ids?|random)\.ts$|\.config\.ts$/

function where(pattern: RegExp, among: typeof sources): string[] {
  return among.flatMap(({ file, text }) =>
    text
      .split('\n')
      .map((line, index) => ({ line, at: `${file}:${index + 1}` }))
      .filter(({ line }) => pattern.test(line) && !/^\s*(\/?\*|\/\/)/.test(line))
      .map(({ at, line }) => `${at} ${line.trim()}`),
  )
}

describe('the house', () => {
  it('has only the top folders and conventional root files', () => {
    const allowed =
      /^(server|playout|web|media|test|\.ci|package(-lock)?\.json|tsconfig\.json|README\.md|ARCHITECTURE\.md|DECISIONS\.md|LICENSE|biome\.json|vitest\.config\.ts|knip\.json|\.dependency-cruiser\.cjs|\.gitignore|\.npmrc)$/
    const tops = [...new Set(files.map((file) => file.split('/')[0] ?? ''))]
    expect(tops.filter((top) => !allowed.test(top))).toEqual([])
  })

  it('has no file over 400 lines, texts excepted', () => {
    const long = sources
      .filter(({ file }) => !/^web\/text\//.test(file))
      .filter(({ text }) => text.split('\n').length > 401)
      .map(({ file }) => file)
    expect(long).toEqual([])
  })

  it('has no junk drawer', () => {
    const drawers = product.filter(({ file }) =>
      /\/(utils?|helpers?|common|misc|lib|types)(\.tsx?|\/)/.test(file),
    )
    expect(drawers.map(({ file }) => file)).toEqual([])
  })

  it('reads clock, chance and environment in composition roots only', () => {
    const elsewhere = product.filter(({ file }) => !compositionRoots.test(file))
    const reads =
      /\bDate\.now\(|new Date\(\)|Math\.random\(|randomUUID\(|\bperformance\.now\(|process\.env\b/
    expect(where(reads, elsewhere)).toEqual([])
  })

  it('never mocks a module and never skips, focuses or excuses a test', () => {
    const soft =
      /\bvi\.mock\(|\b(it|test|describe)\.(only|todo|fails)\(|@ts-(ignore|nocheck)|expect\(true\)/
    expect(
      where(
        soft,
        sources.filter(({ file }) => !file.endsWith('house-rules.test.ts')),
      ),
    ).toEqual([])
  })

  it('names no path of a machine', () => {
    expect(
      where(
        /["'`](\/home\/|\/root\/|\/work\/)/,
        sources.filter(({ file }) => !file.endsWith('house-rules.test.ts')),
      ),
    ).toEqual([])
  })
})
