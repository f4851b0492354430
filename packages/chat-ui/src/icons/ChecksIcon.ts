import { createIcon } from './createIcon.tsx'

/** Two ticks. */
export const ChecksIcon = /* @__PURE__ */ createIcon('checks', 'm1.5 12.8 4.2 4.2 9-9.5M11.3 16.2l.8.8 9.9-9.5')
