import { z } from 'zod'

/** What the server's process tells the supervisor: that it is there, and which players run beside it. */
const LocalPlayer = z.object({
  station: z.string(),
  name: z.string(),
  /** Folder that only this player writes. */
  state: z.string(),
  /** One-time code, when the folder holds no key yet. */
  enrol: z.string().nullable(),
  /** Where its server is and where its sound goes, as arguments of the player. */
  args: z.array(z.string()),
})

export const ServerMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('listening'),
    players: z.array(LocalPlayer),
  }),
  /** Shown once, as soon as it is made: whatever happens next, somebody can still sign in. */
  z.object({ type: z.literal('password'), password: z.string() }),
  z.object({ type: z.literal('ready'), firstSoundAt: z.int().nullable() }),
  /** Everything must start anew, on another folder. */
  z.object({ type: z.literal('restart') }),
  /** It cannot run, and why, in both languages; it exits right after. */
  z.object({ type: z.literal('fatal'), vi: z.string(), en: z.string() }),
])
export type ServerMessage = z.infer<typeof ServerMessage>
export type LocalPlayer = z.infer<typeof LocalPlayer>
