import type { Strings } from '../strings.ts'
import { counted, named } from './wording.ts'

/** The list of messages. */
export const transcriptStrings = {
  messages: 'Messages',
  newMessages: (count) => counted(count, { one: '# new message', other: '# new messages' }),
  unreadFromHere: 'New messages',
  jumpToLatest: 'Jump to the latest message',
  jumpBack: 'Back to where you were',
  loadOlder: 'Show earlier messages',
  gap: (missing) => counted(missing, { one: '# message is not shown', other: '# messages are not shown' }),
  loadGap: 'Show them',
  loadingGap: 'Loading…',
  loadingOlder: 'Loading earlier messages…',
  loadingMessages: 'Loading messages…',
  startOfConversation: 'This is the start of the conversation',
  emptyTitle: 'No messages yet',
  emptyText: (name) => (name ? `Write the first message to ${named(name)}.` : 'Write the first message.'),
  loadFailedTitle: 'The messages could not be loaded',
} satisfies Partial<Strings>
