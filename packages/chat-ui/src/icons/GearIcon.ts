import { createIcon } from './createIcon.tsx'

/** A gear. */
export const GearIcon = /* @__PURE__ */ createIcon(
  'gear',
  'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM11 3.6a2 2 0 0 1 2 0l5.5 3.2a2 2 0 0 1 1 1.7v7a2 2 0 0 1-1 1.7L13 20.4a2 2 0 0 1-2 0l-5.5-3.2a2 2 0 0 1-1-1.7v-7a2 2 0 0 1 1-1.7Z',
)
