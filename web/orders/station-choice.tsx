import { Button, Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Station } from '../api/shapes.ts'

/** Stations to tick, with all of them at one touch. */
export function StationChoice({
  legend,
  stations,
  chosen,
  onChange,
}: {
  legend: string
  stations: readonly Pick<Station, 'id' | 'name'>[]
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
}) {
  const { t } = useTranslation()
  const isAll = chosen.length === stations.length
  return (
    <fieldset className="station-choice">
      <legend>{legend}</legend>
      <Button
        size="compact-sm"
        variant="subtle"
        onClick={() => onChange(isAll ? [] : stations.map(({ id }) => id))}
      >
        {t(isAll ? 'orders.choose.nobody' : 'orders.choose.all')}
      </Button>
      <div className="station-ticks">
        {stations.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={chosen.includes(id)}
            onChange={({ currentTarget: { checked } }) =>
              onChange(checked ? [...chosen, id] : chosen.filter((one) => one !== id))
            }
          />
        ))}
      </div>
    </fieldset>
  )
}
