import { useSyncExternalStore } from 'react'
import { sizeOf } from '../text/format.ts'
import type { Words } from './duty-page.tsx'
import type { Sounds } from './sounds.ts'
import { said } from './text.ts'

/** Recordings that still lie on the phone, and what keeps them there. */
export function KeptSounds({
  sounds,
  staff,
  words: { text, language },
}: {
  sounds: Sounds
  staff: string
  words: Words
}) {
  const { list, keepsNothing, sending } = useSyncExternalStore(sounds.listen, sounds.state)
  const mine = list.filter(({ about }) => about.staff === staff && !about.making)
  if (mine.length === 0 && !keepsNothing) return null
  return (
    <section aria-label={text.sound.kept}>
      <h2>{text.sound.kept}</h2>
      {keepsNothing && (
        <p className="problem" role="alert">
          {text.sound.keepsNothing}
        </p>
      )}
      <ul className="kept-sounds">
        {mine.map(({ kept, about, file }) => (
          <li key={kept} className="card" data-testid="kept-sound">
            <b>
              {said(text.sound.keptOne, { title: about.title, size: sizeOf(file.size, language) })}
            </b>
            {about.refusal ? (
              <p className="problem" role="alert">
                <b>{text.refused}</b> {language === 'en' ? about.refusal.en : about.refusal.vi}
                <button type="button" className="plain" onClick={() => void sounds.drop(kept)}>
                  {text.drop}
                </button>
              </p>
            ) : (
              <p className="quiet">
                {sending?.kept === kept
                  ? said(text.sound.sending, {
                      percent: Math.floor((sending.bytes / Math.max(1, file.size)) * 100),
                    })
                  : text.sound.waiting}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
