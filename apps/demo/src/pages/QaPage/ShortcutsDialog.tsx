import { useEffect, useRef } from 'react'
import { CONTROL_NAMES, CONTROLS, keyText, type ControlDefinition } from '../../qa/model/controls.ts'
import './ShortcutsDialog.css'

export interface ShortcutsDialogProps {
  readonly enabled: boolean
  readonly onEnabled: (enabled: boolean) => void
  readonly onClose: () => void
}

const PLACES: readonly (readonly [ControlDefinition['place'], string])[] = [
  ['bench', 'Bench'],
  ['pane', 'Pane'],
  ['faults', 'Faults of a pane'],
  ['frames', 'Frames of a pane'],
  ['server', 'Server'],
]

/** Every key of the bench, and the switch that turns them off. */
export function ShortcutsDialog({ enabled, onEnabled, onClose }: ShortcutsDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])

  return (
    <dialog
      ref={dialog}
      className="qa-dialog"
      aria-labelledby="shortcuts-title"
      data-testid="qa-shortcuts-dialog"
      onClose={onClose}
    >
      <div className="qa-dialog__head">
        <h2 id="shortcuts-title">Keyboard shortcuts</h2>
        <button className="qa-button" type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <p className="qa-dialog__note">
        1 to 4 go to a pane; the keys of a pane then act on it. No key acts while you write or choose.
      </p>
      <label className="qa-dialog__switch">
        <input
          type="checkbox"
          data-testid="qa-shortcuts-enabled"
          checked={enabled}
          onChange={(event) => onEnabled(event.target.checked)}
        />
        Single keys act on this page
      </label>
      <div className="qa-dialog__tables" role="region" aria-label="All shortcuts" tabIndex={0}>
        {PLACES.map(([place, title]) => (
          <section key={place}>
            <h3>{title}</h3>
            <dl>
              {CONTROL_NAMES.filter((name) => CONTROLS[name].place === place).map((name) => (
                <div key={name} className="qa-dialog__row">
                  <dt>{CONTROLS[name].label}</dt>
                  <dd>
                    <kbd>{keyText(CONTROLS[name].key)}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  )
}
