import { createLate } from '../lazy/createLate.ts'

/** What a conversation shows only when something is done, or has come. */
export const lateChat = createLate(() => import('./lateParts.ts'))
