import type { ReactNode } from 'react'
import { controlProps, CONTROLS, type ControlName } from '../../qa/model/controls.ts'
import type { Slot } from '../../qa/model/setup.ts'

export interface ControlButtonProps {
  readonly control: ControlName
  /** The pane it belongs to, if to one. */
  readonly slot?: Slot
  /** For one that stays pressed. */
  readonly pressed?: boolean
  /** For one that shows or hides something. */
  readonly expanded?: boolean
  readonly disabled?: boolean
  readonly variant?: 'danger'
  readonly onPress: () => void
  /** Written on it instead of its name. */
  readonly text?: string
  /** An icon instead of any text. */
  readonly children?: ReactNode
}

/** A control of the bench: its name, test id, key and tooltip come from the table of controls. */
export function ControlButton(props: ControlButtonProps) {
  const { control, slot, pressed, expanded, disabled, variant, onPress, text, children } = props
  return (
    <button
      {...controlProps(control, slot)}
      className="qa-button"
      type="button"
      data-variant={variant}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-label={children === undefined ? undefined : CONTROLS[control].label}
      disabled={disabled}
      onClick={onPress}
    >
      {children ?? text ?? CONTROLS[control].label}
    </button>
  )
}
