import { createIcon } from './createIcon.tsx'

/** Two bars. */
export const PauseIcon = /* @__PURE__ */ createIcon('pause', 'M7.5 5.5h2v13h-2ZM14.5 5.5h2v13h-2Z', { filled: true })
