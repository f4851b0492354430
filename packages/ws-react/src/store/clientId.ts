const TIME_BYTES = 6
const VERSION_7 = 0x70
const RFC_VARIANT = 0x80

/**
 * A new `client_id`: a UUID that begins with the time (RFC 9562, version 7), so that a database finds those of one time
 * side by side. Needs no `crypto.randomUUID`, which is missing on pages served without TLS.
 */
export function newClientId(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let index = TIME_BYTES - 1, time = now; index >= 0; index--, time = Math.floor(time / 256)) {
    bytes[index] = time % 256
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | VERSION_7
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | RFC_VARIANT
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
