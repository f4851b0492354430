import type { Strings } from '../strings.ts'

/** What stands for a notification whose text not everybody near the screen may read. */
export const privacyStrings = {
  hiddenNotification: {
    appointment: 'About an appointment',
    message: 'New message',
    medical_record: 'About a medical record',
    system: 'About the system',
    billing: 'About a bill',
  },
  notificationFrom: (sender) => `New message from ${sender}`,
} satisfies Partial<Strings>
