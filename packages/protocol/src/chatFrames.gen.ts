// Made from the schemas by `npm run generate`: change those, never this.
import type { chatServerFrames } from './chat.ts'
import type { FrameOf } from './frame.ts'
import type { FrameReaders } from './readFrame.ts'
import { array, boolean, either, integer, matching, nullish, object, oneOf, optional, string } from './reader.ts'
import { user, timestamp, chatMessage, presenceStatus, heartbeatData, errorData } from './readers.gen.ts'

/** Readers of what `chatServerFrames` describe, by type. */
export const chatFrames: FrameReaders<FrameOf<typeof chatServerFrames>> = {
  chat_message: chatMessage,
  typing_notification: /* @__PURE__ */ object({
    user: user,
    is_typing: boolean,
    timestamp: /* @__PURE__ */ optional(timestamp),
  }),
  message_status: /* @__PURE__ */ object({
    message_id: /* @__PURE__ */ integer(1),
    status: /* @__PURE__ */ oneOf('delivered', 'read'),
    timestamp: /* @__PURE__ */ optional(timestamp),
    user_id: /* @__PURE__ */ nullish(/* @__PURE__ */ integer(1)),
    overall: /* @__PURE__ */ optional(/* @__PURE__ */ oneOf('sent', 'delivered', 'read')),
  }),
  presence_status: /* @__PURE__ */ object({
    user: user,
    status: presenceStatus,
    last_seen: /* @__PURE__ */ nullish(timestamp),
  }),
  connection_status: /* @__PURE__ */ object({
    status: /* @__PURE__ */ oneOf('connected', 'reconnected', 'disconnected'),
    timestamp: /* @__PURE__ */ optional(timestamp),
    room_name: /* @__PURE__ */ optional(string),
    active_users: /* @__PURE__ */ optional(/* @__PURE__ */ array(/* @__PURE__ */ integer(1)), []),
    last_seq: /* @__PURE__ */ optional(/* @__PURE__ */ either(/* @__PURE__ */ oneOf(0), /* @__PURE__ */ integer(1))),
    user_status: /* @__PURE__ */ optional(
      /* @__PURE__ */ array(
        /* @__PURE__ */ object({ user: user, status: presenceStatus, last_seen: /* @__PURE__ */ nullish(timestamp) }),
      ),
    ),
    truncated: /* @__PURE__ */ optional(boolean),
  }),
  file_shared: /* @__PURE__ */ object({
    file_name: /* @__PURE__ */ matching(/./s),
    file_size: /* @__PURE__ */ integer(0),
    file_url: /* @__PURE__ */ matching(/./s),
    uploader: /* @__PURE__ */ integer(1),
    timestamp: /* @__PURE__ */ optional(timestamp),
  }),
  heartbeat: heartbeatData,
  error: errorData,
}
