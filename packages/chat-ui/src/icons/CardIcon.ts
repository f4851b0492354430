import { createIcon } from './createIcon.tsx'

/** A bank card. */
export const CardIcon = /* @__PURE__ */ createIcon(
  'card',
  'M3 10h18M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2Zm2 10h3',
)
