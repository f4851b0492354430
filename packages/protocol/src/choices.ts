/** What a user chooses from; here and not in the schemas, so that a list of choices does not bring the schemas along. */
export const NOTIFICATION_TYPES = ['appointment', 'message', 'medical_record', 'system', 'billing'] as const
/** How much a notification may interrupt, the most first. */
export const PRIORITIES = ['critical', 'high', 'medium', 'low'] as const
/** Whether a user is there. */
export const PRESENCE_STATUSES = ['online', 'away', 'busy', 'offline'] as const
/** What a user is in the clinic. */
export const ROLES = ['doctor', 'patient', 'staff', 'admin'] as const
