import { createIcon } from './createIcon.tsx'

/** The letter i in a circle. */
export const InfoIcon = /* @__PURE__ */ createIcon('info', 'M12 11v5m0-8.3v.1M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z')
