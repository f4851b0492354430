import { createIcon } from './createIcon.tsx'

/** A bell. */
export const BellIcon = /* @__PURE__ */ createIcon(
  'bell',
  'M6 9.5a6 6 0 0 1 12 0c0 5.5 2 6.5 2 6.5H4s2-1 2-6.5M10 19.5a2.2 2.2 0 0 0 4 0',
)
