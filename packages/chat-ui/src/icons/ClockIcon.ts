import { createIcon } from './createIcon.tsx'

/** A clock. */
export const ClockIcon = /* @__PURE__ */ createIcon('clock', 'M12 7v5l3 2m6-2a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z')
