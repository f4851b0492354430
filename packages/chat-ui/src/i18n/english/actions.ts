import type { Strings } from '../strings.ts'

/** What buttons of many parts say. */
export const actionsStrings = {
  tryAgain: 'Try again',
  loadFailedText: 'Check your connection, then try again.',
  close: 'Close',
  dismiss: 'Dismiss',
  cancel: 'Cancel',
} satisfies Partial<Strings>
