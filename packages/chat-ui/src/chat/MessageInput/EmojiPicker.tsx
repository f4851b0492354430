import { useEffect, useRef, type KeyboardEvent } from 'react'
import { composerStrings } from '../../i18n/english/composer.ts'
import { emojiStrings } from '../../i18n/english/emoji.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { EMOJIS } from './emojis.ts'

const STRINGS = { ...composerStrings, ...emojiStrings }

/** What `EmojiPicker` takes. */
export interface EmojiPickerProps {
  readonly onPick: (emoji: string) => void
  /** `focusBack`: whoever opened it takes the focus again, since nothing else has it. */
  readonly onClose: (focusBack: boolean) => void
}

/** Emoji in a grid with one tab stop: arrow keys, Home and End go about, Enter takes one, Escape none. */
export function EmojiPicker({ onPick, onClose }: EmojiPickerProps) {
  const strings = useStrings(STRINGS)
  const root = useRef<HTMLDivElement>(null)

  useEffect(() => {
    buttonsIn(root.current)[0]?.focus()
  }, [])

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (event.key === 'Escape') {
      event.stopPropagation()
      return onClose(true)
    }
    const next = neighbour(buttonsIn(event.currentTarget), document.activeElement, event.key)
    if (!next) return
    event.preventDefault()
    next.focus()
  }

  return (
    <div
      ref={root}
      className="mc-emoji"
      role="dialog"
      aria-label={strings.emoji}
      onKeyDown={onKeyDown}
      onBlur={({ relatedTarget, currentTarget }) => {
        if (!currentTarget.contains(relatedTarget)) onClose(false)
      }}
    >
      {EMOJIS.map(({ group, emojis }, place) => (
        <div key={group} role="group" aria-label={strings.emojiGroups[group]}>
          <p className="mc-emoji__title" aria-hidden="true">
            {strings.emojiGroups[group]}
          </p>
          <div className="mc-emoji__grid">
            {emojis.split(' ').map((emoji, index) => (
              <button
                key={emoji}
                type="button"
                className="mc-icon-button"
                tabIndex={place === 0 && index === 0 ? 0 : -1}
                onClick={() => onPick(emoji)}
              >
                {emoji}
              </button>
            ))}
          </div>
        </div>
      ))}
    </div>
  )
}

function buttonsIn(element: Element | null): readonly HTMLButtonElement[] {
  return element ? [...element.querySelectorAll('button')] : []
}

/** Where a key leads, by where the buttons are: it is the same whatever the width and the direction of writing. */
function neighbour(
  buttons: readonly HTMLButtonElement[],
  current: Element | null,
  key: string,
): HTMLButtonElement | undefined {
  const place = buttons.findIndex((button) => button === current)
  const from = buttons[place]
  if (!from) return undefined
  const forward = getComputedStyle(from).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowRight':
      return buttons[key === forward ? place + 1 : place - 1]
    case 'ArrowDown':
      return nearest(buttons.slice(place), from)
    case 'ArrowUp':
      return nearest(buttons.slice(0, place).reverse(), from)
    case 'Home':
      return buttons[0]
    case 'End':
      return buttons.at(-1)
    default:
      return undefined
  }
}

/** In the first row of those that is another row: the one that is nearest sideways. */
function nearest(buttons: readonly HTMLButtonElement[], from: HTMLButtonElement): HTMLButtonElement | undefined {
  const at = (button: HTMLButtonElement) => button.getBoundingClientRect()
  const rowTop = buttons.map((button) => at(button).top).find((top) => top !== at(from).top)
  const aside = (button: HTMLButtonElement) => Math.abs(at(button).left - at(from).left)
  return buttons.filter((button) => at(button).top === rowTop).sort((a, b) => aside(a) - aside(b))[0]
}
