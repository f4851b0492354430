import { createIcon } from './createIcon.tsx'

/** A chevron down. */
export const ChevronDownIcon = /* @__PURE__ */ createIcon('chevronDown', 'm6 9.5 6 6 6-6')
