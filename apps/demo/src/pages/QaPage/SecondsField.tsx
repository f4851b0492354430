import { CONTROLS, controlProps } from '../../qa/model/controls.ts'

const MAX_S = 60

export interface SecondsFieldProps {
  readonly value: number
  readonly disabled: boolean
  readonly onChange: (seconds: number) => void
}

/** For how long the server or its database is to be away. */
export function SecondsField({ value, disabled, onChange }: SecondsFieldProps) {
  return (
    <label className="qa-labelled">
      {CONTROLS.seconds.label}
      <input
        {...controlProps('seconds')}
        className="qa-field qa-field--number"
        type="number"
        min={0}
        max={MAX_S}
        value={value}
        disabled={disabled}
        onChange={({ target }) => onChange(Math.min(MAX_S, Math.max(0, Math.trunc(Number(target.value)))))}
      />
    </label>
  )
}
