import { createIcon } from './createIcon.tsx'

/** A sheet. */
export const FileIcon = /* @__PURE__ */ createIcon(
  'file',
  'M13 3v5a1 1 0 0 0 1 1h5M13 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V9Z',
)
