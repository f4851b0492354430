import type { Strings } from '../strings.ts'
import { counted, listOf } from './wording.ts'

/** What is spoken of arrivals. */
export const announcementsStrings = {
  arrived: (count, names) => `${counted(count, { one: 'New message', other: '# new messages' })} from ${listOf(names)}`,
} satisfies Partial<Strings>
