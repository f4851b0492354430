import { createIcon } from './createIcon.tsx'

/** A bell, crossed out. */
export const BellOffIcon = /* @__PURE__ */ createIcon(
  'bellOff',
  'M9 4.3a6 6 0 0 1 9 5.2c0 2 .3 3.5.7 4.5M16 16H4s2-1 2-6.5c0-.8.2-1.5.4-2.2M10 19.5a2.2 2.2 0 0 0 4 0M3.5 3.5l17 17',
)
