import { Checkbox, Fieldset } from '@mantine/core'

/** Places to choose any of. */
export function PlaceChecks({
  legend,
  places,
  chosen,
  onChange,
}: {
  legend: string
  places: readonly Readonly<{ id: string; name: string }>[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}) {
  return (
    <Fieldset legend={legend}>
      <div className="checks">
        {places.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={chosen.includes(id)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id),
              )
            }
          />
        ))}
      </div>
    </Fieldset>
  )
}
