import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes a folder and its parents, closed to others. Step by step, since Node's own recursive way
 * never returns where a folder is there and yet nothing can be made in it (/proc, for one).
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return
    const parent = dirname(folder)
    const isParentThere = await stat(parent).then(
      () => true,
      () => false,
    )
    if (code !== 'ENOENT' || isParentThere || parent === folder)
      throw new Error(`the folder ${folder} cannot be made: ${code}`, { cause: error })
    await makeFolder(parent)
    await makeFolder(folder)
  }
}
