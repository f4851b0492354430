import type { ConfirmPolicy } from './confirmPolicy.ts'

/** Asks when any of these policies does, in the words of the first one that does. */
export function confirmAny(...policies: readonly ConfirmPolicy[]): ConfirmPolicy {
  return (context) => {
    for (const policy of policies) {
      const answer = policy(context)
      if (answer !== false) return answer
    }
    return false
  }
}
