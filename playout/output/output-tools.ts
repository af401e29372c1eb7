import { join } from 'node:path'
import type { OutputTools } from './open-outputs.ts'
import type { PulseServer } from './pulse-link.ts'

type Env = Readonly<Record<string, string | undefined>>

/** What the environment says of the programs and servers that outputs use. */
export function outputTools(ffmpeg: () => Promise<string>, env: Env): OutputTools {
  const aplay = env.APLAY_PATH ?? 'aplay'
  const arecord = env.ARECORD_PATH ?? 'arecord'
  return { ffmpeg, aplay, arecord, pulse: pulseServer(env), path: env.PATH ?? '' }
}

/** As PulseAudio's own programs find it: PULSE_SERVER, else the user's own server. */
function pulseServer(env: Env): PulseServer {
  const home = env.HOME ?? '/root'
  const runtime = env.XDG_RUNTIME_DIR
  const own = runtime ? join(runtime, 'pulse/native') : '/var/run/pulse/native'
  const [first = ''] = (env.PULSE_SERVER ?? '').split(' ')
  return {
    address: addressOf(first.replace(/^\{[^}]*\}/, '')) ?? { path: own },
    cookiePath:
      env.PULSE_COOKIE ?? join(env.XDG_CONFIG_HOME ?? join(home, '.config'), 'pulse/cookie'),
  }
}

function addressOf(text: string): PulseServer['address'] | null {
  if (text === '') return null
  if (text.startsWith('unix:')) return { path: text.slice(5) }
  if (text.startsWith('/')) return { path: text }
  const url = URL.canParse(`tcp://${text.replace(/^tcp[46]?:/, '')}`)
    ? new URL(`tcp://${text.replace(/^tcp[46]?:/, '')}`)
    : null
  return url ? { host: url.hostname, port: Number(url.port || 4713) } : null
}
