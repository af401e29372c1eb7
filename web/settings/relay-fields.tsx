import { Button, Fieldset, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Station, StationGroup } from '../api/shapes.ts'
import type { RelayDraft, WindowDraft } from '../data/window-draft.ts'

const NOT: RelayDraft = { mode: 'none', startsAt: '' }

/** Which communes relay a window, each at the same time or from a time of its own on. */
export function RelayFields({
  relays,
  stations,
  groups,
  onChange,
}: {
  relays: WindowDraft['relays']
  stations: readonly Station[]
  groups: readonly StationGroup[]
  onChange: (relays: WindowDraft['relays']) => void
}) {
  const { t } = useTranslation()
  const communes = stations.filter(({ role }) => role === 'commune')
  const places = [
    ...groups.map(({ id, name }) => ({ id, name: t('airtime.group', { name }), ip: true })),
    ...communes.map(({ id, name, technology }) => ({ id, name, ip: technology === 'ip' })),
  ]
  const all = Object.fromEntries(
    communes.map(({ id }) => [id, { mode: 'same', startsAt: '' }] as const),
  )
  return (
    <Fieldset legend={t('airtime.relayedBy')}>
      <div className="form-row">
        <Button variant="default" size="sm" onClick={() => onChange(all)}>
          {t('airtime.relayAll')}
        </Button>
        <Button variant="default" size="sm" onClick={() => onChange({})}>
          {t('airtime.relayNobody')}
        </Button>
      </div>
      {places.map(({ id, name, ip }) => {
        const relay = relays[id] ?? NOT
        const change = (news: Partial<RelayDraft>) =>
          onChange({ ...relays, [id]: { ...relay, ...news } })
        return (
          <div key={id} className="relay-row">
            <span>{name}</span>
            <NativeSelect
              aria-label={t('airtime.relayOf', { name })}
              size="sm"
              value={relay.mode}
              onChange={(event) =>
                change({ mode: event.currentTarget.value as RelayDraft['mode'] })
              }
              data={(ip ? (['none', 'same', 'later'] as const) : (['none', 'same'] as const)).map(
                (value) => ({ value, label: t(`airtime.relayMode.${value}`) }),
              )}
            />
            {relay.mode === 'later' && (
              <TextInput
                aria-label={`${name}: ${t('airtime.relayAt')}`}
                size="sm"
                inputMode="numeric"
                placeholder="17:30"
                value={relay.startsAt}
                onChange={(event) => change({ startsAt: event.currentTarget.value })}
              />
            )}
          </div>
        )
      })}
    </Fieldset>
  )
}
