import { createIcon } from './createIcon.tsx'

/** A bin. */
export const TrashIcon = /* @__PURE__ */ createIcon(
  'trash',
  'M4.5 7h15M10 11v6m4-6v6M6 7l.8 11.2A2 2 0 0 0 8.8 20h6.4a2 2 0 0 0 2-1.8L18 7M9 7V5.5A1.5 1.5 0 0 1 10.5 4h3A1.5 1.5 0 0 1 15 5.5V7',
)
