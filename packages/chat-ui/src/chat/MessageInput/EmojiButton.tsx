import { useState } from 'react'
import { composerStrings } from '../../i18n/english/composer.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { EmojiIcon } from '../../icons/EmojiIcon.ts'
import { useSlot } from '../../slots/useSlot.ts'
import { LateEmojiPicker } from './LateEmojiPicker.tsx'

export interface EmojiButtonProps {
  readonly disabled: boolean
  readonly onPick: (emoji: string) => void
  /** It closed and nothing has the focus. */
  readonly onClosed: () => void
}

/** Opens the emoji, which are loaded when they are first asked for. */
export function EmojiButton({ disabled, onPick, onClosed }: EmojiButtonProps) {
  const strings = useStrings(composerStrings)
  const [open, setOpen] = useState(false)
  const [EmojiPicker, pickerProps] = useSlot('EmojiPicker', LateEmojiPicker)
  return (
    <>
      <button
        type="button"
        className="mc-icon-button"
        aria-label={strings.emoji}
        aria-haspopup="dialog"
        aria-expanded={open}
        disabled={disabled}
        // The focus stays in the picker: it would close, and the click would open it again.
        onMouseDown={(event) => open && event.preventDefault()}
        onClick={() => setOpen(!open)}
      >
        <EmojiIcon />
      </button>
      {open && (
        <EmojiPicker
          {...pickerProps({
            onPick(emoji) {
              setOpen(false)
              onPick(emoji)
            },
            onClose(focusBack) {
              setOpen(false)
              if (focusBack) onClosed()
            },
          })}
        />
      )}
    </>
  )
}
