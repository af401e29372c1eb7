import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { Change, ChangesPreview, Resolution } from '../api/planning.ts'
import { ProblemError } from '../api/problem.ts'
import { stationsQuery } from '../api/queries.ts'
import { stepAfter } from '../data/plan-change.ts'
import { useDeps } from '../deps.ts'
import { Dialog } from '../part/dialog.tsx'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { localDateOf, minuteOf, writtenDate } from '../text/format.ts'
import { type Changes, ChangesContext, type Saved } from './changes.ts'
import { ConflictChoice } from './conflict-choice.tsx'
import { focusChanged } from './focus-changed.ts'
import { OutlookReading } from './outlook-reading.tsx'

type Asked = Readonly<{ changes: readonly Change[]; resolve: Resolution | null; undo: boolean }>

type Flow =
  | Readonly<{ step: 'rest' }>
  | Readonly<{ step: 'looking'; asked: Asked }>
  | Readonly<{ step: 'choose'; asked: Asked; preview: ChangesPreview }>
  | Readonly<{ step: 'read'; asked: Asked; preview: ChangesPreview; stale: boolean }>
  | Readonly<{ step: 'sending'; asked: Asked; preview: ChangesPreview | null }>
  | Readonly<{ step: 'refused'; asked: Asked; error: unknown }>

/** The server's word for "what you looked at is no longer so". */
const STALE = 'plan-changed'

/**
 * Every change by hand goes this way: looked at → a conflict settled → the next 24 hours read →
 * written. Nothing on the page moves before the server has written it.
 */
export function ChangeFlow({ children }: { children: ReactNode }) {
  const queries = useQueryClient()
  const { clock } = useDeps()
  const { offsetMs } = useSigned()
  const [flow, setFlow] = useState<Flow>({ step: 'rest' })
  const [saved, setSaved] = useState<Saved | null>(null)
  /** Answers of an earlier question are dropped. */
  const turn = useRef(0)

  async function look(asked: Asked, stale = false): Promise<void> {
    const mine = ++turn.current
    setFlow({ step: 'looking', asked })
    try {
      const preview = await answer(
        api.POST('/api/v1/plan/changes/preview', { body: wanted(asked) }),
      )
      if (mine !== turn.current) return
      const step = stepAfter(preview)
      if (step === 'choose') setFlow({ step, asked, preview })
      else if (step === 'read' || stale) setFlow({ step: 'read', asked, preview, stale })
      else await write(asked, preview, false)
    } catch (error) {
      if (mine === turn.current) setFlow({ step: 'refused', asked, error })
    }
  }

  /** @param shown false when there was nothing to read, so that no dialog is open */
  async function write(asked: Asked, preview: ChangesPreview, shown: boolean): Promise<void> {
    const mine = ++turn.current
    setFlow({ step: 'sending', asked, preview: shown ? preview : null })
    try {
      // Fresh, so that "published" speaks of what follows and not of what has been.
      const stations = await queries.fetchQuery({ ...stationsQuery, staleTime: 0 })
      const body = { ...wanted(asked), revision: preview.revision }
      const made = await answer(api.POST('/api/v1/plan/changes', { body }))
      setSaved({
        ...{ made, at: clock.now() + offsetMs, undo: asked.undo, changes: asked.changes },
        published: new Map(stations.map(({ id, manifestVersion }) => [id, manifestVersion])),
      })
      await queries.invalidateQueries({ queryKey: ['plan'] })
      if (mine === turn.current) setFlow({ step: 'rest' })
    } catch (error) {
      if (mine !== turn.current) return
      const stale = error instanceof ProblemError && error.problem.code === STALE
      if (stale) await look(asked, true)
      else setFlow({ step: 'refused', asked, error })
    }
  }

  const rests = flow.step === 'rest'
  useEffect(() => {
    if (saved && rests) focusChanged(saved.changes)
  }, [saved, rests])

  const leave = () => {
    turn.current += 1
    setFlow({ step: 'rest' })
  }
  const value: Changes = {
    ask: (changes, undo = false) => void look({ changes, resolve: null, undo }),
    busy: flow.step !== 'rest',
    saved,
    dismiss: () => setSaved(null),
  }
  return (
    <ChangesContext value={value}>
      {children}
      <FlowDialog
        flow={flow}
        onLeave={leave}
        onChoose={(asked, resolve) => void look({ ...asked, resolve })}
        onWrite={(asked, preview) => void write(asked, preview, true)}
      />
    </ChangesContext>
  )
}

/** Which hours are read: the next 24, or later ones by their dates. */
function useOutlookTitle(flow: Flow): string {
  const { t } = useTranslation()
  const { clock } = useDeps()
  const { office, offsetMs } = useSigned()
  const shown = 'preview' in flow ? (flow.preview?.stations ?? []) : []
  const from = Math.min(...shown.map((one) => one.from))
  const until = Math.max(...shown.map((one) => one.until))
  if (!Number.isFinite(from) || from < clock.now() + offsetMs + HOUR_MS)
    return t('change.outlookTitle')
  const dated = (at: number) =>
    `${minuteOf(at, office.zone)} ${writtenDate(localDateOf(at, office.zone))}`
  return t('change.outlookLater', { from: dated(from), to: dated(until) })
}

/** The preview is a little older than the screen. */
const HOUR_MS = 3_600_000

/** What stands in the way: something that sounds there, quiet hours, or another rule. */
function titleOfConflicts(flow: Flow) {
  const conflicts = flow.step === 'choose' ? flow.preview.conflicts : []
  if (conflicts.length > 0 && conflicts.every(({ reason }) => reason.code === 'quiet-hours'))
    return 'change.quietTitle'
  return conflicts.some(({ inTheWay }) => inTheWay.length > 0)
    ? 'change.conflictTitle'
    : 'change.ruleTitle'
}

function wanted({ changes, resolve }: Asked) {
  return { changes: [...changes], resolve }
}

function FlowDialog({
  flow,
  onLeave,
  onChoose,
  onWrite,
}: {
  flow: Flow
  onLeave: () => void
  onChoose: (asked: Asked, resolve: Resolution) => void
  onWrite: (asked: Asked, preview: ChangesPreview) => void
}) {
  const { t } = useTranslation()
  const reading = flow.step === 'read' || (flow.step === 'sending' && flow.preview !== null)
  const outlookTitle = useOutlookTitle(flow)
  const title = {
    ...{ rest: '', looking: t('change.looking'), choose: t(titleOfConflicts(flow)) },
    ...{ read: outlookTitle, sending: outlookTitle },
    refused: t('change.refusedTitle'),
  }[flow.step]
  if (flow.step === 'rest' || (flow.step === 'sending' && !reading)) return null
  return (
    <Dialog
      onClose={flow.step === 'sending' ? () => {} : onLeave}
      title={title}
      size={reading ? 820 : 620}
      className="change-dialog"
    >
      <div data-testid="change-dialog" data-step={flow.step}>
        {flow.step === 'looking' && <Waiting />}
        {flow.step === 'choose' && (
          <ConflictChoice
            preview={flow.preview}
            onChoose={(resolve) => onChoose(flow.asked, resolve)}
            onLeave={onLeave}
          />
        )}
        {(flow.step === 'read' || flow.step === 'sending') && flow.preview && (
          <OutlookReading
            preview={flow.preview}
            stale={flow.step === 'read' && flow.stale}
            sending={flow.step === 'sending'}
            onWrite={() => flow.preview && onWrite(flow.asked, flow.preview)}
            onLeave={onLeave}
          />
        )}
        {flow.step === 'refused' && <ProblemNote error={flow.error} />}
      </div>
    </Dialog>
  )
}
