import { canJoin } from '../src/auth/access.ts'
import type { AccessRule, AppendOutcome, MessageDraft, Store } from '../src/store/store.ts'

/** Stores a message and waits for it; `committed` is told when the store tells it. */
export function append(
  store: Pick<Store, 'messages'>,
  draft: MessageDraft,
  rule: AccessRule = canJoin,
  committed: (outcome: AppendOutcome) => void = () => undefined,
): Promise<AppendOutcome> {
  return new Promise((resolve, reject) =>
    store.messages.append(draft, rule, {
      committed(outcome) {
        committed(outcome)
        resolve(outcome)
      },
      failed: reject,
    }),
  )
}
