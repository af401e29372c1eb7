import { useTranslation } from 'react-i18next'
import type { Block } from '../api/shapes.ts'
import { fillOf } from '../data/fill.ts'
import { linesOf, type PlanLine } from '../data/plan-line.ts'
import { lengthOf, timeOf } from '../text/format.ts'
import { useWindowWords } from './fill-words.ts'
import { HandNotes } from './hand-notes.tsx'
import { ItemMarks } from './item-marks.tsx'
import { useSchedulePlace } from './place.ts'
import { useRelayWords } from './relay-words.ts'

/** One window of the day: what sounds in it, second by second, and what is still free. */
export function BlockSheet({
  block,
  zone,
  current,
  mayChange,
  onOpen,
}: {
  block: Block
  zone: string
  current: boolean
  mayChange: boolean
  onOpen: (item: string) => void
}) {
  const { t } = useTranslation()
  const { plays } = useSchedulePlace()
  const words = useWindowWords()
  const used = Math.round(fillOf(block).used * 100)
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
            {plays && (
              <span
                className="fill-bar"
                role="img"
                aria-label={t('schedule.fill', { percent: used })}
              >
                <span style={{ width: `${used}%` }} />
              </span>
            )}
            <span className="tabular">{words(block, plays)}</span>
          </span>
        )}
      </header>
      <ol className="lines">
        {linesOf(block).map((line) => (
          <li key={line.key} className={`line line-${line.kind}`}>
            <time className="tabular">{timeOf(line.startsAt, zone)}</time>
            <span className="line-what">
              <LineWhat line={line} onOpen={onOpen} />
            </span>
            <span className="tabular line-length">{lengthOf(line.endsAt - line.startsAt)}</span>
          </li>
        ))}
      </ol>
      <HandNotes block={block} mayChange={mayChange} />
    </section>
  )
}

function LineWhat({ line, onOpen }: { line: PlanLine; onOpen: (item: string) => void }) {
  const { t } = useTranslation()
  const relayWords = useRelayWords()
  if (line.kind === 'free') return t('schedule.freeTime')
  if (line.kind === 'relay') return relayWords(line)
  const { item } = line
  return (
    <>
      <button
        type="button"
        className="line-open"
        onClick={() => onOpen(item.id)}
        data-testid="line-item"
      >
        {item.title}
      </button>
      {item.kind === 'tune' && item.title !== t('schedule.tune') && (
        <span className="note"> · {t('schedule.tune')}</span>
      )}
      {item.relayOf && item.by === 'player' && (
        <span className="note"> · {t('schedule.relays')}</span>
      )}{' '}
      <ItemMarks item={item} />
    </>
  )
}
