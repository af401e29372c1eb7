import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sound } from '../api/shapes.ts'
import {
  AIR_LUFS,
  longestOf,
  loudnessAgainstAir,
  type Measures,
  peakVerdict,
  placeOn,
  stretchesOf,
} from '../data/measured.ts'
import { figureOf } from '../text/format.ts'

/** What the original file measured before anything was done to it, in words and small drawings. */
export function SoundFacts({ sound }: { sound: Sound }) {
  const { t } = useTranslation()
  const title = useId()
  const { measures } = sound
  return (
    <section className="sound-facts" aria-labelledby={title} data-testid="sound-facts">
      <h3 id={title} className="facts-title">
        {t('facts.title')}
      </h3>
      {measures ? (
        <>
          <dl className="fact-rows">
            <Loudness measures={measures} />
            <Clipping measures={measures} />
            <Silence measures={measures} />
            <Fact name={t('facts.speech')}>
              {t(
                measures.speech === 'present'
                  ? 'facts.speechPresent'
                  : measures.speech === 'absent'
                    ? 'facts.speechAbsent'
                    : 'facts.speechUnsure',
              )}
            </Fact>
            <Channels measures={measures} />
          </dl>
          <Strip measures={measures} trim={sound.trim} />
        </>
      ) : (
        <p className="note">{t('facts.none')}</p>
      )}
    </section>
  )
}

function Fact({
  name,
  children,
  warns = false,
}: {
  name: string
  children: ReactNode
  warns?: boolean
}) {
  return (
    <div data-warns={warns || undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const peakSays = {
  over: 'facts.peakOver',
  at: 'facts.peakAt',
  under: 'facts.peakFine',
} as const

function Loudness({ measures }: { measures: Measures }) {
  const { t, i18n } = useTranslation()
  const { integratedLufs, truePeakDbtp } = measures
  const { is, by } = loudnessAgainstAir(integratedLufs)
  const peak = peakVerdict(truePeakDbtp)
  const decibel = (value: number) => figureOf(value / 100, 1, i18n.language)
  return (
    <>
      <Fact name={t('facts.loudness')}>
        <b className="tabular">{decibel(integratedLufs)} LUFS</b>{' '}
        {t(`facts.${is}`, { n: decibel(by) })}
        <Scale value={placeOn(integratedLufs, -6_000, 0)} mark={placeOn(AIR_LUFS, -6_000, 0)} />
      </Fact>
      <Fact name={t('facts.truePeak')} warns={peak === 'over'}>
        <b className="tabular">{decibel(truePeakDbtp)} dBTP</b> {t(peakSays[peak])}
        <Scale value={placeOn(truePeakDbtp, -3_000, 600)} mark={placeOn(0, -3_000, 600)} />
      </Fact>
    </>
  )
}

/** A bar up to the value, and a mark where it should be; says nothing that the words do not. */
function Scale({ value, mark }: { value: number; mark: number }) {
  return (
    <svg className="fact-scale" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect className="fact-ground" width="100" height="4" />
      <rect className="fact-bar" width={value} height="4" />
      <rect className="fact-mark" x={mark - 0.4} width="0.8" height="4" />
    </svg>
  )
}

function Clipping({ measures: { clippedSamples, clippedPpm } }: { measures: Measures }) {
  const { t, i18n } = useTranslation()
  return (
    <Fact name={t('facts.clipping')} warns={clippedSamples > 0}>
      {clippedSamples === 0
        ? t('facts.clippingNone')
        : t('facts.clippingSome', {
            n: figureOf(clippedSamples, 0, i18n.language),
            percent: figureOf(clippedPpm / 10_000, 2, i18n.language),
          })}
    </Fact>
  )
}

function Silence({ measures }: { measures: Measures }) {
  const { t, i18n } = useTranslation()
  const { leadingSilenceMs, trailingSilenceMs, silencesInside } = measures
  const seconds = (ms: number) => figureOf(ms / 1000, 1, i18n.language)
  const parts = [
    leadingSilenceMs >= 100 && t('facts.silenceLeading', { n: seconds(leadingSilenceMs) }),
    silencesInside.length > 0 &&
      t('facts.silenceInside', {
        n: silencesInside.length,
        longest: seconds(longestOf(silencesInside)),
      }),
    trailingSilenceMs >= 100 && t('facts.silenceTrailing', { n: seconds(trailingSilenceMs) }),
  ].filter((part) => part !== false)
  return (
    <Fact name={t('facts.silence')}>
      {parts.length === 0 ? t('facts.silenceNone') : parts.join(' · ')}
    </Fact>
  )
}

function Channels({ measures: { mixdown } }: { measures: Measures }) {
  const { t } = useTranslation()
  const words = { mono: 'Mono', mean: 'Mean', left: 'Left', right: 'Right' } as const
  return (
    <Fact name={t('facts.mixdown')} warns={mixdown === 'left' || mixdown === 'right'}>
      {t(`facts.mixdown${words[mixdown]}`)}
    </Fact>
  )
}

/** The original from its first sample to its last. */
function Strip({ measures, trim }: { measures: Measures; trim: Sound['trim'] }) {
  const { t } = useTranslation()
  return (
    <figure className="fact-strip">
      <div aria-hidden="true">
        {stretchesOf(measures, trim).map(({ kind, from, width }) => (
          <span
            key={`${kind}${from}`}
            data-kind={kind}
            style={{ left: `${from}%`, width: `${width}%` }}
          />
        ))}
      </div>
      <figcaption className="note">{t('facts.strip')}</figcaption>
    </figure>
  )
}
