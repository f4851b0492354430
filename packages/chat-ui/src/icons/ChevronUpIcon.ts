import { createIcon } from './createIcon.tsx'

/** A chevron up. */
export const ChevronUpIcon = /* @__PURE__ */ createIcon('chevronUp', 'm6 14.5 6-6 6 6')
