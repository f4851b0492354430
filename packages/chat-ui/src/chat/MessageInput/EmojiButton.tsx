import { useState } from 'react'
import { useLocale } from '../../i18n/LocaleContext.tsx'
import { Icon } from '../../icons/Icon.tsx'
import { useSlot } from '../../slots/useSlot.ts'
import { LazyEmojiPicker } from './LazyEmojiPicker.tsx'

export interface EmojiButtonProps {
  readonly disabled: boolean
  readonly onPick: (emoji: string) => void
  /** It closed and nothing has the focus. */
  readonly onClosed: () => void
}

/** Opens the emoji, which are loaded when they are first asked for. */
export function EmojiButton({ disabled, onPick, onClosed }: EmojiButtonProps) {
  const { strings } = useLocale()
  const [open, setOpen] = useState(false)
  const [EmojiPicker, pickerProps] = useSlot('EmojiPicker', LazyEmojiPicker)
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
        <Icon name="emoji" />
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
