import { createIcon } from './createIcon.tsx'

/** A triangle. */
export const PlayIcon = /* @__PURE__ */ createIcon(
  'play',
  'M8 5.2v13.6a.6.6 0 0 0 .9.5l10.8-6.8a.6.6 0 0 0 0-1L8.9 4.7a.6.6 0 0 0-.9.5Z',
  { filled: true },
)
