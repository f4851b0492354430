import { createIcon } from './createIcon.tsx'

/** A tick. */
export const CheckIcon = /* @__PURE__ */ createIcon('check', 'm5 12.5 4.5 4.5L19 7.5')
