import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Sound } from '../api/shapes.ts'

type Preview = Readonly<{
  /** The asset that sounds now. */
  playing: string | null
  /** 0…1 of it. */
  share: number
  failed: boolean
}>
type Toggle = (sound: Sound) => void

const PreviewContext = createContext<Preview>({ playing: null, share: 0, failed: false })
const ToggleContext = createContext<Toggle>(() => {})

/** What sounds now and how far it is: changes a few times a second while something does. */
export function usePreview(): Preview {
  return useContext(PreviewContext)
}

/** Plays a sound, or stops it; never changes, so that rows need not be drawn again for it. */
export function usePreviewToggle(): Toggle {
  return useContext(ToggleContext)
}

/** One sound of a list at a time; choosing another stops the first. */
export function PreviewProvider({ children }: { children: ReactNode }) {
  const audio = useRef<HTMLAudioElement>(null)
  const current = useRef<string | null>(null)
  const [playing, setPlaying] = useState<string | null>(null)
  const [share, setShare] = useState(0)
  const [failed, setFailed] = useState(false)

  const stop = useCallback(() => {
    audio.current?.pause()
    current.current = null
    setPlaying(null)
  }, [])
  const toggle = useCallback(
    (sound: Sound) => {
      const mp3 = sound.renditions.find(({ kind }) => kind === 'mp3')
      const again = current.current === sound.asset
      stop()
      setFailed(false)
      if (again || !mp3 || !audio.current) return
      current.current = sound.asset
      setShare(0)
      setPlaying(sound.asset)
      audio.current.src = `/api/v1/assets/${mp3.digest}`
      audio.current.play().catch(() => {
        // Stopping while it loads is no fault.
        if (current.current !== sound.asset) return
        setFailed(true)
        stop()
      })
    },
    [stop],
  )
  const value = useMemo(() => ({ playing, share, failed }), [playing, share, failed])
  return (
    <ToggleContext value={toggle}>
      {/* biome-ignore lint/a11y/useMediaCaption: the bulletin's text stands on its own page. */}
      <audio
        ref={audio}
        preload="none"
        data-testid="preview"
        onTimeUpdate={({ currentTarget: { currentTime, duration } }) =>
          setShare(duration > 0 ? currentTime / duration : 0)
        }
        onEnded={stop}
      />
      <PreviewContext value={value}>{children}</PreviewContext>
    </ToggleContext>
  )
}
