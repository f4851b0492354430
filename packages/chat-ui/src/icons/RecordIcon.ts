import { createIcon } from './createIcon.tsx'

/** A health record. */
export const RecordIcon = /* @__PURE__ */ createIcon(
  'record',
  'M9 4h6v3H9ZM15 5.5h2a2 2 0 0 1 2 2V19a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V7.5a2 2 0 0 1 2-2h2M12 11v6m-3-3h6',
)
