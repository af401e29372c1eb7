import './truc.css'
import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { calls } from './calls.ts'
import { makeDuty } from './duty.ts'
import { DutyPage } from './duty-page.tsx'
import { trucEn, trucVi } from './text.ts'

const LANGUAGE = 'tiep-am.language'
/** How often the day is asked for anew, and what is kept tried again. */
const REFRESH_MS = 30_000

const memory = window.localStorage
const duty = makeDuty({
  calls,
  memory,
  now: () => Date.now(),
  newId: () => crypto.randomUUID(),
})

function Page() {
  const [now, setNow] = useState(() => Date.now())
  const [language, setLanguage] = useState<'vi' | 'en'>(
    memory.getItem(LANGUAGE) === 'en' ? 'en' : 'vi',
  )
  useEffect(() => {
    const refresh = () => void duty.refresh()
    refresh()
    const clock = setInterval(() => setNow(Date.now()), 1_000)
    const again = setInterval(refresh, REFRESH_MS)
    window.addEventListener('online', refresh)
    return () => {
      clearInterval(clock)
      clearInterval(again)
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
  return <DutyPage duty={duty} now={now} words={words} onLanguage={switchLanguage} />
}

const root = document.getElementById('root')
if (!root) throw new Error('truc.html has no #root')
createRoot(root).render(<Page />)

// Without it the page works, only not offline: some browsers refuse it, in private windows say.
if ('serviceWorker' in navigator)
  void navigator.serviceWorker.register('/truc-sw.js', { scope: '/truc' }).catch(() => undefined)
