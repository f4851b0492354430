import type { Strings } from '../strings.ts'
import { named } from './wording.ts'

/** A conversation as a whole. */
export const chatWindowStrings = {
  conversation: (name) => `Conversation with ${name}`,
  mayNotWrite: 'You cannot write here',
  writeMessageTo: (name) => `Message ${named(name)}`,
  notOpen: 'This conversation is not open to you',
} satisfies Partial<Strings>
