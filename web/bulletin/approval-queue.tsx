import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { Sound } from '../api/shapes.ts'
import type { Placed } from '../data/bulletin-list.ts'
import { Dialog } from '../part/dialog.tsx'
import { ProblemNote } from '../part/problem-note.tsx'
import { useHearing } from './hearing.ts'
import { ListenedPlayer } from './listened-player.tsx'

type Queued = Placed & Readonly<{ sound: Sound }>

/** Nghe rồi duyệt: one plays after the other; each that was heard to its end may be approved. */
export function ApprovalQueue({
  placed,
  onClose,
}: {
  placed: readonly Placed[]
  onClose: () => void
}) {
  const { t } = useTranslation()
  const pressing = placed.filter(({ version }) => version.class === 'emergency')
  const queue = placed.flatMap(({ bulletin, version }): Queued[] =>
    version.sound && version.class !== 'emergency'
      ? [{ bulletin, version, sound: version.sound }]
      : [],
  )
  return (
    <Dialog onClose={onClose} title={t('queue.title')} size="xl">
      <p className="note">{t('queue.says')}</p>
      {pressing.length > 0 && (
        <p className="awaiting" role="note">
          {t('queue.emergency', {
            titles: pressing.map(({ bulletin }) => bulletin.title).join('; '),
          })}
        </p>
      )}
      {queue.length > 0 && <Queue queue={queue} onClose={onClose} />}
    </Dialog>
  )
}

function Queue({ queue, onClose }: { queue: readonly Queued[]; onClose: () => void }) {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  const [heard, setHeard] = useState<ReadonlySet<string>>(
    () => new Set(queue.flatMap(({ version }) => (version.listened ? [version.id] : []))),
  )
  const [at, setAt] = useState(() => Math.max(0, nextOf(queue, heard, -1)))
  // The first is begun by a person; what follows begins by itself.
  const [begun, setBegun] = useState(false)
  const approve = useMutation({
    mutationFn: (versions: readonly Queued[]) =>
      answer(
        api.POST('/api/v1/bulletins/approve', {
          body: {
            versions: versions.map(({ bulletin, version }) => ({
              ...{ bulletin: bulletin.id, number: version.number, seal: version.seal },
            })),
          },
        }),
      ),
    onSuccess: ({ results }) => {
      void queries.invalidateQueries({ queryKey: ['bulletins'] })
      if (results.every(({ refusal }) => refusal === null)) onClose()
    },
  })
  const current = queue[at] as Queued
  const ready = queue.filter(({ version }) => heard.has(version.id))
  const outcome = (one: Queued) =>
    approve.data?.results.find(
      ({ bulletin, number }) => bulletin === one.bulletin.id && number === one.version.number,
    )
  const whole = (version: string) => {
    const all = new Set([...heard, version])
    setHeard(all)
    const next = nextOf(queue, all, at)
    if (next < 0) return
    setBegun(true)
    setAt(next)
  }
  return (
    <div className="queue">
      <ol className="queue-list">
        {queue.map((one, index) => {
          const result = outcome(one)
          return (
            <li key={one.version.id} data-now={index === at || undefined} data-testid="queued">
              <button type="button" onClick={() => setAt(index)} aria-current={index === at}>
                <b>{one.bulletin.title}</b>
                <span className="note">
                  {result?.refusal
                    ? result.refusal[i18n.language === 'en' ? 'en' : 'vi']
                    : result
                      ? t('queue.approved')
                      : heard.has(one.version.id)
                        ? `✓ ${t('queue.heard')}`
                        : t(index === at && begun ? 'queue.playing' : 'queue.waiting')}
                </span>
              </button>
            </li>
          )
        })}
      </ol>
      <div className="queue-now">
        <h2 className="part-title">{current.bulletin.title}</h2>
        <QueuedSound
          key={current.version.id}
          queued={current}
          begins={begun && !heard.has(current.version.id)}
          onWhole={() => whole(current.version.id)}
        />
        <div className="bulletin-text" lang={current.version.language}>
          {current.version.text || t('bulletin.noText')}
        </div>
      </div>
      <ProblemNote error={approve.error} />
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose}>
          {t('close')}
        </Button>
        <Button
          variant="outline"
          disabled={ready.length === 0 || approve.isSuccess}
          loading={approve.isPending}
          onClick={() => approve.mutate(ready)}
          data-testid="queue-approve"
        >
          {ready.length === 0 ? t('queue.approveNone') : t('queue.approve', { n: ready.length })}
        </Button>
      </div>
    </div>
  )
}

function QueuedSound({
  queued: { bulletin, version, sound },
  begins,
  onWhole,
}: {
  queued: Queued
  begins: boolean
  onWhole: () => void
}) {
  const { t } = useTranslation()
  const hearing = useHearing(
    { bulletin: bulletin.id, number: version.number, seal: version.seal, lengthMs: sound.lengthMs },
    onWhole,
  )
  return (
    <ListenedPlayer
      sound={sound}
      hearing={version.listened ? { ...hearing, done: true } : hearing}
      says={t('listen.must')}
      begins={begins}
      first
    />
  )
}

/** The next one that was not heard, after `at` and then from the start; −1 when all were. */
function nextOf(queue: readonly Queued[], heard: ReadonlySet<string>, at: number): number {
  const open = (one: Queued) => !heard.has(one.version.id)
  const after = queue.findIndex((one, index) => index > at && open(one))
  return after >= 0 ? after : queue.findIndex(open)
}
