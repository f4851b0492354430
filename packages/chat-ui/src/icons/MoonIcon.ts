import { createIcon } from './createIcon.tsx'

/** A moon. */
export const MoonIcon = /* @__PURE__ */ createIcon('moon', 'M20 14.2A8.3 8.3 0 0 1 9.8 4a8.3 8.3 0 1 0 10.2 10.2Z')
