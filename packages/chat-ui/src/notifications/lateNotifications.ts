import { createLate } from '../lazy/createLate.ts'

/** What the bell shows when it is pressed, or when something arrives. */
export const lateNotifications = createLate(() => import('./lateParts.ts'))
