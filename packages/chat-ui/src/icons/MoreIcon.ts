import { createIcon } from './createIcon.tsx'

/** Three dots. */
export const MoreIcon = /* @__PURE__ */ createIcon(
  'more',
  'M5 12a.5.5 0 1 0 1 0 .5.5 0 0 0-1 0Zm6.5 0a.5.5 0 1 0 1 0 .5.5 0 0 0-1 0Zm6.5 0a.5.5 0 1 0 1 0 .5.5 0 0 0-1 0Z',
  { filled: true },
)
