import type { Strings } from '../strings.ts'
import { named } from './wording.ts'

/** The list of conversations. */
export const roomsStrings = {
  rooms: 'Conversations',
  roomsFailedTitle: 'The conversations could not be loaded',
  noRoomsTitle: 'No conversations yet',
  noRoomsText: 'Conversations with your patients and colleagues appear here.',
  noMessagesYet: 'No messages yet',
  preview: (sender, text) => `${named(sender)}: ${named(text)}`,
} satisfies Partial<Strings>
