import { CHAT_SCRIPTS } from './chatScripts.ts'
import { CONNECTION_SCRIPTS } from './connectionScripts.ts'
import { ERROR_SCRIPTS } from './errorScripts.ts'
import { NOTIFICATION_SCRIPTS } from './notificationScripts.ts'
import type { QaScript } from './qaScript.ts'

/** Every script, in the order in which they are best gone through. */
export const QA_SCRIPTS: readonly QaScript[] = [
  ...CHAT_SCRIPTS,
  ...CONNECTION_SCRIPTS,
  ...NOTIFICATION_SCRIPTS,
  ...ERROR_SCRIPTS,
]
