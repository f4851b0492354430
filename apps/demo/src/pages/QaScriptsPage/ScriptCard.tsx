import type { QaScript } from '../../qa/scripts/qaScript.ts'
import type { Outcome } from '../../qa/scripts/results.ts'
import { hashOf } from '../../routing/route.ts'

export interface ScriptCardProps {
  readonly script: QaScript
  readonly outcome: Outcome | undefined
  readonly onOutcome: (outcome: Outcome | undefined) => void
}

const CHOICES: readonly (readonly [Outcome | undefined, string])[] = [
  ['pass', 'Pass'],
  ['fail', 'Fail'],
  [undefined, 'Not run'],
]

/** One script, and how it went. */
export function ScriptCard({ script, outcome, onOutcome }: ScriptCardProps) {
  const { id, title, setup, steps, expectation } = script
  return (
    <article className="script" data-testid={`script-${id}`} data-outcome={outcome} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`} className="script__title">
        {title}
      </h3>
      <ol className="script__steps">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="script__expectation">
        <strong>You should see:</strong> {expectation}
      </p>
      <div className="script__foot">
        <a className="button" href={hashOf({ page: 'qa', query: setup })} data-testid={`script-${id}-open`}>
          Open the bench<span className="sr-only"> for: {title}</span>
        </a>
        <fieldset className="segments">
          <legend className="sr-only">Result of: {title}</legend>
          {CHOICES.map(([choice, label]) => (
            <label key={label} className="segment">
              <input
                type="radio"
                name={`outcome-${id}`}
                data-testid={`script-${id}-${choice ?? 'not-run'}`}
                checked={outcome === choice}
                onChange={() => onOutcome(choice)}
              />
              <span>{label}</span>
            </label>
          ))}
        </fieldset>
      </div>
    </article>
  )
}
