import { createIcon } from './createIcon.tsx'

/** A picture. */
export const ImageIcon = /* @__PURE__ */ createIcon(
  'image',
  'm4 17 4.5-4.5a1.5 1.5 0 0 1 2.1 0L15 17m-2-2 1.9-1.9a1.5 1.5 0 0 1 2.1 0L20 16M6 4h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2Zm9.5 4.5v.1',
)
