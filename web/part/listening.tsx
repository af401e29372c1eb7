import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react'

/** Where the district's player leaves what it sends, for browsers. */
const LIVE_SOUND = '/live/district/index.m3u8'

export type ListeningState = 'off' | 'opening' | 'on' | 'failed'
type Listening = Readonly<{ state: ListeningState; toggle: () => void }>

const ListeningContext = createContext<Listening>({ state: 'off', toggle: () => {} })

export function useListening(): Listening {
  return useContext(ListeningContext)
}

/** The air, heard in this browser: through hls.js where it can work, else as the browser itself can. */
export function ListeningProvider({ children }: { children: ReactNode }) {
  const audio = useRef<HTMLAudioElement>(null)
  const stop = useRef<(() => void) | null>(null)
  const [state, setState] = useState<ListeningState>('off')

  const toggle = useCallback(() => {
    const element = audio.current
    if (!element) return
    if (stop.current) {
      stop.current()
      stop.current = null
      setState('off')
      return
    }
    let stopped = false
    let detach = () => element.removeAttribute('src')
    stop.current = () => {
      stopped = true
      element.pause()
      detach()
    }
    const fail = () => {
      if (stopped) return
      stop.current?.()
      stop.current = null
      setState('failed')
    }
    setState('opening')
    void openInto(element, fail).then((ready) => {
      if (stopped) return ready()
      detach = ready
      element.play().then(() => !stopped && setState('on'), fail)
    }, fail)
  }, [])

  useEffect(() => () => stop.current?.(), [])

  return (
    <ListeningContext value={{ state, toggle }}>
      {children}
      {/* biome-ignore lint/a11y/useMediaCaption: live radio; what is said stands in the bulletin's text. */}
      <audio ref={audio} data-testid="live-sound" data-state={state} />
    </ListeningContext>
  )
}

/** @returns lets go of the stream */
async function openInto(element: HTMLAudioElement, fail: () => void): Promise<() => void> {
  const { default: Hls } = await import('hls.js/light')
  if (!Hls.isSupported()) {
    element.src = LIVE_SOUND
    return () => element.removeAttribute('src')
  }
  const hls = new Hls({ enableWorker: false, liveSyncDurationCount: 2 })
  hls.on(Hls.Events.ERROR, (_event, { fatal }) => {
    if (fatal) fail()
  })
  hls.loadSource(LIVE_SOUND)
  hls.attachMedia(element)
  return () => hls.destroy()
}
