import type { ChatEntry, User } from '@mediconnect/protocol'

export const READER: User = { id: 123, username: 'dr_smith', first_name: 'John', last_name: 'Smith', role: 'doctor' }
export const PARTNER: User = {
  id: 456,
  username: 'patient_doe',
  first_name: 'Jane',
  last_name: 'Doe',
  role: 'patient',
}
export const ROOM = '123_456'

const START = Date.parse('2026-11-02T08:00:00Z')
const WORDS =
  'the rash came back over the weekend and it itches more in the evening please send a picture in daylight thank you doctor I will do that tomorrow morning'.split(
    ' ',
  )
/** Messages between two nights. */
const A_DAY = 200

/** The messages numbered from `first` on: always the same for the same numbers. */
export function makeMessages(count: number, first: number): readonly ChatEntry[] {
  return Array.from({ length: count }, (_, index) => makeMessage(first + index))
}

/** How a message begins, so that it can be found on the page. */
export function opening(number: number): string {
  return `Message ${number}.`
}

/** A message with a number of its own, also below 1: older ones. */
export function makeMessage(number: number): ChatEntry {
  const random = scatter(number)
  // One in five is long, one in five a word or two.
  const length = random % 5 === 0 ? 30 + (random % 40) : random % 5 === 1 ? 1 + (random % 2) : 4 + (random % 14)
  const words = Array.from({ length }, (_, index) => WORDS[(random + index * 7) % WORDS.length])
  return {
    key: `m${number}`,
    id: number + A_BASE,
    seq: number + A_BASE,
    room_name: ROOM,
    sender: random % 5 < 2 ? READER : PARTNER,
    message: `${opening(number)} ${words.join(' ')}`,
    message_type: 'text',
    metadata: {},
    timestamp: new Date(START + number * 40_000 + Math.floor(number / A_DAY) * 16 * 3_600_000).toISOString(),
    state: 'read',
  }
}

/** Ids and places begin at 1, also where older messages are put before the first. */
const A_BASE = 100_000

function scatter(number: number): number {
  let state = (number + A_BASE) * 2_654_435_761
  state ^= state >>> 15
  return (Math.imul(state, 0x2c1b3c6d) ^ (state >>> 12)) >>> 0
}
