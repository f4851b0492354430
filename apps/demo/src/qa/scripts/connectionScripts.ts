import type { QaScript } from './qaScript.ts'

const BOTH = 'p1=dr_smith.123_456&p2=patient_doe.123_456'

export const CONNECTION_SCRIPTS: readonly QaScript[] = [
  {
    id: 'connection-status',
    feature: 'Connection',
    title: 'The server says who is connected',
    setup: BOTH,
    steps: ['Open Frames and then State in pane 1.'],
    expectation:
      'The first frame in is a connection_status with status connected and last_seq. State says connected for the room and for notifications.',
  },
  {
    id: 'reconnect-killed-socket',
    feature: 'Connection',
    title: 'A broken socket is dialled again',
    setup: BOTH,
    steps: ['Open Frames in pane 1.', 'Press Kill the socket in pane 1.', 'Write a message in pane 2.'],
    expectation:
      'Both sockets close with code 1006 and open again by themselves, the room with status reconnected. The message is in pane 1, once.',
  },
  {
    id: 'resume-after-offline',
    feature: 'Connection',
    title: 'What was missed while offline comes in order',
    setup: BOTH,
    steps: ['Press Offline in pane 2.', 'Write three messages in pane 1.', 'Press Offline in pane 2 again.'],
    expectation:
      'Pane 2 says that there is no connection. Then all three messages come, each once and in order, with no gap.',
  },
  {
    id: 'dead-line',
    feature: 'Connection',
    title: 'What is written into a dead line waits',
    setup: BOTH,
    steps: [
      'Press Cut the line in pane 2.',
      'Write a message in pane 2, and one in pane 1.',
      'Press Cut the line in pane 2 again.',
    ],
    expectation:
      'The message of pane 2 is shown as not sent yet, and never as sent before it is. Then both messages are in both panes, once.',
  },
  {
    id: 'slow-network',
    feature: 'Connection',
    title: 'A slow network delays, and loses nothing',
    setup: 'p1=dr_smith.123_456&p2=patient_doe.123_456.slowMs-800',
    steps: ['Write two messages in pane 2, one after the other.'],
    expectation:
      'Pane 2 shows both at once as being sent. Pane 1 gets both, in order, and pane 2 then shows both as sent.',
  },
  {
    id: 'lost-frames-in',
    feature: 'Connection',
    title: 'A gap is noticed and filled',
    setup: 'p1=dr_smith.123_456&p2=patient_doe.123_456.dropIn-3',
    steps: ['Write six messages in pane 1.', 'Press End all faults in pane 2, write one more, and open its State.'],
    expectation: 'Pane 2 shows all seven, in order, after a moment. Last seq is that of the server, gaps are 0.',
  },
  {
    id: 'lost-frames-out',
    feature: 'Connection',
    title: 'What the server did not get is sent again',
    setup: 'p1=dr_smith.123_456.dropOut-1&p2=patient_doe.123_456',
    steps: [
      'Write two messages in pane 1.',
      'Press End all faults in pane 1, and wait ten seconds or press Kill the socket.',
    ],
    expectation: 'Until then neither is shown as sent. Then both are in both panes, each once and in order.',
  },
  {
    id: 'doubled-and-reordered',
    feature: 'Connection',
    title: 'Frames that come twice or out of order change nothing',
    setup: 'p1=dr_smith.123_456&p2=patient_doe.123_456.duplicate.reorder',
    steps: ['Write five messages in pane 1.', 'Write two in pane 2.'],
    expectation: 'Both panes show all of them, each once, in the same order.',
  },
  {
    id: 'token-expiry',
    feature: 'Authentication',
    title: 'An expired token is renewed on the open socket',
    setup: BOTH,
    steps: ['Open Frames in pane 1.', 'Press Expire the token in pane 1.', 'Write a message in pane 1.'],
    expectation:
      'An error WS_001 comes in, /api/token/refresh/ is called, and authenticate goes out. No socket closes; the message is sent.',
  },
  {
    id: 'multi-device',
    feature: 'Multi-device',
    title: 'Two devices of one user are in step',
    setup: 'p1=patient_doe.123_456&p2=dr_smith.123_456',
    steps: ['Press Second device in pane 1.', 'Write a message in pane 1, and answer in pane 2.'],
    expectation: 'Pane 3 shows both, the first as its own. Closing pane 3 leaves Jane online in pane 2.',
  },
  {
    id: 'unsent-outlives-reload',
    feature: 'Persistence',
    title: 'What is not sent yet outlives a reload',
    setup: BOTH,
    steps: [
      'Press Offline in pane 1 and write a message there.',
      'Press Reload pane in pane 1.',
      'Press Offline in pane 1 again.',
    ],
    expectation: 'Once pane 1 is back the message is sent without being written again, and is in pane 2 once.',
  },
  {
    id: 'restart-server',
    feature: 'Persistence',
    title: 'A restart is a short interruption',
    setup: BOTH,
    steps: ['Open Frames in pane 1.', 'Open Server, set one second, and press Restart.', 'Write a message in pane 1.'],
    expectation: 'The sockets close with code 1012 and come back by themselves. The message is in both panes, once.',
  },
  {
    id: 'kill-server',
    feature: 'Persistence',
    title: 'What was shown as sent outlives kill -9',
    setup: BOTH,
    steps: [
      'Write a message in pane 1, and wait until it is sent.',
      'Open Server, set two seconds, and press Kill -9.',
      'Write another in pane 1 while the server is away.',
    ],
    expectation: 'The second one waits until the server is back. Then both panes show both, each once and in order.',
  },
]
