import { createIcon } from './createIcon.tsx'

/** An arrow into a tray. */
export const DownloadIcon = /* @__PURE__ */ createIcon('download', 'M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 19.5h14')
