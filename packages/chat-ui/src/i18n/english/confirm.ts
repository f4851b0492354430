import type { Strings } from '../strings.ts'

/** The question before a send. */
export const confirmStrings = {
  people: (count) => (count === 1 ? '1 person' : `${count} people`),
  sendTo: (name) => `Send to ${name}?`,
  readBy: (people) => `${people} will read this`,
  goBack: 'Go back',
  sendNow: 'Send',
} satisfies Partial<Strings>
