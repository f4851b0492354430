import type { QaScript } from './qaScript.ts'

const BOTH = 'p1=dr_smith.123_456&p2=patient_doe.123_456'

export const ERROR_SCRIPTS: readonly QaScript[] = [
  {
    id: 'permission-refused',
    feature: 'Permissions',
    title: 'Who has no relationship may not join (WS_002)',
    setup: 'p1=patient_roe.123_457',
    steps: ['Look at pane 1, and open its State.'],
    expectation:
      'Richard is told that he may not take part in this conversation. The connection is stopped with WS_002, and does not try again.',
  },
  {
    id: 'permission-ended',
    feature: 'Permissions',
    title: 'A relationship that ended gives no access (WS_002)',
    setup: 'p1=dr_jones.124_456',
    steps: ['Look at pane 1, and open its State.'],
    expectation: 'Mary is told that she may not take part in this conversation. The connection is stopped with WS_002.',
  },
  {
    id: 'permission-admin',
    feature: 'Permissions',
    title: 'An admin may join any room',
    setup: 'p1=admin.123_456&p2=dr_smith.123_456',
    steps: ['Write a message in pane 1.'],
    expectation: 'It is sent, and pane 2 shows it with the name of the admin.',
  },
  {
    id: 'error-ws-001',
    feature: 'Errors',
    title: 'WS_001: an expired token opens nothing',
    setup: BOTH,
    steps: ['Open Frames in pane 1.', 'Press Expire the token and then Kill the socket in pane 1.'],
    expectation: 'An error with code WS_001 came in. The token is renewed, and pane 1 is connected again.',
  },
  {
    id: 'error-ws-002',
    feature: 'Errors',
    title: 'WS_002: nobody writes in another’s name',
    setup: BOTH,
    steps: ['In the Faults of pane 1 choose “In somebody else’s name” and send it.', 'Open Frames in pane 1.'],
    expectation: 'An error with code WS_002 came in. No message appears, and the socket stays open.',
  },
  {
    id: 'error-ws-003',
    feature: 'Errors',
    title: 'WS_003: what cannot be stored now is stored later',
    setup: BOTH,
    steps: [
      'Open Server, set six seconds, and press Pause database.',
      'Write a message in pane 1 at once, and open its Frames.',
    ],
    expectation:
      'After about four seconds an error with code WS_003 comes in, and the message is not shown as sent. Later it is, once, in both panes.',
  },
  {
    id: 'error-ws-004',
    feature: 'Errors',
    title: 'WS_004: what is no frame is refused',
    setup: BOTH,
    steps: [
      'In the Faults of pane 1 send “Not JSON”, “A message without text” and “An unknown type”.',
      'Open Frames in pane 1.',
    ],
    expectation: 'Three errors with code WS_004 came in, and the socket stays open.',
  },
  {
    id: 'error-ws-005',
    feature: 'Errors',
    title: 'WS_005: a room that does not exist',
    setup: 'p1=dr_smith.clinic_9',
    steps: ['Look at pane 1, and open its State.'],
    expectation: 'John is told that there is no such conversation. The connection is stopped with WS_005.',
  },
  {
    id: 'error-ws-006',
    feature: 'Errors',
    title: 'WS_006: a message to nobody',
    setup: BOTH,
    steps: ['In the Faults of pane 1 choose “To nobody” and send it.', 'Open Frames in pane 1.'],
    expectation: 'An error with code WS_006 came in. No message appears, and the socket stays open.',
  },
  {
    id: 'error-ws-007',
    feature: 'Errors',
    title: 'WS_007: a flood is refused, and hurts nobody else',
    setup: 'p1=nurse_lee.clinic_1&p2=dr_smith.clinic_1',
    steps: ['Open Server and flood clinic_1 with 100 messages from nurse_lee.', 'Write a message in pane 2 meanwhile.'],
    expectation: 'About 30 are stored, the others are refused with WS_007. The message of pane 2 is in pane 1.',
  },
  {
    id: 'error-ws-010',
    feature: 'Errors',
    title: 'WS_010: a frame that is too large',
    setup: BOTH,
    steps: ['In the Faults of pane 1 choose “Too large” and send it.', 'Open Frames in pane 1.'],
    expectation: 'An error with code WS_010 came in. Pane 1 can write as before.',
  },
]
