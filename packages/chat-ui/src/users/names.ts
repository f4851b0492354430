import type { User } from '@mediconnect/protocol'

const ARABIC = /\p{Script=Arabic}/u
const ZERO_WIDTH_NON_JOINER = '\u200c'

/** First and last name, or the user name when neither is known. */
export function displayName(user: User): string {
  return `${user.first_name} ${user.last_name}`.trim() || user.username
}

/** At most two letters, whole characters also outside the basic plane. */
export function initials(user: User): string {
  const words = displayName(user)
    .split(/[\s_.-]+/)
    .filter(Boolean)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => (word ? [...word][0] : ''))
  // Arabic letters side by side would be written as one word.
  return letters.join(ARABIC.test(letters.join('')) ? ZERO_WIDTH_NON_JOINER : '').toLocaleUpperCase()
}
