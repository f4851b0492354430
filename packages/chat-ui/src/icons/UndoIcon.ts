import { createIcon } from './createIcon.tsx'

/** An arrow that turns back. */
export const UndoIcon = /* @__PURE__ */ createIcon('undo', 'M9 4.5 4.5 9 9 13.5M4.5 9h9a5.2 5.2 0 0 1 0 10.5H10', {
  mirrored: true,
})
