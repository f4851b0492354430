import { createIcon } from './createIcon.tsx'

/** A circular arrow. */
export const RetryIcon = /* @__PURE__ */ createIcon('retry', 'M20 11.5A8 8 0 1 0 17.6 17M20 5v6.5h-6.5')
