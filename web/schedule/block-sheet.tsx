import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Block } from '../api/shapes.ts'
import { linesOf, msOf, type PlanLine } from '../data/plan-line.ts'
import { useSpan } from '../part/spans.ts'
import { lengthOf, timeOf } from '../text/format.ts'

/** One window of the day: what sounds in it, second by second, and what is still free. */
export function BlockSheet({
  block,
  zone,
  current,
}: {
  block: Block
  zone: string
  current: boolean
}) {
  const { t, i18n } = useTranslation()
  const span = useSpan()
  const freeMs = msOf(block.freeSamples)
  const wholeMs = msOf(block.lengthSamples)
  const used = Math.round(Math.min(1, Math.max(0, 1 - freeMs / Math.max(1, wholeMs))) * 100)
  return (
    <section
      className="block"
      data-current={current || undefined}
      data-testid="block"
      aria-labelledby={`block-${block.id}`}
    >
      <header>
        <h2 id={`block-${block.id}`}>
          <span className="tabular">{timeOf(block.startsAt, zone)}</span>{' '}
          {/* A window that has no other name is called by its time. */}
          {/^[\d:]+$/.test(block.title) ? '' : block.title}
        </h2>
        {block.purpose === 'test' ? (
          <span className="chip">
            {block.outputs
              ? `${t('schedule.test')} · ${t('schedule.onlyOutputs', { outputs: block.outputs.join(', ') })}`
              : t('schedule.test')}
          </span>
        ) : (
          <span className="fill">
            <span
              className="fill-bar"
              role="img"
              aria-label={t('schedule.fill', { percent: used })}
            >
              <span style={{ width: `${used}%` }} />
            </span>
            <span className="tabular">
              {freeMs > 500
                ? t('schedule.free', { length: span(freeMs) })
                : freeMs < -500
                  ? t('schedule.over', { length: span(-freeMs) })
                  : t('schedule.full')}
            </span>
          </span>
        )}
      </header>
      <ol className="lines">
        {linesOf(block).map((line) => (
          <li key={line.key} className={`line line-${line.kind}`}>
            <time className="tabular">{timeOf(line.startsAt, zone)}</time>
            <span className="line-what">
              <LineWhat line={line} />
            </span>
            <span className="tabular line-length">{lengthOf(line.endsAt - line.startsAt)}</span>
          </li>
        ))}
      </ol>
      {block.explanations.length > 0 && (
        <details className="why">
          <summary>{t('schedule.why')}</summary>
          <ul>
            {block.explanations.map((one) => (
              <li key={`${one.code} ${one.vi}`}>{i18n.language === 'en' ? one.en : one.vi}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function LineWhat({ line }: { line: PlanLine }) {
  const { t } = useTranslation()
  if (line.kind === 'free') return t('schedule.freeTime')
  if (line.kind === 'relay') return t('schedule.relay', { source: t(`source.${line.source}`) })
  const { item } = line
  return (
    <>
      {item.bulletin ? (
        <Link to="/ban-tin/$bulletin" params={{ bulletin: item.bulletin.id }}>
          {item.title}
        </Link>
      ) : (
        item.title
      )}
      {item.kind === 'tune' && item.title !== t('schedule.tune') && (
        <span className="note"> · {t('schedule.tune')}</span>
      )}
      {item.relayOf && <span className="note"> · {t('schedule.relays')}</span>}
    </>
  )
}
