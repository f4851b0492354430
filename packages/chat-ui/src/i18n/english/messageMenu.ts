import type { Strings } from '../strings.ts'

/** What can be done with a message. */
export const messageMenuStrings = {
  copyText: 'Copy text',
  copied: 'Copied',
  copyFailed: 'The text could not be copied',
} satisfies Partial<Strings>
