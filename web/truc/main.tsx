import './truc.css'
import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { openKeeper } from '../part/kept-recording.ts'
import { openMicrophone } from '../part/microphone.ts'
import { calls } from './calls.ts'
import { makeChallenges } from './challenge.ts'
import { makeDuty } from './duty.ts'
import { DutyPage, type Parts } from './duty-page.tsx'
import { makeEar } from './ear.ts'
import { hold, isHeld } from './made-here.ts'
import { soundCalls } from './sound-calls.ts'
import { makeSounds, type SoundAbout } from './sounds.ts'
import { trucEn, trucVi } from './text.ts'

const LANGUAGE = 'tiep-am.language'
/** How often the day is asked for anew, and what is kept tried again. */
const REFRESH_MS = 30_000
/** While a recording is being heard. */
const HEARING_MS = 5_000

const memory = window.localStorage
const duty = makeDuty({
  calls,
  memory,
  now: () => Date.now(),
  newId: () => crypto.randomUUID(),
})

const newId = () => crypto.randomUUID()
const keeper = () => openKeeper<SoundAbout>('tiep-am.duty')
const sounds = makeSounds({
  ...{ calls: soundCalls, keeper, isMade: isHeld, now: () => Date.now() },
  sent: () => void duty.refresh(),
})
const sendSounds = () => sounds.send(duty.state().kept?.staff.id ?? null)
const ear = makeEar({
  ...{ openMicrophone: () => openMicrophone(null), keeper, hold, now: () => Date.now() },
  after: (ms, ring) => {
    const timer = setTimeout(ring, ms)
    return () => clearTimeout(timer)
  },
  made: async () => {
    await sounds.load()
    await sendSounds()
  },
})
const parts: Parts = { duty, ear, sounds, challenges: makeChallenges(soundCalls), newId }

/** Is a recording of the days shown still on its way to a result? */
function isHearing(): boolean {
  const days = duty.state().kept?.days ?? []
  return days.some(({ windows }) =>
    windows.some(({ expected }) =>
      expected.some(({ recordings }) =>
        recordings.some(({ state }) => state !== 'done' && state !== 'failed'),
      ),
    ),
  )
}

function Page() {
  const [now, setNow] = useState(() => Date.now())
  const [language, setLanguage] = useState<'vi' | 'en'>(
    memory.getItem(LANGUAGE) === 'en' ? 'en' : 'vi',
  )
  useEffect(() => {
    const refresh = () => void duty.refresh().then(sendSounds)
    // Where a browser keeps nothing, there is nothing to send either.
    void sounds
      .load()
      .catch(() => undefined)
      .then(refresh)
    const clock = setInterval(() => setNow(Date.now()), 1_000)
    const again = setInterval(refresh, REFRESH_MS)
    const hearing = setInterval(() => {
      if (isHearing()) void duty.refresh()
    }, HEARING_MS)
    window.addEventListener('online', refresh)
    return () => {
      clearInterval(clock)
      clearInterval(again)
      clearInterval(hearing)
      window.removeEventListener('online', refresh)
    }
  }, [])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const words = { language, text: language === 'en' ? trucEn : trucVi }
  const switchLanguage = () => {
    const other = language === 'vi' ? 'en' : 'vi'
    memory.setItem(LANGUAGE, other)
    setLanguage(other)
  }
  return <DutyPage parts={parts} now={now} words={words} onLanguage={switchLanguage} />
}

const root = document.getElementById('root')
if (!root) throw new Error('truc.html has no #root')
createRoot(root).render(<Page />)

// Without it the page works, only not offline: some browsers refuse it, in private windows say.
if ('serviceWorker' in navigator)
  void navigator.serviceWorker.register('/truc-sw.js', { scope: '/truc' }).catch(() => undefined)
