import type { Strings } from '../strings.ts'
import { number } from './wording.ts'

/** A count of what is unread. */
export const unreadStrings = {
  unread: (count) => `${number(count)} unread`,
} satisfies Partial<Strings>
