import { createIcon } from './createIcon.tsx'

/** A paper plane. */
export const SendIcon = /* @__PURE__ */ createIcon(
  'send',
  'M4.6 11.9 4.2 5.4c-.1-1 .9-1.7 1.8-1.3l14 6.9c.8.4.8 1.6 0 2l-14 6.9c-.9.4-1.9-.3-1.8-1.3l.4-6.7Zm0 0h6.9',
  { mirrored: true },
)
