import type { ChatMessage, RoomSummary, UserProfile } from '@mediconnect/protocol'
import type { Strings } from '../../i18n/strings.ts'
import { displayName } from '../../users/names.ts'
import { shortName } from '../../users/shortName.ts'

type PreviewStrings = Pick<Strings, 'preview' | 'you' | 'image' | 'voiceMessage' | 'file'>

/** The other one in a room of two; `undefined` in a group. */
export function otherMember(room: RoomSummary, currentUserId: number): UserProfile | undefined {
  if (room.title || room.members.length > 2) return undefined
  return room.members.find((member) => member.id !== currentUserId)
}

/** What a room is called. */
export function roomTitle(room: RoomSummary, currentUserId: number, strings: Pick<Strings, 'group'>): string {
  const other = otherMember(room, currentUserId)
  return room.title || (other ? displayName(other) : strings.group)
}

/** A message in one line. */
export function messagePreview(
  message: ChatMessage,
  currentUserId: number,
  namesSender: boolean,
  strings: PreviewStrings,
): string {
  const text = message.message.trim().replaceAll(/\s+/g, ' ') || attachmentName(message, strings)
  if (message.sender.id === currentUserId) return strings.preview(strings.you, text)
  return namesSender ? strings.preview(shortName(message.sender), text) : text
}

function attachmentName(message: ChatMessage, strings: PreviewStrings): string {
  switch (message.message_type) {
    case 'image':
      return strings.image
    case 'voice':
      return strings.voiceMessage
    case 'file':
      return message.metadata.file_name || strings.file
    case 'text':
      return ''
  }
}
