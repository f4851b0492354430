// One voice for everything the demo tells its user.

/** @param {string} text */
export function say(text) {
  console.log(`[demo] ${text}`)
}
