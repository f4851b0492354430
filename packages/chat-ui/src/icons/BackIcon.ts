import { createIcon } from './createIcon.tsx'

/** An arrow back. */
export const BackIcon = /* @__PURE__ */ createIcon('back', 'M19 12H5m6-6-6 6 6 6', { mirrored: true })
