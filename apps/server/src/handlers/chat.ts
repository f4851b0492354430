import type { ChatClientFrame } from '@mediconnect/protocol'
import type { Inbound } from '../session/inbound.ts'
import { authenticate } from './authenticate.ts'
import type { ChatContext } from './chatContext.ts'
import { fileUpload } from './fileUpload.ts'
import { callHandler, type Handlers } from './handlers.ts'
import { heartbeat } from './heartbeat.ts'
import { markMessage } from './markMessage.ts'
import { presenceUpdate } from './presenceUpdate.ts'
import { sendMessage } from './sendMessage.ts'
import { typingStart, typingStop } from './typing.ts'

const handlers = {
  send_message: sendMessage,
  typing_start: typingStart,
  typing_stop: typingStop,
  message_read: markMessage,
  message_ack: markMessage,
  presence_update: presenceUpdate,
  file_upload: fileUpload,
  heartbeat,
  authenticate,
} satisfies Handlers<ChatClientFrame, ChatContext>

export function handleChatFrame(
  frame: ChatClientFrame,
  context: ChatContext,
  inbound: Inbound,
): Promise<unknown> | void {
  return callHandler<ChatClientFrame, ChatClientFrame['type'], ChatContext>(
    handlers,
    frame.type,
    frame,
    context,
    inbound,
  )
}
