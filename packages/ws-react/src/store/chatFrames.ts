import type { ChatServerFrame, User } from '@mediconnect/protocol'
import { parseRoom } from '@mediconnect/protocol/client'
import type { ChatState } from './chat.ts'
import { draftMessages } from './chatMessages.ts'
import { applyReadUpTo, markOpened } from './chatReading.ts'
import { dropOldest } from './dropOldest.ts'

/** Unread messages beyond this are forgotten from the oldest on, and can be fetched again. */
const MAX_MESSAGES = 20_000

/**
 * The state after frames (websockets-module.md, "Message Types - Server to Client"). Pure.
 * `userId` is the signed-in user. A burst costs no more than a page: messages and their states are put in place once.
 */
export function applyChatFrames(state: ChatState, frames: readonly ChatServerFrame[], userId: number): ChatState {
  const draft = draftMessages(state, userId)
  // In a group one reader is not all readers: without `overall` a group's message stays as it is.
  const isDirect = parseRoom(state.roomName)?.kind === 'direct'
  let { typing, activeUsers, knownUsers, unreadCount, serverLastSeq } = state
  let readUpTo = 0
  let isGreeted = false

  for (const frame of frames) {
    switch (frame.type) {
      case 'chat_message': {
        const { sender, is_read } = frame.data
        if (draft.add(frame.data, 'live') && sender.id !== userId && !is_read) unreadCount += 1
        typing = withTyping(typing, sender, false)
        break
      }
      case 'message_status': {
        const { message_id, status, user_id, overall } = frame.data
        // Read on another device of the same user.
        if (user_id === userId && status === 'read') readUpTo = Math.max(readUpTo, message_id)
        else draft.advance(message_id, overall ?? (isDirect ? status : 'sent'))
        break
      }
      case 'typing_notification':
        if (frame.data.user.id !== userId) typing = withTyping(typing, frame.data.user, frame.data.is_typing)
        break
      case 'presence_status':
        if (frame.data.status === 'offline') typing = withTyping(typing, frame.data.user, false)
        break
      case 'connection_status':
        isGreeted = true
        activeUsers = frame.data.active_users
        knownUsers = frame.data.user_status?.map(({ user }) => user.id) ?? activeUsers
        serverLastSeq = Math.max(serverLastSeq, frame.data.last_seq ?? 0)
        // Whoever typed while we were away may have stopped.
        if (frame.data.status !== 'disconnected' && typing.length > 0) typing = []
        break
      case 'file_shared':
      case 'heartbeat':
      case 'error':
        break
      default:
        frame satisfies never
    }
  }

  const drafted = draft.done()
  serverLastSeq = Math.max(serverLastSeq, drafted.serverLastSeq)
  const isChanged =
    drafted !== state ||
    isGreeted ||
    typing !== state.typing ||
    unreadCount !== state.unreadCount ||
    serverLastSeq !== state.serverLastSeq
  let next = isChanged ? { ...drafted, typing, activeUsers, knownUsers, unreadCount, serverLastSeq } : state
  if (readUpTo > 0) next = applyReadUpTo(next, readUpTo, userId)
  if (isGreeted && next.history.status === 'ready') next = markOpened(next, userId)
  return next.storedCount > MAX_MESSAGES ? dropOldest(next, MAX_MESSAGES / 2) : next
}

function withTyping(typing: readonly User[], user: User, isTyping: boolean): readonly User[] {
  const present = typing.some(({ id }) => id === user.id)
  if (present === isTyping) return typing
  return isTyping ? [...typing, user] : typing.filter(({ id }) => id !== user.id)
}
