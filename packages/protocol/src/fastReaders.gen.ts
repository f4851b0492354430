// Made from the schemas by `pnpm --filter @mediconnect/protocol generate`: change those, never this.
import type { InferOutput } from 'valibot'
import type { chatClientFrames } from './chat.ts'
import type { FastReaders } from './frame.ts'
import type { ClientIdSchema, MessageMetadataSchema, MessageTypeSchema, StoredTextSchema } from './models.ts'
import {
  anything,
  boolean,
  checked,
  fieldsOf,
  integer,
  mapped,
  matching,
  nullish,
  number,
  oneOf,
  optional,
  record,
  string,
  type Reader,
} from './reader.ts'
import { isStorable, wellFormed } from './storedText.ts'

const storedText: Reader<InferOutput<typeof StoredTextSchema>> = /* @__PURE__ */ mapped(
  /* @__PURE__ */ checked(string, isStorable),
  wellFormed,
)

const messageType: Reader<InferOutput<typeof MessageTypeSchema>> = /* @__PURE__ */ oneOf(
  'text',
  'image',
  'file',
  'voice',
)

const messageMetadataFields = {
  file_url: /* @__PURE__ */ nullish(string),
  file_name: /* @__PURE__ */ nullish(string),
  file_size: /* @__PURE__ */ nullish(/* @__PURE__ */ integer(0)),
  duration: /* @__PURE__ */ nullish(/* @__PURE__ */ number(0)),
  width: /* @__PURE__ */ nullish(/* @__PURE__ */ number(1)),
  height: /* @__PURE__ */ nullish(/* @__PURE__ */ number(1)),
}

function messageMetadata(value: unknown): InferOutput<typeof MessageMetadataSchema> {
  const from = fieldsOf(value)
  const to: Partial<InferOutput<typeof MessageMetadataSchema>> = record(anything)(value)
  const file_url = messageMetadataFields.file_url(from.file_url)
  if (file_url !== undefined || 'file_url' in from) to.file_url = file_url
  const file_name = messageMetadataFields.file_name(from.file_name)
  if (file_name !== undefined || 'file_name' in from) to.file_name = file_name
  const file_size = messageMetadataFields.file_size(from.file_size)
  if (file_size !== undefined || 'file_size' in from) to.file_size = file_size
  const duration = messageMetadataFields.duration(from.duration)
  if (duration !== undefined || 'duration' in from) to.duration = duration
  const width = messageMetadataFields.width(from.width)
  if (width !== undefined || 'width' in from) to.width = width
  const height = messageMetadataFields.height(from.height)
  if (height !== undefined || 'height' in from) to.height = height
  return to
}

const clientId: Reader<InferOutput<typeof ClientIdSchema>> = /* @__PURE__ */ matching(
  /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu,
)

const sendMessageFields = {
  message: storedText,
  sender_id: /* @__PURE__ */ nullish(/* @__PURE__ */ integer(1)),
  receiver_id: /* @__PURE__ */ nullish(/* @__PURE__ */ integer(1)),
  message_type: /* @__PURE__ */ optional(messageType, 'text'),
  metadata: /* @__PURE__ */ optional(messageMetadata, {}),
  client_id: /* @__PURE__ */ nullish(clientId),
}

function sendMessage(value: unknown): InferOutput<(typeof chatClientFrames)['send_message']>['data'] {
  const from = fieldsOf(value)
  const to: Partial<InferOutput<(typeof chatClientFrames)['send_message']>['data']> = {}
  const message = sendMessageFields.message(from.message)
  if (message !== undefined || 'message' in from) to.message = message
  const sender_id = sendMessageFields.sender_id(from.sender_id)
  if (sender_id !== undefined || 'sender_id' in from) to.sender_id = sender_id
  const receiver_id = sendMessageFields.receiver_id(from.receiver_id)
  if (receiver_id !== undefined || 'receiver_id' in from) to.receiver_id = receiver_id
  const message_type = sendMessageFields.message_type(from.message_type)
  if (message_type !== undefined || 'message_type' in from) to.message_type = message_type
  const metadata = sendMessageFields.metadata(from.metadata)
  if (metadata !== undefined || 'metadata' in from) to.metadata = metadata
  const client_id = sendMessageFields.client_id(from.client_id)
  if (client_id !== undefined || 'client_id' in from) to.client_id = client_id
  return to as InferOutput<(typeof chatClientFrames)['send_message']>['data']
}

const messageReadFields = {
  message_id: /* @__PURE__ */ integer(1),
  reader_id: /* @__PURE__ */ nullish(/* @__PURE__ */ integer(1)),
  up_to: /* @__PURE__ */ optional(boolean, false),
}

function messageRead(value: unknown): InferOutput<(typeof chatClientFrames)['message_read']>['data'] {
  const from = fieldsOf(value)
  const to: Partial<InferOutput<(typeof chatClientFrames)['message_read']>['data']> = {}
  const message_id = messageReadFields.message_id(from.message_id)
  if (message_id !== undefined || 'message_id' in from) to.message_id = message_id
  const reader_id = messageReadFields.reader_id(from.reader_id)
  if (reader_id !== undefined || 'reader_id' in from) to.reader_id = reader_id
  const up_to = messageReadFields.up_to(from.up_to)
  if (up_to !== undefined || 'up_to' in from) to.up_to = up_to
  return to as InferOutput<(typeof chatClientFrames)['message_read']>['data']
}

const messageAckFields = { message_id: /* @__PURE__ */ integer(1), up_to: /* @__PURE__ */ optional(boolean, false) }

function messageAck(value: unknown): InferOutput<(typeof chatClientFrames)['message_ack']>['data'] {
  const from = fieldsOf(value)
  const to: Partial<InferOutput<(typeof chatClientFrames)['message_ack']>['data']> = {}
  const message_id = messageAckFields.message_id(from.message_id)
  if (message_id !== undefined || 'message_id' in from) to.message_id = message_id
  const up_to = messageAckFields.up_to(from.up_to)
  if (up_to !== undefined || 'up_to' in from) to.up_to = up_to
  return to as InferOutput<(typeof chatClientFrames)['message_ack']>['data']
}

/** Readers of what a client sends most. */
export const chatClientReaders: FastReaders<typeof chatClientFrames> = {
  send_message: sendMessage,
  message_read: messageRead,
  message_ack: messageAck,
}
