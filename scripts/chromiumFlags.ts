/** What Chromium is started with wherever pages are tested. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  // Quiet on a closed network.
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A microphone that hums, allowed without asking.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
]
