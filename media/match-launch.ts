import { enableCompileCache, flushCompileCache, getCompileCacheDir } from 'node:module'
import { fileURLToPath } from 'node:url'
import { FRUGAL } from './frugal.ts'

/**
 * Runs `tiep-am match` in the place of this process, with memory kept small from the beginning: the
 * allocator told so, the young heap small, and code compiled before, so that nothing of what strips
 * types is loaded again. Where a process cannot be replaced (Windows), it runs here.
 */
export async function launchMatch(
  env: Readonly<Record<string, string | undefined>>,
  args: readonly string[],
  print: (text: string) => void,
): Promise<void> {
  enableCompileCache()
  const { runMatch } = await import('./match-cli.ts')
  if (process.platform !== 'linux' || process.execve === undefined) {
    await runMatch(env, [...args], print)
    return
  }
  flushCompileCache()
  const program = fileURLToPath(new URL('match-cli.ts', import.meta.url))
  const quiet = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=1']
  process.execve(process.execPath, [process.execPath, ...quiet, program, ...args], {
    ...env,
    ...FRUGAL,
    NODE_COMPILE_CACHE: getCompileCacheDir() ?? '',
  })
}
