import { createIcon } from './createIcon.tsx'

/** An arrow down. */
export const ArrowDownIcon = /* @__PURE__ */ createIcon('arrowDown', 'M12 5v14m-6-6 6 6 6-6')
