import { createIcon } from './createIcon.tsx'

/** A paperclip. */
export const AttachIcon = /* @__PURE__ */ createIcon(
  'attach',
  'm20 11.5-8.1 8.1a5 5 0 0 1-7.1-7.1l8.5-8.4a3.3 3.3 0 0 1 4.7 4.7l-8.4 8.4a1.7 1.7 0 0 1-2.4-2.4l7.6-7.5',
)
