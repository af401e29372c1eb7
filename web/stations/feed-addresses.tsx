import { Button, CopyButton, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import { type FeedAddress, feedAddressesQuery, type NewFeedAddress } from '../api/feeds.ts'
import type { Station } from '../api/shapes.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { momentOf } from '../text/format.ts'

const FILES = ['ics', 'm3u8', 'xspf', 'csv', 'json'] as const

/** Files of a station's schedule, and addresses by which phones keep up with it. */
export function FeedAddressesButton({ station }: { station: Station }) {
  const { t } = useTranslation()
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button size="sm" variant="default" onClick={open} data-testid={`feeds-${station.id}`}>
        {t('feeds.open')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={`${t('feeds.open')} · ${station.name}`}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Stack>
          <Text size="sm">{t('feeds.says')}</Text>
          <NewAddress station={station} />
          <Addresses station={station} />
          <div>
            <Text fw={600}>{t('feeds.files')}</Text>
            <p className="feed-files">
              {FILES.map((format) => (
                <a key={format} href={`/api/v1/feeds/${station.id}.${format}`} download>
                  {format.toUpperCase()}
                </a>
              ))}
              <a href={`/api/v1/feeds/${station.id}.csv?separator=semicolon`} download>
                {t('feeds.semicolons')}
              </a>
            </p>
          </div>
        </Stack>
      </Modal>
    </>
  )
}

function NewAddress({ station }: { station: Station }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const make = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/stations/{station}/feed-addresses', {
          params: { path: { station: station.id } },
          body: { name },
        }),
      ),
    onSuccess: async () => {
      setName('')
      await queries.invalidateQueries({ queryKey: ['feed-addresses', station.id] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate()
  }
  return (
    <>
      <form onSubmit={submit} className="feed-form">
        <TextInput
          label={t('feeds.name')}
          description={t('feeds.nameHint')}
          value={name}
          maxLength={100}
          required
          onChange={(event) => setName(event.currentTarget.value)}
          data-testid="feed-name"
        />
        <Button type="submit" loading={make.isPending} data-testid="feed-make">
          {t('feeds.make')}
        </Button>
      </form>
      <ProblemNote error={make.error} />
      {make.data && <Made made={make.data} />}
    </>
  )
}

function Made({ made }: { made: NewFeedAddress }) {
  const { t } = useTranslation()
  const addresses = [
    ['calendar', made.addresses.ics],
    ['m3u8', made.addresses.m3u8],
    ['xspf', made.addresses.xspf],
  ] as const
  return (
    <div role="status" data-testid="feed-made">
      <Text size="sm">{t('feeds.once')}</Text>
      <img
        className="qr"
        src={`data:image/svg+xml,${encodeURIComponent(made.qrSvg)}`}
        alt={t('feeds.qr', { name: made.name })}
      />
      {addresses.map(([kind, address]) => (
        <div key={kind} className="feed-address">
          <Text fw={600}>{t(`feeds.${kind}`)}</Text>
          <code className="mono" data-testid={`feed-${kind}`}>
            {address}
          </code>
          <CopyButton value={address}>
            {({ copied, copy }) => (
              <Button size="compact-sm" variant="default" onClick={copy}>
                {t(copied ? 'feeds.copied' : 'feeds.copy')}
              </Button>
            )}
          </CopyButton>
        </div>
      ))}
    </div>
  )
}

function Addresses({ station }: { station: Station }) {
  const { t } = useTranslation()
  const addresses = useQuery(feedAddressesQuery(station.id))
  return (
    <div>
      <Text fw={600}>{t('feeds.list')}</Text>
      <ProblemNote error={addresses.error} again={() => void addresses.refetch()} />
      {addresses.data?.length === 0 && <Text size="sm">{t('feeds.none')}</Text>}
      <ul className="feed-addresses">
        {addresses.data?.map((address) => (
          <Address key={address.id} address={address} />
        ))}
      </ul>
    </div>
  )
}

/** Revoking takes two taps: a calendar that stops is noticed late. */
function Address({ address }: { address: FeedAddress }) {
  const { t } = useTranslation()
  const { office } = useSigned()
  const queries = useQueryClient()
  const [asked, setAsked] = useState(false)
  const revoke = useMutation({
    mutationFn: () =>
      answer(
        api.DELETE('/api/v1/stations/{station}/feed-addresses/{address}', {
          params: { path: { station: address.station, address: address.id } },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ['feed-addresses', address.station] }),
  })
  return (
    <li>
      <span>
        <b>{address.name}</b>
        <br />
        <span className="note">
          {t('feeds.madeBy', {
            name: address.createdBy,
            time: momentOf(address.createdAt, office.zone),
          })}
        </span>
      </span>
      <Button
        size="compact-sm"
        variant={asked ? 'filled' : 'default'}
        aria-label={t('feeds.revokeOf', { name: address.name })}
        loading={revoke.isPending}
        onClick={() => (asked ? revoke.mutate() : setAsked(true))}
      >
        {t(asked ? 'feeds.sure' : 'feeds.revoke')}
      </Button>
      <ProblemNote error={revoke.error} />
    </li>
  )
}
