import { useState } from 'react'
import { CONTROLS, controlProps } from '../../qa/model/controls.ts'
import { NUMBERED, type NumberedFault } from '../../qa/model/faultSettings.ts'
import type { Slot } from '../../qa/model/setup.ts'
import { ControlButton } from './ControlButton.tsx'

export interface NumberedFaultControlProps {
  readonly name: NumberedFault
  readonly slot: Slot
  /** 0 while it is off. */
  readonly value: number
  readonly onChange: (value: number) => void
}

/** A fault with a number: how late, or how often. */
export function NumberedFaultControl({ name, slot, value, onChange }: NumberedFaultControlProps) {
  const { initial, min, max, before, after } = NUMBERED[name]
  const [text, setText] = useState(String(value || initial))
  const valueName = `${name}-value` as const

  function read(typed: string): number {
    const number = Number(typed)
    return Number.isInteger(number) && number >= min && number <= max ? number : initial
  }

  return (
    <span className="qa-numbered">
      <ControlButton
        control={name}
        slot={slot}
        pressed={value > 0}
        onPress={() => onChange(value > 0 ? 0 : read(text))}
      />
      {before && <Unit text={before} />}
      <input
        {...controlProps(valueName, slot)}
        className="qa-field qa-field--number"
        aria-label={CONTROLS[valueName].label}
        inputMode="numeric"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          if (value > 0) onChange(read(event.target.value))
        }}
      />
      {after && <Unit text={after} />}
    </span>
  )
}

/** The field's own name says it too. */
function Unit({ text }: { readonly text: string }) {
  return (
    <span className="qa-numbered__unit" aria-hidden="true">
      {text}
    </span>
  )
}
