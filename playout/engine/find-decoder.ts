import { type Ffmpeg, type FinderEnv, findFfmpeg } from '../../media/ffmpeg/find.ts'

/**
 * The ffmpeg of a player: the one that somebody chose, then the bundled one, which is one file where
 * a system's is two hundred and so starts in a fifth of the time and needs a third of the memory;
 * then the system's.
 */
export async function findDecoder(env: FinderEnv): Promise<Ffmpeg> {
  try {
    return await findFfmpeg({ FFMPEG_PATH: env.FFMPEG_PATH })
  } catch (error) {
    if (env.FFMPEG_PATH) throw error
    return findFfmpeg(env)
  }
}
