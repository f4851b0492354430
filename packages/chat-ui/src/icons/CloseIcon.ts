import { createIcon } from './createIcon.tsx'

/** A cross. */
export const CloseIcon = /* @__PURE__ */ createIcon('close', 'm6 6 12 12M18 6 6 18')
