import { createIcon } from './createIcon.tsx'

/** A padlock. */
export const LockIcon = /* @__PURE__ */ createIcon(
  'lock',
  'M8 10.5V7.5a4 4 0 0 1 8 0v3m-9 0h10a2 2 0 0 1 2 2V18a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-5.5a2 2 0 0 1 2-2Z',
)
