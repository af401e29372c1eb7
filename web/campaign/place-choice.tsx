import { Checkbox, Fieldset, Radio } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** A station, or a group of them. */
export type Choosable = Readonly<{ id: string; name: string; note?: string | undefined }>

/** All of them without naming any, or some by name. */
export function PlaceChoice({
  legend,
  anyLabel,
  someLabel,
  places,
  groups,
  chosen,
  onChoose,
  error,
  children,
  testid,
}: {
  legend: string
  /** What choosing none by name means. */
  anyLabel: string
  someLabel: string
  places: readonly Choosable[]
  /** Named as one; "all" leaves them out, since their members are among the places. */
  groups: readonly Choosable[]
  /** Null for no choice by name. */
  chosen: readonly string[] | null
  onChoose: (chosen: readonly string[] | null) => void
  error: string | null
  children?: React.ReactNode
  testid: string
}) {
  const { t } = useTranslation()
  const all = places.length > 0 && places.every(({ id }) => chosen?.includes(id))
  return (
    <Fieldset legend={legend} data-testid={testid}>
      <Radio.Group
        aria-label={legend}
        value={chosen === null ? 'any' : 'some'}
        onChange={(value) => onChoose(value === 'any' ? null : places.map(({ id }) => id))}
      >
        <div className="checks">
          <Radio value="any" label={anyLabel} />
          <Radio value="some" label={someLabel} />
        </div>
      </Radio.Group>
      {chosen !== null && (
        <div className="checks place-checks">
          <Checkbox
            label={t('all')}
            checked={all}
            indeterminate={!all && chosen.length > 0}
            onChange={() => onChoose(all ? [] : places.map(({ id }) => id))}
          />
          {[...groups, ...places].map(({ id, name, note }) => (
            <Checkbox
              key={id}
              label={name}
              description={note}
              checked={chosen.includes(id)}
              onChange={() =>
                onChoose(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
              }
            />
          ))}
        </div>
      )}
      {error && (
        <p className="field-fault" role="alert">
          {error}
        </p>
      )}
      {children}
    </Fieldset>
  )
}
