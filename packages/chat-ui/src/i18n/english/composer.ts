import type { Strings } from '../strings.ts'
import { counted, named, number } from './wording.ts'

/** The box. */
export const composerStrings = {
  writeMessage: 'Write a message',
  send: 'Send',
  attach: 'Attach a file',
  record: 'Record a voice message',
  dropFiles: 'Drop to attach',
  fileTooLarge: (name, limit) => `${named(name)} is too large. Files may be up to ${limit}.`,
  fileEmpty: (name) => `${named(name)} is empty.`,
  lettersLeft: (count) => (count < 0 ? `${number(-count)} too many` : `${number(count)} left`),
  textTooLong: (limit) =>
    `This message is too long. Up to ${number(limit)} characters can be sent at once: shorten it, or send it in parts.`,
  folderRefused: (name) => `${name} is a folder. Attach the files in it instead.`,
  fileNotAccepted: (name) => `${name} is not a kind of file that can be sent here.`,
  tooManyFiles: (limit) =>
    `Up to ${counted(limit, { one: '# file', other: '# files' })} can be sent at once. The others were left out.`,
  partNotLoaded: 'This could not be loaded. Check your connection, then try again.',
  emoji: 'Emoji',
} satisfies Partial<Strings>
