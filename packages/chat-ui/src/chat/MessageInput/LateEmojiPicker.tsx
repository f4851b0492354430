import { useLate } from '../../lazy/useLate.ts'
import { lateChat } from '../lateChat.ts'
import type { EmojiPickerProps } from './EmojiPicker.tsx'

/** The emoji; it closes again where they cannot be loaded. */
export function LateEmojiPicker(props: EmojiPickerProps) {
  const parts = useLate(lateChat, { onFailed: () => props.onClose(true) })
  return parts ? <parts.EmojiPicker {...props} /> : null
}
