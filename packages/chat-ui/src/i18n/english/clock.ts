import type { Strings } from '../strings.ts'

/** Days and moments by name. */
export const clockStrings = {
  today: 'Today',
  yesterday: 'Yesterday',
  justNow: 'just now',
} satisfies Partial<Strings>
