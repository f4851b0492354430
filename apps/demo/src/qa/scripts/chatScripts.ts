import type { QaScript } from './qaScript.ts'

const BOTH = 'p1=dr_smith.123_456&p2=patient_doe.123_456'

export const CHAT_SCRIPTS: readonly QaScript[] = [
  {
    id: 'chat-send-receive',
    feature: 'Chat',
    title: 'A message arrives at once, and the answer too',
    setup: BOTH,
    steps: ['Write a message in pane 1.', 'Answer it in pane 2.', 'Open Frames in both panes.'],
    expectation:
      'Each message stands in both panes, once. A send_message went out of one pane, and a chat_message with the same seq came into both.',
  },
  {
    id: 'chat-message-types',
    feature: 'Chat',
    title: 'A picture and a file arrive as what they are',
    setup: BOTH,
    steps: ['Attach a picture in pane 1 and send it.', 'Attach a PDF or a text file and send it.'],
    expectation: 'Pane 2 shows the picture itself, and the file with its name, its size and a way to download it.',
  },
  {
    id: 'chat-voice-message',
    feature: 'Chat',
    title: 'A voice message is recorded and played',
    setup: BOTH,
    steps: ['Press the microphone in pane 1, allow it, say something, and send it.', 'Press play in pane 2.'],
    expectation: 'Pane 2 shows how long it is, and plays it.',
  },
  {
    id: 'chat-file-upload',
    feature: 'File sharing',
    title: 'A file that is shared can be fetched by members only',
    setup: 'p1=dr_smith.123_456&p2=patient_doe.123_456',
    steps: [
      'Attach a text file in pane 1 and send it.',
      'Open Frames in pane 1.',
      'Open the address of the upload, as the browser’s network tools show it, in a new tab.',
    ],
    expectation:
      'A POST to /api/uploads/ was answered with status 201. Who is not signed in, or not in the room, gets no file.',
  },
  {
    id: 'typing-auto-stop',
    feature: 'Typing',
    title: 'Typing shows, and stops by itself',
    setup: BOTH,
    steps: [
      'Type a few letters in pane 2 without sending them.',
      'Set pane 2 to lose each frame out, while pane 1 says that Jane is typing.',
    ],
    expectation: 'Pane 1 says that Jane is typing. Though nothing more comes of pane 2, it stops after three seconds.',
  },
  {
    id: 'status-delivered-read',
    feature: 'Message status',
    title: 'Delivered is not yet read',
    setup: 'p1=dr_smith.clinic_1&p2=nurse_lee.clinic_1&p3=dr_jones.clinic_1',
    steps: [
      'Send a burst of 20 messages from dr_smith into clinic_1, so that there is something to scroll.',
      'Scroll up in panes 2 and 3.',
      'Write a message in pane 1, and look at its ticks.',
      'Go to the end in panes 2 and 3.',
    ],
    expectation: 'It is sent, then delivered while nobody has seen it, then read once everybody has.',
  },
  {
    id: 'history-paging',
    feature: 'History',
    title: 'Older messages are loaded when they are scrolled to',
    setup: 'p1=dr_smith.123_200&p2=nurse_lee.clinic_1',
    steps: [
      'Send a burst of 60 messages from dr_smith into 123_200.',
      'Reload pane 1 and open its Frames.',
      'Scroll to the top.',
    ],
    expectation:
      'Opening the room makes one request for a page. Another is made on the way up. At the top stands the start of the conversation, and the reader’s place does not jump.',
  },
  {
    id: 'presence-away-offline',
    feature: 'Presence',
    title: 'Others see who is away and who is gone',
    setup: BOTH,
    steps: ['Press Go away in pane 2.', 'Press it again.', 'Close pane 2.'],
    expectation: 'The head of pane 1 says that Jane is away, then online, then when she was last seen.',
  },
  {
    id: 'presence-idle',
    feature: 'Presence',
    title: 'Who does nothing is away',
    setup: BOTH,
    steps: ['Press Idle after 3 s in pane 2, and touch nothing.', 'Move the mouse.'],
    expectation: 'After three seconds pane 1 says that Jane is away, and on the next move that she is online.',
  },
]
