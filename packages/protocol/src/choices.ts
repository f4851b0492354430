/** What a user chooses from; here and not in the schemas, so that a list of choices does not bring the schemas along. */
export const NOTIFICATION_TYPES = ['appointment', 'message', 'medical_record', 'system', 'billing'] as const
export const PRIORITIES = ['critical', 'high', 'medium', 'low'] as const
export const PRESENCE_STATUSES = ['online', 'away', 'busy', 'offline'] as const
export const ROLES = ['doctor', 'patient', 'staff', 'admin'] as const
