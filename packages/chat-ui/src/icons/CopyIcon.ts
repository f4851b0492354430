import { createIcon } from './createIcon.tsx'

/** Two sheets. */
export const CopyIcon = /* @__PURE__ */ createIcon(
  'copy',
  'M10 8h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-8a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2ZM5.5 16A1.5 1.5 0 0 1 4 14.5V6a2 2 0 0 1 2-2h8.5A1.5 1.5 0 0 1 16 5.5',
)
