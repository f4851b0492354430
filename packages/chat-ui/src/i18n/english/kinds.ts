import type { Strings } from '../strings.ts'

/** What a message can be, beside text. */
export const kindsStrings = {
  image: 'Image',
  file: 'File',
  voiceMessage: 'Voice message',
  attachments: 'Attachments',
  attachmentFailed: 'Could not be loaded',
} satisfies Partial<Strings>
