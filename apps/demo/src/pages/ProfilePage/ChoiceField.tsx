import type { ReactNode } from 'react'

export interface ChoiceFieldProps<Option extends string> {
  readonly name: string
  /** Read out; what is seen stands above. */
  readonly legend: string
  readonly options: readonly Option[]
  readonly value: Option
  readonly onChange: (option: Option) => void
  readonly render: (option: Option) => ReactNode
}

/** One of a few, all in view. */
export function ChoiceField<Option extends string>(props: ChoiceFieldProps<Option>) {
  const { name, legend, options, value, onChange, render } = props
  return (
    <fieldset className="choice" data-count={options.length}>
      <legend className="sr-only">{legend}</legend>
      {options.map((option) => (
        <label key={option} className="choice__option">
          <input
            type="radio"
            name={name}
            data-testid={`${name}-choice-${option}`}
            checked={option === value}
            onChange={() => onChange(option)}
          />
          {render(option)}
        </label>
      ))}
    </fieldset>
  )
}
