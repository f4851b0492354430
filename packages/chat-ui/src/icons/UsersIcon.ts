import { createIcon } from './createIcon.tsx'

/** Some people. */
export const UsersIcon = /* @__PURE__ */ createIcon(
  'users',
  'M3 19.5v-.7A4.8 4.8 0 0 1 7.8 14h2.4a4.8 4.8 0 0 1 4.8 4.8v.7M9 10.8a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8Zm6.5-6.5a3.4 3.4 0 0 1 0 6.2M18 14.4a4.8 4.8 0 0 1 3 4.4v.7',
)
