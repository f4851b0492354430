import { createIcon } from './createIcon.tsx'

/** A microphone. */
export const MicrophoneIcon = /* @__PURE__ */ createIcon(
  'microphone',
  'M12 3.5a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3ZM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21',
)
