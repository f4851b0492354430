import { createIcon } from './createIcon.tsx'

/** A calendar. */
export const CalendarIcon = /* @__PURE__ */ createIcon(
  'calendar',
  'M7 3v3m10-3v3M4 10h16M6 5h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2Z',
)
