import type { z } from 'zod'
import { type Binding, bindFinds } from './bind.ts'
import type { Hearable } from './hearable.ts'
import { isThin, type WeighedFind } from './heard.ts'
import type { Standing } from './recording.ts'
import { freshnessOf, type Recording } from './recording.ts'
import { showFailure } from './recording-errors.ts'
import type { RecordingLine } from './recording-view.ts'

type Line = z.infer<typeof RecordingLine>
type ShownFind = Line['finds'][number]

/** What is known around a recording. */
export type RecordingSurroundings = Readonly<{
  stationName: string
  zone: string
  windowName: string | null
  madeByName: string
  standing: Standing
  finds: readonly WeighedFind[]
  isAttested: boolean
  /** What was due at its station on its date. */
  hearables: readonly Hearable[]
  /** Versions that have a sound, by asset. */
  versions: ReadonlyMap<string, ShownFind['versions']>
}>

export function showRecordingLine(recording: Recording, around: RecordingSurroundings): Line {
  const { id, state } = recording
  const { standing, finds, hearables } = around
  const heard = state.kind === 'done' ? state.heard : null
  const bindings = bindFinds(recording, finds, hearables)
  return {
    ...{ id, station: recording.station, stationName: around.stationName, zone: around.zone },
    ...{ date: recording.date, window: recording.window, windowName: around.windowName },
    ...{ aimAt: recording.aimAt, startedAt: recording.startedAt, clock: recording.clock },
    ...{ clockOffsetMs: recording.clockOffsetMs, source: recording.source },
    ...{ madeBy: recording.madeBy, madeByName: around.madeByName },
    ...{ announcedAt: recording.announcedAt, receivedAt: recording.receivedAt },
    freshness: freshnessOf(recording, heard?.durationMs ?? null),
    ...{ fileName: recording.fileName, bytes: recording.bytes },
    ...{ receivedBytes: standing.receivedBytes, state: state.kind, percent: standing.percent },
    ahead: standing.ahead,
    upload: state.kind === 'receiving' ? uploadOf(id) : null,
    ...{ durationMs: heard?.durationMs ?? null, contentType: heard?.contentType ?? null },
    finishedAt: 'finishedAt' in state ? state.finishedAt : null,
    refusal: state.kind === 'failed' ? showFailure(state.code, state.params) : null,
    isAlike: (heard?.alike.length ?? 0) > 0,
    isAttested: around.isAttested,
    soundRemovedAt: recording.soundRemovedAt,
    finds: finds.map((find) =>
      showFind(
        find,
        bindings.find((one) => one.find === find.number),
        around,
      ),
    ),
  }
}

/** Where the bytes of a recording go, by the tus protocol. */
function uploadOf(recording: string): string {
  return `/api/v1/recordings/tus/${recording}`
}

function showFind(
  find: WeighedFind,
  binding: Binding | undefined,
  { hearables, versions }: RecordingSurroundings,
): ShownFind {
  const hearable = hearables.find(({ key }) => key === binding?.target)
  const due = hearable ?? hearables.find(({ asset }) => asset === find.asset)
  const { bulletins: _, overruledBy: __, sameAs, spans, differing, ...shown } = find
  const isShared = binding?.note === 'overlapped' && find.effective === 'heard-in-part'
  return {
    ...shown,
    slight: isThin(find) || (isShared && !find.overruled),
    ...{ spans: [...spans], differing: [...differing], sameAs: [...sameAs] },
    versions: (versions.get(find.asset) ?? []).toSorted(
      (a, b) => Number(b.version === due?.version) - Number(a.version === due?.version),
    ),
    bound:
      hearable && binding?.how
        ? {
            ...{ target: hearable.key, obligation: hearable.obligation, title: hearable.title },
            ...{ dueAt: hearable.dueAt, lengthMs: hearable.lengthMs, window: hearable.window },
            how: binding.how,
          }
        : null,
    unbound: binding?.note ?? null,
  }
}
