import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { airingsQuery, bulletinQuery } from '../api/queries.ts'
import { SoundPlayer } from '../part/sound-player.tsx'
import { Waiting } from '../part/waiting.tsx'

/** The sound of what was owed, fetched when somebody asks for it. */
export function ObligationSound({ item }: { item: string }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  const airings = useQuery({ ...airingsQuery({ item }), enabled: asked })
  const airing = airings.data?.airings[0]
  const bulletin = useQuery({
    ...bulletinQuery(airing?.bulletin ?? ''),
    enabled: Boolean(airing?.bulletin),
  })
  const sound = bulletin.data?.versions.find((one) => one.id === airing?.version)?.sound
  if (!asked)
    return (
      <div>
        <Button size="sm" variant="default" onClick={() => setAsked(true)} data-testid="hear">
          {t('relay.hear')}
        </Button>
      </div>
    )
  if (sound) return <SoundPlayer sound={sound} />
  const waiting = airings.isPending || (airing?.bulletin && bulletin.isPending)
  return waiting ? <Waiting /> : <p>{t('relay.noSound')}</p>
}
