import { createIcon } from './createIcon.tsx'

/** No connection. */
export const OfflineIcon = /* @__PURE__ */ createIcon(
  'offline',
  'M3 3l18 18M5 12.6a10 10 0 0 1 3.6-2.3M8.5 16a5 5 0 0 1 5.4-1M19 12.6a10 10 0 0 0-6.8-2.9M12 19.3v.1M2 8.9A15 15 0 0 1 5.6 6.6M22 8.9a15 15 0 0 0-11.4-3.8',
)
