import { createIcon } from './createIcon.tsx'

/** A loudspeaker. */
export const SoundIcon = /* @__PURE__ */ createIcon(
  'sound',
  'M11.5 5.2v13.6L7 15H4.5A1.5 1.5 0 0 1 3 13.5v-3A1.5 1.5 0 0 1 4.5 9H7ZM15.5 9a4.2 4.2 0 0 1 0 6m2.8-8.8a8.2 8.2 0 0 1 0 11.6',
  { mirrored: true },
)
