import { createIcon } from './createIcon.tsx'

/** A loudspeaker, crossed out. */
export const SoundOffIcon = /* @__PURE__ */ createIcon(
  'soundOff',
  'M11.5 5.2v13.6L7 15H4.5A1.5 1.5 0 0 1 3 13.5v-3A1.5 1.5 0 0 1 4.5 9H7ZM16 9.5l5 5m0-5-5 5',
  { mirrored: true },
)
