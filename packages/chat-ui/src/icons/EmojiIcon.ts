import { createIcon } from './createIcon.tsx'

/** A smiling face. */
export const EmojiIcon = /* @__PURE__ */ createIcon(
  'emoji',
  'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM8.3 14a4.4 4.4 0 0 0 7.4 0M9 9.4v.1m6-.1v.1',
)
