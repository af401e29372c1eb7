import type { Store } from '../../media/store/store.ts'
import type { AssetRow, RenditionRow } from '../db/schema.ts'

/** A sound that is ready, with its files. */
export type Sound = AssetRow & Readonly<{ renditions: readonly RenditionRow[] }>

/** What taking in sound needs of the composition root. */
export type MediaTools = Readonly<{
  /** Path of the ffmpeg program. */
  program: string
  store: Store
  /** A folder for what is on its way; its part `uploads` is emptied before the first. */
  workFolder: string
}>
