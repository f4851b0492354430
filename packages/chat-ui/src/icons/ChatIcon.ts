import { createIcon } from './createIcon.tsx'

/** A speech bubble. */
export const ChatIcon = /* @__PURE__ */ createIcon(
  'chat',
  'M4 17.5V7a3 3 0 0 1 3-3h10a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3H9l-3.4 3.1A1 1 0 0 1 4 18.4Z',
  { mirrored: true },
)
