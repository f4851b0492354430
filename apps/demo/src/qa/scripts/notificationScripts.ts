import type { QaScript } from './qaScript.ts'

const DEVICES = 'p1=patient_doe.123_456&p2=patient_doe.123_456'

export const NOTIFICATION_SCRIPTS: readonly QaScript[] = [
  {
    id: 'notification-new',
    feature: 'Notifications',
    title: 'A new one shows at once, and is counted',
    setup: 'p1=dr_smith.123_456&p2=patient_doe.123_456',
    steps: ['Open Server and send a medium one to everyone.', 'Open Frames in pane 1.'],
    expectation:
      'Both panes show it for a moment, and their bells count one more. A new_notification and an unread_count_update came in.',
  },
  {
    id: 'notification-critical',
    feature: 'Notifications',
    title: 'A critical one stays until it is acknowledged',
    setup: 'p1=patient_doe.123_456&p2=dr_smith.123_456',
    steps: ['Open Server and send a critical one to everyone.', 'Press Acknowledge in pane 1.'],
    expectation: 'It stays in both panes. Acknowledging it in pane 1 takes it away there and lowers that bell only.',
  },
  {
    id: 'notification-read',
    feature: 'Notifications',
    title: 'What is read on one device is read on the other',
    setup: DEVICES,
    steps: [
      'Send a high one to everyone.',
      'Open the bell in pane 1 and press Mark as read.',
      'Open Frames in pane 2.',
    ],
    expectation: 'Both bells count one less. A notification_read and an unread_count_update came into pane 2.',
  },
  {
    id: 'notification-mark-all-read',
    feature: 'Notifications',
    title: 'All are marked as read on both devices',
    setup: DEVICES,
    steps: ['Send two to everyone.', 'Open the bell in pane 1 and press Mark all as read.', 'Open Frames in pane 2.'],
    expectation: 'Both bells count nothing. A bulk_update came into pane 2.',
  },
  {
    id: 'notification-subscribe',
    feature: 'Notifications',
    title: 'A filter holds back all but what is critical',
    setup: 'p1=patient_doe.123_456&p2=dr_smith.123_456',
    steps: [
      'In the Faults of pane 1 choose “Tell me of high appointments only” and send it.',
      'Send a medium system notification to everyone, then a critical one.',
      'Open Frames in both panes.',
    ],
    expectation: 'Pane 2 gets a new_notification for each. Pane 1 gets one for the critical one alone.',
  },
]
