import { createIcon } from './createIcon.tsx'

/** A triangle with an exclamation mark. */
export const AlertIcon = /* @__PURE__ */ createIcon(
  'alert',
  'M12 8v5m0 3.2v.1M10.4 4.3 2.9 17.4A1.9 1.9 0 0 0 4.5 20h15a1.9 1.9 0 0 0 1.6-2.6L13.6 4.3a1.9 1.9 0 0 0-3.2 0Z',
)
