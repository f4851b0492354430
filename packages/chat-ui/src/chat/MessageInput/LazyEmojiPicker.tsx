import { useLoaded } from '../../lazy/useLoaded.ts'
import type { EmojiPickerProps } from './EmojiPicker.tsx'

const load = () => import('./EmojiPicker.tsx')

/** The emoji, loaded when they are first asked for. */
export function LazyEmojiPicker(props: EmojiPickerProps) {
  const lazy = useLoaded(true, load, () => props.onClose(true))
  return lazy ? <lazy.EmojiPicker {...props} /> : null
}
