import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { hasRole } from '../data/access.ts'
import { Dialog } from '../part/dialog.tsx'
import { Empty } from '../part/empty.tsx'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'

/** Things that an administrator keeps by name: a list, and a dialog to add one or to change it. */
export function KeptList<Kept extends Readonly<{ id: string; name: string }>>({
  label,
  add,
  empty,
  kept,
  says,
  form,
}: {
  label: string
  add: string
  empty: string
  kept: UseQueryResult<readonly Kept[]>
  /** What stands in the list after the name. */
  says: (one: Kept) => ReactNode
  /** Null for a new one. */
  form: (one: Kept | null, onDone: () => void) => ReactNode
}) {
  const { t } = useTranslation()
  const { session } = useSigned()
  const [open, setOpen] = useState<Kept | 'new' | null>(null)
  const mayChange = hasRole(session, 'administrator')
  const close = () => setOpen(null)
  return (
    <section aria-label={label}>
      {mayChange ? (
        <Button onClick={() => setOpen('new')}>{add}</Button>
      ) : (
        <p className="note">{t('airtime.forAdmin')}</p>
      )}
      <ProblemNote error={kept.error} again={() => void kept.refetch()} />
      {kept.isPending && <Waiting />}
      {kept.data?.length === 0 && <Empty says={empty} />}
      <ul className="windows">
        {kept.data?.map((one) => (
          <li key={one.id}>
            <b>{one.name}</b> · {says(one)}
            {mayChange && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('airtime.change', { name: one.name })}
                onClick={() => setOpen(one)}
              >
                {t('airtime.edit')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {open && (
        <Dialog onClose={close} size="lg" title={open === 'new' ? add : open.name}>
          {form(open === 'new' ? null : open, close)}
        </Dialog>
      )}
    </section>
  )
}
